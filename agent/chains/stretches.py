"""Which stretches of speech has the live recogniser still to answer for?

The worker cuts speech into stretches with its own detector and knows nothing of the recogniser's cuts, which are
nearly but not exactly the same: one answer may cover two stretches, or half of one.
"""

import asyncio
import re
from dataclasses import dataclass, field

from livekit import rtc

from astra.kit.clock import Clock

_WORD = re.compile(r"[^\W_]+")
ALIKE = 0.6
"""So large a part of the shorter one's words stands in the longer one."""

EARLY_S = 0.8
"""For so long after its end a stretch without a single word may still become words; later it was a noise."""


@dataclass(slots=True, eq=False)
class Stretch:
    """Speech between two silences. `is_heard` is True once words came for it, False when none can come any more."""

    sound: list[rtc.AudioFrame]
    ended_s: float
    is_heard: bool | None = None
    settled: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def duration_s(self) -> float:
        """Its length, the detector's padding included."""
        return sum(frame.duration for frame in self.sound)

    def settle(self, *, is_heard: bool) -> None:
        """The first verdict counts."""
        if self.is_heard is None:
            self.is_heard = is_heard
            self.settled.set()


class Ledger:
    """One session's. Items are the recogniser's own utterances, by id."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open: list[Stretch] = []
        self._guesses: dict[str, str] = {}
        self._has_final = False
        self.is_speaking = False

    @property
    def is_waiting(self) -> bool:
        """Whether words of speech that is over may still come."""
        now_s = self._clock.monotonic()
        return any(self._guesses or now_s - stretch.ended_s < EARLY_S for stretch in self._open)

    @property
    def guess(self) -> str:
        """The interim words that no final ones have come for."""
        return " ".join(text for text in self._guesses.values() if text)

    @property
    def only_guess(self) -> str:
        """The same where they are of one utterance; `""` where it is not certain which of several they belong to."""
        return next(iter(self._guesses.values())) if len(self._guesses) == 1 else ""

    def begin(self) -> None:
        """A stretch begins."""
        self._has_final, self.is_speaking = False, True
        if not self._open:
            self._guesses.clear()

    def end(self, sound: list[rtc.AudioFrame]) -> Stretch:
        """It is over. Words that came for it already settle it, unless more are on their way."""
        self.is_speaking = False
        stretch = Stretch(sound, self._clock.monotonic())
        if self._has_final and not self._guesses:
            stretch.settle(is_heard=True)
        else:
            self._open.append(stretch)
        return stretch

    def note_interim(self, item_id: str, text: str) -> None:
        """The recogniser is at it."""
        self._guesses[item_id] = text

    def note_final(self, item_id: str) -> None:
        """Final words. They answer for all that is over, or for the oldest of it when more words are on their way."""
        self._guesses.pop(item_id, None)
        self._has_final = True
        answered = self._open[:1] if self._guesses else list(self._open)
        for stretch in answered:
            self.close(stretch, is_heard=True)

    def note_nothing(self) -> Stretch | None:
        """The recogniser answers that it heard no words; which stretch it means, if any."""
        self._guesses = dict(list(self._guesses.items())[1:])
        return self._open[0] if self._open else None

    def close(self, stretch: Stretch, *, is_heard: bool) -> None:
        """No more words are waited for."""
        if stretch in self._open:
            self._open.remove(stretch)
        stretch.settle(is_heard=is_heard)

    def lose(self) -> None:
        """The recogniser is gone, and with it what it had still to say."""
        for stretch in list(self._open):
            self.close(stretch, is_heard=False)

    def clear_guesses(self) -> None:
        """The interim words will never become final."""
        self._guesses.clear()


def are_alike(words: str, other: str) -> bool:
    """Whether two transcripts are most likely of the same speech."""
    mine, theirs = (set(_WORD.findall(text.casefold())) for text in (words, other))
    return len(mine & theirs) >= ALIKE * min(len(mine), len(theirs)) > 0

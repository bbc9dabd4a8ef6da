"""One utterance while it is being said: its sound, and the interim words that are found in it on the way."""

from collections.abc import Awaitable, Callable

import numpy as np
from numpy.typing import NDArray

from local.engines.decoding import RECOGNISER_RATE
from local.engines.recogniser import Recogniser, RecogniserUnavailableError
from local.engines.stable_words import StableWords
from local.engines.work import OverloadedError
from local.kit.clock import Clock
from local.kit.ids import new_label

FIRST_LOOK_S = 0.8
LOOK_EVERY_S = 0.7
REST = 3.0
"""After a look the recogniser rests for so many times what the look took: interim words cost a quarter of a core at
most, and only while somebody speaks."""
LONGEST_LOOK_S = 25.0
SCRIPTED_WORD_S = 0.3

TellDelta = Callable[[str, str], Awaitable[None]]


class Item:
    """`scripted` is what it will be heard as, where that was laid down."""

    def __init__(self, *, began_ms: float, sound: list[NDArray[np.int16]], scripted: str | None) -> None:
        self.id = new_label("item_", 21)
        self.began_ms = began_ms
        self.scripted = scripted
        self._sound = sound
        self._samples = sum(len(piece) for piece in sound)
        self._words = StableWords()
        self._told = 0
        self._next_look_s = FIRST_LOOK_S
        self._rest_until_s = 0.0
        self._is_looking = False
        self._is_over = False

    @property
    def length_s(self) -> float:
        """How long it is by now."""
        return self._samples / RECOGNISER_RATE

    def push(self, sound: NDArray[np.int16]) -> None:
        """A further piece of it."""
        self._sound.append(sound)
        self._samples += len(sound)

    def end(self) -> None:
        """No more interim words of it are told."""
        self._is_over = True

    def read(self) -> NDArray[np.float32]:
        """All of its sound, as the recogniser takes it."""
        return np.concatenate(self._sound).astype(np.float32) / 32768.0

    def wants_look(self, clock: Clock) -> bool:
        """Whether it is time for interim words."""
        return (
            not self._is_looking
            and self._next_look_s <= self.length_s <= LONGEST_LOOK_S
            and clock.monotonic() >= self._rest_until_s
        )

    async def look(self, recogniser: Recogniser, clock: Clock, language: str | None, tell: TellDelta) -> None:
        """Tell what has become certain of it. A recogniser that has other work is left alone."""
        if recogniser.is_busy:
            return
        self._is_looking, began_s = True, clock.monotonic()
        self._next_look_s = self.length_s + LOOK_EVERY_S
        try:
            found = await recogniser.sketch(self.read(), language=language)
        except (RecogniserUnavailableError, OverloadedError):
            return
        finally:
            now_s = clock.monotonic()
            self._is_looking, self._rest_until_s = False, now_s + REST * (now_s - began_s)
        if (delta := self._words.update(found)) and not self._is_over:
            await tell(self.id, delta)

    async def reveal(self, tell: TellDelta) -> None:
        """Tell as many words of what was laid down as could have been said by now."""
        words = (self.scripted or "").split()
        known = min(len(words), int(self.length_s / SCRIPTED_WORD_S))
        fresh, self._told = words[self._told : known], max(self._told, known)
        if fresh:
            lead = " " if known > len(fresh) else ""
            await tell(self.id, lead + " ".join(fresh))

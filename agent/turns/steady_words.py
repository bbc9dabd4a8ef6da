"""When do words that may still change stand still for long enough to be thought about?

They must not sound broken off, the voice must be silent, and for a moment nothing may have come to them. How often they
are told is bounded: each time costs a question to the model that may have been for nothing.
"""

from agent.turns.agreement import can_not_differ
from agent.turns.ending import Ending, read_ending
from astra.kit.clock import Clock

STILL_S = 0.2
"""Recognisers that tell words as they come leave less than that between two of a sentence."""

LEAST_WORDS = 3
"""Fewer are most likely the beginning of more, unless they are an answer or a question as they stand."""

MAX_AN_UTTERANCE = 2


class SteadyWords:
    """One stream's, of the utterance that is being said."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._words = ""
        self._changed_s = 0.0
        self._is_silent = True
        self._told: list[str] = []

    def note_words(self, words: str) -> None:
        """These are the interim words now; `""` when the utterance was told in full, or can't be told from another."""
        if not words:
            self._told = []
        if words != self._words:
            self._words, self._changed_s = words, self._clock.monotonic()

    def note_voice(self, *, is_speaking: bool) -> None:
        """The voice begins, or has been silent for as long as the detector wants."""
        self._is_silent = not is_speaking

    def due_in_s(self) -> float | None:
        """Seconds until the words may be told if nothing comes to them, at least 0; None where they may not be."""
        if not self._is_silent or len(self._told) >= MAX_AN_UTTERANCE or not _is_whole(self._words):
            return None
        if any(can_not_differ(before, self._words) for before in self._told):
            return None
        return max(0.0, self._changed_s + STILL_S - self._clock.monotonic())

    def take(self) -> str:
        """The words, told now."""
        self._told.append(self._words)
        return self._words


def _is_whole(words: str) -> bool:
    ending = read_ending(words)
    return ending is Ending.COMPLETE or (ending is Ending.OPEN and len(words.split()) >= LEAST_WORDS)

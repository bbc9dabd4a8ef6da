"""Sentences → the audio pieces of a context, each with the characters that begin in it.

Times count from the beginning of the context, as the wire has it, whatever number of sentences came before.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from local.engines.speech import Spoken

_PIECE_S = 0.3
_PAUSE_S = 0.12


@dataclass(frozen=True, slots=True)
class Alignment:
    """Characters, and for each its start and duration in milliseconds."""

    chars: tuple[str, ...]
    starts_ms: tuple[int, ...]
    durations_ms: tuple[int, ...]

    def as_wire(self) -> dict[str, list[str] | list[int]] | None:
        """The object of the wire; None when no character begins here."""
        if not self.chars:
            return None
        return {
            "chars": list(self.chars),
            "charStartTimesMs": list(self.starts_ms),
            "charDurationsMs": list(self.durations_ms),
        }


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of audio and its characters."""

    samples: NDArray[np.int16]
    alignment: Alignment


class PieceCutter:
    """Cuts the sentences of one context; keeps its clock."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._sent_samples = 0

    def cut(self, spoken: Spoken) -> Iterator[Piece]:
        """Pieces of one sentence, with a short pause behind it."""
        at_rate = spoken.at_rate(self._rate)
        pause = np.zeros(round(_PAUSE_S * self._rate), dtype=np.int16)
        samples = np.concatenate([at_rate.samples, pause])
        offset_ms = round(self._sent_samples / self._rate * 1000)
        times = [(start + offset_ms, length) for start, length in at_rate.char_times_ms()]
        size = round(_PIECE_S * self._rate)
        char = 0
        for start in range(0, len(samples), size):
            part = samples[start : start + size]
            self._sent_samples += len(part)
            last = start + size >= len(samples)
            until_ms = self._sent_samples / self._rate * 1000
            stop = char
            while stop < len(times) and (last or times[stop][0] < until_ms):
                stop += 1
            yield Piece(part, _align(spoken.text[char:stop], times[char:stop]))
            char = stop


def _align(text: str, times: list[tuple[int, int]]) -> Alignment:
    return Alignment(tuple(text), tuple(start for start, _ in times), tuple(length for _, length in times))

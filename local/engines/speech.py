"""What a synthesiser gives: samples, and when each character of the text sounds in them."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from local.engines.decoding import resample


@dataclass(frozen=True, slots=True)
class WordSpan:
    """Characters `start`…`end` of the text sound from `from_s` to `to_s` seconds of the samples."""

    start: int
    end: int
    from_s: float
    to_s: float


@dataclass(frozen=True, slots=True)
class Spoken:
    """One sentence, spoken. `samples` are 16-bit mono at `rate` hertz; `words` are in order and do not overlap."""

    text: str
    samples: NDArray[np.int16]
    rate: int
    words: tuple[WordSpan, ...]

    @property
    def duration_s(self) -> float:
        """Length of the samples in seconds."""
        return len(self.samples) / self.rate

    def at_rate(self, rate: int) -> "Spoken":
        """The same sentence at another sample rate."""
        return Spoken(text=self.text, samples=resample(self.samples, self.rate, rate), rate=rate, words=self.words)

    def char_times_ms(self) -> list[tuple[int, int]]:
        """For every character of `text` its (start, duration) in milliseconds; starts never go back."""
        edges = self._char_edges_s()
        marks = [round(edge * 1000) for edge in edges]
        return [(start, end - start) for start, end in pairwise(marks)]

    def _char_edges_s(self) -> list[float]:
        """`len(text) + 1` times: where each character begins, and where the last one ends."""
        places = [0.0]
        times = [0.0]
        for word in self.words:
            for place, moment in ((word.start, word.from_s), (word.end, word.to_s)):
                places.append(float(place))
                times.append(max(moment, times[-1]))
        places.append(float(len(self.text)))
        times.append(max(self.duration_s, times[-1]))
        return [float(edge) for edge in np.interp(range(len(self.text) + 1), places, times)]


class SpeechEngine(Protocol):
    """A synthesiser of one sentence at a time; blocking, called in a thread."""

    @property
    def name(self) -> str:
        """What runs, for `/healthz`."""
        ...

    def load(self) -> None:
        """Get ready. Raises whatever makes this engine unusable."""
        ...

    def speak(self, text: str, *, language: str, pitch: float, tempo: float) -> Spoken:
        """One sentence. `pitch` and `tempo` are factors; `language` is a name the engine knows."""
        ...

"""The voice of a benchmark: a buzz, one swell a word, that begins a fixed time after it was asked for.

It costs no computing worth measuring, so that what is measured is everything but the synthesiser.
"""

import asyncio
import re
from collections.abc import AsyncIterator

import numpy as np

from local.engines.sentences import has_words, split_speech
from local.engines.speech import Spoken, WordSpan
from local.engines.voices import Voice

_RATE = 24_000
_WORD_S, _GAP_S = 0.26, 0.06
_TONE_HZ, _LOUDNESS = 190.0, 9_000.0
_WORD = re.compile(r"\S+")


class ToneSpeaker:
    """A `Speaker` with a fixed latency of `latency_ms` before the first sentence."""

    def __init__(self, *, latency_ms: float) -> None:
        self._latency_s = latency_ms / 1000

    async def load(self) -> None:
        """Nothing to load."""

    async def speak(self, text: str, voice: Voice, *, tempo: float = 1.0) -> AsyncIterator[Spoken]:
        """One buzz a sentence; all sound alike."""
        del voice
        await asyncio.sleep(self._latency_s)
        for piece in split_speech(text):
            if has_words(piece):
                yield _buzz(piece, tempo)

    def health(self) -> dict[str, object]:
        """Says that this is no voice."""
        return {"state": "ready", "engine": "tone (benchmark)", "engines": {"tone": "ready"}}

    def close(self) -> None:
        """Nothing to close."""


def _buzz(text: str, tempo: float) -> Spoken:
    words = [match.span() for match in _WORD.finditer(text)]
    word_s, gap_s = _WORD_S / tempo, _GAP_S / tempo
    times = np.arange(round(len(words) * (word_s + gap_s) * _RATE)) / _RATE
    inside = np.mod(times, word_s + gap_s)
    swell = np.where(inside < word_s, np.sin(np.pi * inside / word_s), 0.0)
    wave = np.sin(2 * np.pi * _TONE_HZ * times) + 0.4 * np.sin(4 * np.pi * _TONE_HZ * times)
    spans = tuple(
        WordSpan(start, end, index * (word_s + gap_s), index * (word_s + gap_s) + word_s)
        for index, (start, end) in enumerate(words)
    )
    return Spoken(text=text, samples=(wave * swell * _LOUDNESS).astype(np.int16), rate=_RATE, words=spans)

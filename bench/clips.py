"""What the caller says: sentences spoken once by Piper, cut exactly where the voice begins and ends.

Natural speech, because a formant synthesiser misleads the turn detector.
"""

import functools
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np
from numpy.typing import NDArray

from local.engines.piper_engine import PiperEngine

RATE = 48_000
FRAME_SAMPLES = RATE // 100
_FLOOR = 500
"""Quieter than this (of 32768) is not voice any more: about -36 dB."""

QUESTIONS = (
    "Can you tell me what this week looks like for me?",
    "I would like to hear something about my work.",
    "Could you explain that again?",
    "Can you hear me?",
    "I think that sounds like a good idea.",
)
"""Sentences in one breath that the bundled turn detector takes for finished. On one that it doubts, a reply waits for
the longest delay that is set (the starter: 2.5 s), and a ratio would tell of that setting and of one voice only."""
INTERRUPTION = "Wait, please stop there, I would like to ask you something else."
OVER_GREETING = "Hello there, can you hear me while you are talking?"


@dataclass(frozen=True, slots=True)
class Clip:
    """A spoken sentence: 48 kHz mono int16; its last sample is the last audible one."""

    text: str
    samples: NDArray[np.int16]

    @property
    def seconds(self) -> float:
        """How long it sounds."""
        return len(self.samples) / RATE


@functools.cache
def _voice() -> PiperEngine:
    engine = PiperEngine()
    engine.load()
    return engine


@functools.cache
def speak_clip(text: str) -> Clip:
    """Synthesise `text` and trim the silence around it."""
    spoken = _voice().speak(text, language="en-us", pitch=1.0, tempo=1.0)
    samples = _resample(spoken.samples, spoken.rate)
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > _FLOOR)
    return Clip(text=text, samples=samples[loud[0] : loud[-1] + 1])


def prepare_clips() -> None:
    """Synthesise all there is to say before anything is measured: later it would keep the client busy."""
    for text in (*QUESTIONS, INTERRUPTION, OVER_GREETING):
        speak_clip(text)


def _resample(samples: NDArray[np.int16], rate: int) -> NDArray[np.int16]:
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate = rate
    frame.time_base = Fraction(1, rate)
    resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
    parts = [out.to_ndarray().reshape(-1) for source in (frame, None) for out in resampler.resample(source)]
    return np.concatenate(parts).astype(np.int16)

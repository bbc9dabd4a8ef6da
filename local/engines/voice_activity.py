"""Where in a stream of sound somebody speaks: the listening side of a recogniser that is fed while one talks."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from livekit.local_inference import VAD, VAD_WINDOW_SAMPLES
from numpy.typing import NDArray

from local.engines.decoding import RECOGNISER_RATE

WINDOW_MS = 1000 * VAD_WINDOW_SAMPLES / RECOGNISER_RATE
_STARTS_AFTER_MS = 96.0
_RELEASE = 0.15
"""So much lower than the threshold must the probability fall before a voice counts as gone."""


class Turnabout(StrEnum):
    """What has just been found."""

    STARTED = "started"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """`threshold` in 0…1; a voice has stopped after `silence_ms` without it."""

    threshold: float = 0.5
    silence_ms: float = 500.0


class VoiceActivity:
    """One stream. Windows of 32 ms go in one after the other."""

    def __init__(self, sensitivity: Sensitivity) -> None:
        self.sensitivity = sensitivity
        self.is_speaking = False
        self._detector = VAD()
        self._voice_ms = 0.0
        self._silence_ms = 0.0

    @property
    def silence_ms(self) -> float:
        """How long the voice has been gone, within speech."""
        return self._silence_ms

    def push(self, window: NDArray[np.int16]) -> Turnabout | None:
        """Take one window of `VAD_WINDOW_SAMPLES` samples at 16 kHz."""
        likely = self._detector.predict(window)
        wanted = self.sensitivity.threshold - (_RELEASE if self.is_speaking else 0.0)
        if likely >= wanted:
            self._voice_ms, self._silence_ms = self._voice_ms + WINDOW_MS, 0.0
            if not self.is_speaking and self._voice_ms >= _STARTS_AFTER_MS:
                self.is_speaking = True
                return Turnabout.STARTED
            return None
        self._silence_ms += WINDOW_MS
        if not self.is_speaking:
            self._voice_ms = 0.0
        elif self._silence_ms >= self.sensitivity.silence_ms:
            self.is_speaking, self._voice_ms = False, 0.0
            return Turnabout.STOPPED
        return None

    def close(self) -> None:
        """Give the detector's memory back."""
        self._detector.close()

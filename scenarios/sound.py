"""Mono 16-bit sound in memory, and how it gets in and out of WAV files."""

import io
import wave
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from livekit import rtc

Samples = npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Sound:
    """`samples` at `rate` per second."""

    samples: Samples
    rate: int

    @property
    def duration_s(self) -> float:
        """How long it lasts."""
        return len(self.samples) / self.rate

    def at_rate(self, rate: int) -> "Sound":
        """The same sound at another rate."""
        if rate == self.rate:
            return self
        resampler = rtc.AudioResampler(self.rate, rate)
        frames = [*resampler.push(bytearray(self.samples.tobytes())), *resampler.flush()]
        parts = [np.frombuffer(frame.data, dtype=np.int16) for frame in frames]
        return Sound(np.concatenate(parts) if parts else np.zeros(0, np.int16), rate)

    def to_wav(self) -> bytes:
        """As the bytes of a WAV file."""
        buffer = io.BytesIO()
        with wave.open(buffer, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(self.rate)
            file.writeframes(self.samples.tobytes())
        return buffer.getvalue()


def read_wav(data: bytes) -> Sound:
    """A WAV file of 16 bits; of several channels the first is taken. Raises `ValueError`."""
    try:
        with wave.open(io.BytesIO(data)) as file:
            if file.getsampwidth() != 2:
                raise ValueError("must be 16-bit PCM")
            channels, rate = file.getnchannels(), file.getframerate()
            # a streamed WAV promises more frames than it has
            frames = file.readframes(min(file.getnframes(), len(data) // (2 * channels)))
    except (wave.Error, EOFError) as error:
        raise ValueError(f"is no WAV file ({error})") from None
    whole = frames[: len(frames) - len(frames) % (2 * channels)]
    return Sound(np.frombuffer(whole, dtype=np.int16)[::channels].copy(), rate)


def make_silence(seconds: float, rate: int) -> Sound:
    """Nothing, for that long."""
    return Sound(np.zeros(round(seconds * rate), np.int16), rate)


def join_sounds(parts: list[Sound]) -> Sound:
    """One after the other; all at the same rate."""
    return Sound(np.concatenate([part.samples for part in parts]), parts[0].rate)

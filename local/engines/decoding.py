"""Whatever a browser or an SDK uploads → 16 kHz mono float samples, by PyAV. Garbage is `AudioError`, never a crash."""

import io

import av
import av.error
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

RECOGNISER_RATE = 16_000
RAW_PCM_RATE = 24_000
"""Headerless PCM is 16-bit little-endian mono at this rate unless the upload says otherwise."""


class AudioError(Exception):
    """The bytes are not audio that can be decoded, or are longer than allowed."""


def decode_audio(data: bytes, *, raw_pcm_rate: int | None = None, max_s: float = 1500.0) -> NDArray[np.float32]:
    """Samples in −1…1 at 16 kHz, mono. `raw_pcm_rate` for headerless 16-bit PCM. Raises `AudioError`."""
    if not data:
        raise AudioError("the file is empty")
    try:
        return _from_container(data, max_s) if raw_pcm_rate is None else _from_raw(data, raw_pcm_rate, max_s)
    except (av.error.FFmpegError, ValueError, EOFError, IndexError) as failure:
        raise AudioError("the file could not be decoded as audio") from failure


def _from_raw(data: bytes, rate: int, max_s: float) -> NDArray[np.float32]:
    usable = len(data) - len(data) % 2
    samples = np.frombuffer(data[:usable], dtype="<i2")
    if len(samples) > max_s * rate:
        raise AudioError(f"the audio is longer than {max_s:.0f} seconds")
    return resample(samples.astype(np.int16), rate, RECOGNISER_RATE).astype(np.float32) / 32768.0


def _from_container(data: bytes, max_s: float) -> NDArray[np.float32]:
    resampler = AudioResampler(format="s16", layout="mono", rate=RECOGNISER_RATE)
    blocks: list[NDArray[np.int16]] = []
    total = 0
    with av.open(io.BytesIO(data), mode="r", metadata_errors="ignore") as container:
        if not container.streams.audio:
            raise AudioError("the file holds no audio")
        for frame in container.decode(container.streams.audio[0]):
            for block in resampler.resample(frame):
                blocks.append(_samples_of(block))
                total += len(blocks[-1])
            if total > max_s * RECOGNISER_RATE:
                raise AudioError(f"the audio is longer than {max_s:.0f} seconds")
    blocks.extend(_samples_of(block) for block in resampler.resample(None))
    if not blocks:
        raise AudioError("the file holds no audio")
    return np.concatenate(blocks).astype(np.float32) / 32768.0


def resample(samples: NDArray[np.int16], rate: int, wanted_rate: int) -> NDArray[np.int16]:
    """Mono 16-bit samples at `wanted_rate` hertz."""
    if rate == wanted_rate or not len(samples):
        return samples
    frame = AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate = rate
    resampler = AudioResampler(format="s16", layout="mono", rate=wanted_rate)
    blocks = [_samples_of(block) for block in (*resampler.resample(frame), *resampler.resample(None))]
    return np.concatenate(blocks) if blocks else samples[:0]


def _samples_of(frame: AudioFrame) -> NDArray[np.int16]:
    return np.asarray(frame.to_ndarray(), dtype=np.int16).reshape(-1)

"""Samples → what the caller asked for, as it comes: raw PCM, WAV, or a compressed container written piece by piece."""

import io
import struct
from fractions import Fraction
from typing import Protocol, cast

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from numpy.typing import NDArray

MEDIA_TYPES = {
    "pcm": "audio/pcm",
    "wav": "audio/wav",
    "mp3": "audio/mpeg",
    "opus": "audio/ogg",
    "aac": "audio/aac",
    "flac": "audio/flac",
}
_CONTAINERS = {
    "mp3": ("mp3", "libmp3lame"),
    "opus": ("ogg", "libopus"),
    "aac": ("adts", "aac"),
    "flac": ("flac", "flac"),
}
_UNKNOWN_LENGTH = 0xFFFFFFFF


class Encoder(Protocol):
    """Takes 16-bit mono samples at one rate, gives bytes as soon as it has them."""

    def push(self, samples: NDArray[np.int16]) -> bytes:
        """Bytes that are ready after these samples; may be empty."""
        ...

    def finish(self) -> bytes:
        """What is left. The encoder takes nothing after that."""
        ...


def build_encoder(kind: str, *, rate: int, bit_rate: int | None = None) -> Encoder:
    """An encoder for a key of `MEDIA_TYPES`; `rate` in hertz, `bit_rate` in bits a second."""
    if kind == "pcm":
        return _PcmEncoder()
    if kind == "wav":
        return _WavEncoder(rate)
    return _ContainerEncoder(kind, rate, bit_rate)


class _PcmEncoder:
    def push(self, samples: NDArray[np.int16]) -> bytes:
        return samples.astype("<i2").tobytes()

    def finish(self) -> bytes:
        return b""


class _WavEncoder:
    """WAV of a length nobody knows yet: the sizes in its header say "until the end", as streaming services send it."""

    def __init__(self, rate: int) -> None:
        fmt = struct.pack("<HHIIHH", 1, 1, rate, rate * 2, 2, 16)
        self._header = (
            b"RIFF"
            + struct.pack("<I", _UNKNOWN_LENGTH)
            + b"WAVEfmt "
            + struct.pack("<I", len(fmt))
            + fmt
            + b"data"
            + struct.pack("<I", _UNKNOWN_LENGTH)
        )

    def push(self, samples: NDArray[np.int16]) -> bytes:
        header, self._header = self._header, b""
        return header + samples.astype("<i2").tobytes()

    def finish(self) -> bytes:
        header, self._header = self._header, b""
        return header


class _Pipe(io.RawIOBase):
    """Where FFmpeg writes; not seekable, so nothing is patched afterwards."""

    def __init__(self) -> None:
        self._written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object, /) -> int:
        block = bytes(cast("bytes", data))
        self._written += block
        return len(block)

    def take(self) -> bytes:
        written = bytes(self._written)
        self._written.clear()
        return written


class _ContainerEncoder:
    def __init__(self, kind: str, rate: int, bit_rate: int | None) -> None:
        container, codec = _CONTAINERS[kind]
        options = {"write_xing": "0", "id3v2_version": "0"} if kind == "mp3" else {}
        self._pipe = _Pipe()
        self._out = av.open(self._pipe, mode="w", format=container, options=options)
        self._stream = cast("AudioStream", self._out.add_stream(codec, rate=rate, layout="mono"))
        if bit_rate is not None:
            self._stream.bit_rate = bit_rate
        self._rate = rate
        self._at = 0

    def push(self, samples: NDArray[np.int16]) -> bytes:
        frame = AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = self._rate
        frame.time_base = Fraction(1, self._rate)
        frame.pts = self._at
        self._at += len(samples)
        self._out.mux(self._stream.encode(frame))
        return self._pipe.take()

    def finish(self) -> bytes:
        self._out.mux(self._stream.encode(None))
        self._out.close()
        return self._pipe.take()

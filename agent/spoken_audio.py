"""Recordings of the lines we speak without a model, made once per voice and text, so that a greeting starts at once."""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator
from pathlib import Path

import structlog
from livekit import rtc
from livekit.agents import APIConnectOptions

from agent.chains.tts_chain import TtsChain
from astra.kit.ids import new_id

FRAME_S = 0.02
MAX_LINE_CHARS = 600

_log = structlog.get_logger(__name__)


class SpokenAudio:
    """Mono 16-bit PCM files at the chain's sample rate, named by a hash of voice, rate and text."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    async def find(self, chain: TtsChain, text: str) -> AsyncIterator[rtc.AudioFrame] | None:
        """The recording of `text`, or None."""
        path = self._path(chain, text)
        try:
            pcm = await asyncio.to_thread(path.read_bytes)
        except FileNotFoundError:
            return None
        return _cut_frames(pcm, chain.sample_rate) if pcm else None

    async def record(self, chain: TtsChain, text: str, *, timeout_s: float) -> bool:
        """Synthesise and keep `text` unless it is there; False when no voice could be had."""
        path = self._path(chain, text)
        if len(text) > MAX_LINE_CHARS or path.exists():
            return path.exists()
        pcm = bytearray()
        options = APIConnectOptions(max_retry=0, timeout=timeout_s)
        try:
            async with chain.synthesize(text, conn_options=options) as stream:
                async for event in stream:
                    pcm += bytes(event.frame.data)
        except Exception as error:  # noqa: BLE001  a line without a recording is synthesised when it is spoken
            _log.warning("spoken_audio.not_recorded", error=type(error).__name__)
            return False
        if pcm and not chain.is_degraded:
            await asyncio.to_thread(_write, path, bytes(pcm))
        return bool(pcm)

    def _path(self, chain: TtsChain, text: str) -> Path:
        key = f"{chain.voice_key}\n{chain.sample_rate}\n{text}"
        return self._directory / f"{hashlib.sha256(key.encode()).hexdigest()}.pcm"


def _write(path: Path, pcm: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{new_id().hex}")
    draft.write_bytes(pcm)
    os.replace(draft, path)  # noqa: PTH105  atomic, so that no one reads half a line


async def _cut_frames(pcm: bytes, sample_rate: int) -> AsyncIterator[rtc.AudioFrame]:
    samples = int(sample_rate * FRAME_S)
    step = samples * 2
    for start in range(0, len(pcm), step):
        chunk = pcm[start : start + step].ljust(step, b"\0")
        yield rtc.AudioFrame(chunk, sample_rate, 1, samples)

"""Recordings of the lines we speak without a model, made once per voice and text, so that a greeting starts at once."""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import structlog
from livekit import rtc
from livekit.agents import APIConnectOptions

from agent.chains.tts_chain import TtsChain
from astra.kit.ids import new_id

FRAME_S = 0.02
AHEAD_FRAMES = 25
"""So much is handed over at once; the rest comes at twice its speed, so that captions are not computed in one go."""

MAX_LINE_CHARS = 600

_log = structlog.get_logger(__name__)


class SpokenAudio:
    """Mono 16-bit PCM files at the chain's sample rate, named by a hash of voice, rate and text."""

    def __init__(self, directory: Path, *, timeout_s: float) -> None:
        self._directory = directory
        self._timeout_s = timeout_s

    async def speak(
        self, chain: TtsChain, text: str, *, on_no_voice: Callable[[str], None], private: str = ""
    ) -> AsyncIterator[rtc.AudioFrame]:
        """The line's sound: its recording, or a synthesis that becomes one. Without a voice, nothing but the call.

        `private` is spoken behind it and never recorded: nothing of a person stays in a file that nobody would look in
        for it. It is synthesised while the line is still being heard.
        """
        path = self._path(chain, text)
        pcm = await asyncio.to_thread(_read, path)
        frames = _cut_frames(pcm, chain.sample_rate) if pcm else self._record(chain, text, path)
        try:
            async for frame in frames:
                yield frame
            if private:
                async for frame in self._synthesize(chain, private):
                    yield frame
        except Exception as error:  # noqa: BLE001  whatever the providers raise, the line goes to the screen
            _log.warning("spoken_audio.no_voice", error=type(error).__name__)
            on_no_voice(f"{text} {private}".strip())

    async def prepare(self, chain: TtsChain, text: str) -> bool:
        """Make the line's recording unless there is one; whether there is one now."""
        path = self._path(chain, text)
        if await asyncio.to_thread(path.exists):
            return True
        try:
            async for _ in self._record(chain, text, path):
                pass
        except Exception as error:  # noqa: BLE001  whatever the providers raise, nobody is waiting for this line
            _log.info("spoken_audio.not_prepared", error=type(error).__name__)
        return await asyncio.to_thread(path.exists)

    async def _record(self, chain: TtsChain, text: str, path: Path) -> AsyncIterator[rtc.AudioFrame]:
        pcm = bytearray()
        async for frame in self._synthesize(chain, text):
            pcm += bytes(frame.data)
            yield frame
        if pcm and not chain.is_degraded and len(text) <= MAX_LINE_CHARS:
            await asyncio.to_thread(_write, path, bytes(pcm))

    async def _synthesize(self, chain: TtsChain, text: str) -> AsyncIterator[rtc.AudioFrame]:
        options = APIConnectOptions(max_retry=0, timeout=self._timeout_s)
        async with chain.synthesize(text, conn_options=options) as stream:
            async for event in stream:
                yield event.frame

    def _path(self, chain: TtsChain, text: str) -> Path:
        key = f"{chain.voice_key}\n{chain.sample_rate}\n{text}"
        return self._directory / f"{hashlib.sha256(key.encode()).hexdigest()}.pcm"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


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
        if start >= AHEAD_FRAMES * step:
            await asyncio.sleep(FRAME_S / 2)

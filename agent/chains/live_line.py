"""The one connection to a recogniser that listens along: opened, lost, and opened anew when nobody is speaking."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog
from livekit import rtc
from livekit.agents import APIConnectOptions, stt

from agent.chains.stt_chain import SttLink
from astra.kit.tasks import TaskGroup

_log = structlog.get_logger(__name__)

FIRST_PAUSE_S = 5.0
LONGEST_PAUSE_S = 300.0
TRUSTED_AFTER = 5
"""So many final answers in a row, and an earlier failure is forgotten."""


class LiveLine:
    """`on_lost` is called once for each connection that is lost, before the next is opened."""

    def __init__(
        self,
        link: SttLink,
        *,
        timeout_s: float,
        on_event: Callable[[stt.SpeechEvent], None],
        on_lost: Callable[[], None],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._link = link
        self._options = APIConnectOptions(max_retry=0, timeout=timeout_s)
        self._on_event = on_event
        self._on_lost = on_lost
        self._pause = pause
        self._pause_s = FIRST_PAUSE_S
        self._finals = 0
        self._is_proven = False
        self._stream: stt.RecognizeStream | None = None
        self._silent = asyncio.Event()
        self._silent.set()
        self._tasks = TaskGroup()
        self.reason: str | None = None
        """Why it is not to be relied on; None when it is."""

    @property
    def is_open(self) -> bool:
        """Whether what is pushed is heard."""
        return self._stream is not None

    @property
    def is_proven(self) -> bool:
        """Whether this connection has brought words already, so that its silence means something."""
        return self._is_proven

    def open(self) -> None:
        """Connect. What is pushed meanwhile waits for the connection."""
        self._is_proven = False
        self._stream = self._link.stt.stream(conn_options=self._options)
        self._tasks.spawn(self._listen(self._stream), name="live recogniser")

    def push(self, frame: rtc.AudioFrame) -> None:
        """A further piece of sound."""
        if self._stream is not None:
            with suppress(RuntimeError):  # it has ended just now; whoever listens to it will say so
                self._stream.push_frame(frame)

    def note_voice(self, *, is_speaking: bool) -> None:
        """Somebody begins or ceases to speak: a connection opened in mid-sentence would answer for half of it."""
        if is_speaking:
            self._silent.clear()
        else:
            self._silent.set()

    def note_final(self) -> None:
        """It has answered."""
        self._finals += 1
        self._is_proven, self.reason = True, None
        if self._finals >= TRUSTED_AFTER:
            self._pause_s = FIRST_PAUSE_S

    def lose(self, reason: str) -> None:
        """Give this connection up; another one is tried after a pause, which grows each time."""
        stream, self._stream = self._stream, None
        if stream is None:
            return
        _log.warning("stt.link_failed", link=self._link.label, reason=reason)
        self.reason, self._finals = reason, 0
        self._tasks.spawn(_close(stream), name="close live recogniser")
        self._tasks.spawn(self._reopen(), name="reopen live recogniser")
        self._on_lost()

    async def aclose(self) -> None:
        """Hang up."""
        stream, self._stream = self._stream, None
        await self._tasks.aclose()
        if stream is not None:
            await _close(stream)

    async def _listen(self, stream: stt.RecognizeStream) -> None:
        reason = "ended"
        try:
            async for event in stream:
                if self._stream is stream:
                    self._on_event(event)
        except Exception as error:  # noqa: BLE001  whatever a provider's plugin raises, speech goes the other way
            reason = type(error).__name__
        if self._stream is stream:
            self.lose(reason)

    async def _reopen(self) -> None:
        pause_s, self._pause_s = self._pause_s, min(self._pause_s * 2, LONGEST_PAUSE_S)
        await self._pause(pause_s)
        await self._silent.wait()
        self.open()


async def _close(stream: stt.RecognizeStream) -> None:
    with suppress(Exception):  # it may have failed already, which was reported then
        await stream.aclose()

"""A client's signalling WebSocket: responses go out in order through a bounded queue, whoever sends never waits."""

import asyncio

import structlog
from aiohttp import WSCloseCode, web
from livekit.protocol import rtc

from local.kit.tasks import TaskGroup
from local.rooms.settings import Limits

_log = structlog.get_logger(__name__)


class SignalSocket:
    """One open socket. A client that doesn't read fast enough loses it and has to resume."""

    def __init__(self, socket: web.WebSocketResponse, limits: Limits, errands: TaskGroup) -> None:
        self._socket = socket
        self._waiting: asyncio.Queue[bytes | None] = asyncio.Queue(maxsize=limits.signal_queue)
        self._code: int = WSCloseCode.OK
        self._closing = False
        self._writer = errands.spawn(self._write(), name="signal.writer")

    def send(self, response: rtc.SignalResponse) -> None:
        """Queue a response; dropped when the socket is closing."""
        if self._closing:
            return
        if self._waiting.full():
            _log.warning("signal.too_slow")
            self._closing = True
            self._writer.cancel()
            return
        self._waiting.put_nowait(response.SerializeToString())

    def close(self, code: int = WSCloseCode.OK) -> None:
        """Send what is queued, then close with a WebSocket code (RFC 6455 section 7.4)."""
        if self._closing:
            return
        self._closing = True
        self._code = code
        if self._waiting.full():
            self._waiting.get_nowait()
        self._waiting.put_nowait(None)

    async def wait_closed(self) -> None:
        """Until everything queued is out and the socket is closed."""
        await asyncio.wait([self._writer])

    async def _write(self) -> None:
        try:
            while (message := await self._waiting.get()) is not None:
                await self._socket.send_bytes(message)
        except ConnectionError:
            self._closing = True
        finally:
            await self._socket.close(code=self._code)

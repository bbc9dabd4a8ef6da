"""Carries signals between the processes of one service, through Redis where there is one.

Nothing rests on it: whatever gets lost is found in the database a moment later. What goes through Redis is sealed with
a key of the service's, for it may hold words, and nothing of it is kept there.
"""

import asyncio
import base64
import contextlib
import hashlib
from collections.abc import Awaitable, Callable
from uuid import UUID

import structlog
from cryptography.fernet import Fernet, InvalidToken
from pydantic import ValidationError
from redis.asyncio import Redis
from redis.exceptions import RedisError

from api.responder.signals import Signal
from astra.contracts.base import Wire
from astra.kit.ids import new_id
from astra.kit.tasks import TaskGroup

_log = structlog.get_logger(__name__)

_CHANNEL = "astra:threads"
_AGAIN_AFTER_S = 2.0
_PAUSE_S = 0.02
"""Between two rounds of sending: of a reply that grows faster only the newest text goes out."""
_MOST_WAITING = 2000
_CONNECT_WITHIN_S = 2.0


class _Envelope(Wire):
    sender: UUID
    signal: Signal


class Broadcast:
    """Sends this process's signals and hears those of the others, which `hear` is told."""

    def __init__(self, redis_url: str, secret: str, *, hear: Callable[[Signal], None]) -> None:
        self._redis = Redis.from_url(redis_url, socket_connect_timeout=_CONNECT_WITHIN_S)
        key = hashlib.sha256(b"astra.threads:" + secret.encode()).digest()
        self._seal = Fernet(base64.urlsafe_b64encode(key))
        self._hear = hear
        self._sender = new_id()
        self._waiting: dict[object, Signal] = {}
        self._news = asyncio.Event()
        self.is_listening = asyncio.Event()
        """Set while other processes can be heard."""

    def tell(self, signal: Signal) -> None:
        """Send a signal soon. Of the same kind about the same thing the newest counts; too many are dropped."""
        if len(self._waiting) < _MOST_WAITING:
            self._waiting[signal.kind, signal.session_id, signal.message_id] = signal
            self._news.set()

    async def serve(self) -> None:
        """Send and listen until cancelled; while Redis is away, try again every so often."""
        tasks = TaskGroup()
        try:
            ways = (self._send_all, self._listen)
            await asyncio.gather(*(tasks.spawn(self._persist(way), name="broadcast") for way in ways))
        finally:
            await tasks.aclose()
            await self._redis.aclose()

    async def _persist(self, way: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                await way()
            except (RedisError, OSError, TimeoutError) as error:
                self.is_listening.clear()
                _log.warning("broadcast.redis_away", error=type(error).__name__)
            await asyncio.sleep(_AGAIN_AFTER_S)

    async def _send_all(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            waiting, self._waiting = self._waiting, {}
            for signal in waiting.values():
                envelope = _Envelope(sender=self._sender, signal=signal)
                await self._redis.publish(_CHANNEL, self._seal.encrypt(envelope.model_dump_json().encode()))
            await asyncio.sleep(_PAUSE_S)

    async def _listen(self) -> None:
        async with self._redis.pubsub(ignore_subscribe_messages=True) as channel:
            await channel.subscribe(_CHANNEL)
            self.is_listening.set()
            async for message in channel.listen():
                self._take(message["data"])

    def _take(self, sealed: bytes) -> None:
        with contextlib.suppress(InvalidToken, ValidationError):  # somebody else's: not for us
            envelope = _Envelope.model_validate_json(self._seal.decrypt(sealed))
            if envelope.sender != self._sender:
                self._hear(envelope.signal)

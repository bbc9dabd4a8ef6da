"""Where hot state is kept: bytes by name, for an hour after they were last written.

A process keeps them by itself; with Redis several processes share them. Nothing here is the truth: whatever is missing,
too old or unreachable is read from the database, so a store never fails, it only has nothing.
"""

from collections import OrderedDict
from typing import Protocol

import structlog
from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from astra.kit.clock import Clock

_log = structlog.get_logger(__name__)

HOT_S = 3600
_MAX_ENTRIES = 20_000
_PREFIX = "astra:hot:"
_PATIENCE_S = 1.0
"""How long Redis may take before we go on without it."""
_CONNECTIONS = 16
"""More at once would make a burst of turns look like a Redis that is away."""
_LEAVE_ALONE_S = 5.0
"""How long Redis is not asked again after it has failed."""


class HotStore(Protocol):
    """A place for hot state. None of its calls raises because the place is away."""

    async def get(self, name: str) -> bytes | None:
        """What was put there within the last hour."""
        ...

    async def put(self, name: str, value: bytes) -> None:
        """Keep it for an hour from now."""
        ...

    async def drop(self, *names: str) -> None:
        """Keep it no longer."""
        ...

    async def aclose(self) -> None:
        """Let go of connections."""
        ...


class LocalStore:
    """This process's own; the oldest entries go when there are too many."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._entries: OrderedDict[str, tuple[float, bytes]] = OrderedDict()

    async def get(self, name: str) -> bytes | None:
        """What was put there within the last hour."""
        until, value = self._entries.get(name, (0.0, b""))
        return value if until > self._clock.monotonic() else None

    async def put(self, name: str, value: bytes) -> None:
        """Keep it for an hour from now."""
        now = self._clock.monotonic()
        self._entries[name] = (now + HOT_S, value)
        self._entries.move_to_end(name)
        while len(self._entries) > _MAX_ENTRIES or next(iter(self._entries.values()))[0] <= now:
            self._entries.popitem(last=False)

    async def drop(self, *names: str) -> None:
        """Keep it no longer."""
        for name in names:
            self._entries.pop(name, None)

    async def aclose(self) -> None:
        """Forget everything."""
        self._entries.clear()


class RedisStore:
    """Shared between processes. While Redis is away, this process has its own, and Redis is left alone for a while."""

    def __init__(self, url: str, clock: Clock, *, patience_s: float = _PATIENCE_S) -> None:
        self._clock = clock
        self._own = LocalStore(clock)
        pool = BlockingConnectionPool.from_url(
            url,
            max_connections=_CONNECTIONS,
            timeout=patience_s,
            socket_timeout=patience_s,
            socket_connect_timeout=patience_s,
            retry=Retry(NoBackoff(), 0),
        )
        self._redis = Redis.from_pool(pool)
        self._away_until = 0.0

    async def get(self, name: str) -> bytes | None:
        """What any process has put there within the last hour."""
        if self._is_away:
            return await self._own.get(name)
        try:
            found = await self._redis.get(_PREFIX + name)
            return found.encode() if isinstance(found, str) else found
        except (RedisError, OSError) as error:
            self._leave_alone(error)
            return await self._own.get(name)

    async def put(self, name: str, value: bytes) -> None:
        """Keep it for an hour from now."""
        if not self._is_away:
            try:
                await self._redis.set(_PREFIX + name, value, ex=HOT_S)
            except (RedisError, OSError) as error:
                self._leave_alone(error)
            else:
                return
        await self._own.put(name, value)

    async def drop(self, *names: str) -> None:
        """Keep it no longer."""
        await self._own.drop(*names)
        if self._is_away:
            return
        try:
            await self._redis.delete(*(_PREFIX + name for name in names))
        except (RedisError, OSError) as error:
            self._leave_alone(error)

    async def aclose(self) -> None:
        """Let go of connections."""
        await self._redis.aclose()
        await self._own.aclose()

    @property
    def _is_away(self) -> bool:
        return self._clock.monotonic() < self._away_until

    def _leave_alone(self, error: Exception) -> None:
        self._away_until = self._clock.monotonic() + _LEAVE_ALONE_S
        _log.warning("hot.redis_away", error=type(error).__name__)


def open_hot_store(redis_url: str, clock: Clock) -> HotStore:
    """A store shared through Redis where an address is given, else this process's own."""
    return RedisStore(redis_url, clock) if redis_url else LocalStore(clock)

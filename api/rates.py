"""How often one person or address may do what costs something; counted in this process, or in Redis for all of them."""

import math
import time
from collections.abc import Mapping
from typing import Any

import structlog
from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from redis.asyncio import ConnectionPool
from redis.exceptions import RedisError

from api.errors import RateLimitedError

_log = structlog.get_logger(__name__)
_REDIS_WITHIN_S = 1.0
_REDIS_LEFT_ALONE_S = 5.0


class Rates:
    """Moving-window limits by name, such as `{"sign_in": "30/minute"}`.

    With `redis_url` all processes count together. While Redis is away each counts for itself: limits then are looser
    for a while, never gone, and nobody is kept out.
    """

    def __init__(self, rates: Mapping[str, str], *, redis_url: str = "") -> None:
        self._rates = {name: parse(rate) for name, rate in rates.items()}
        self._own = MovingWindowRateLimiter(MemoryStorage())
        self._pool = _open_pool(redis_url) if redis_url else None
        self._shared = None if self._pool is None else _count_in(self._pool)
        self._away_until = 0.0

    async def take(self, name: str, who: str) -> None:
        """Count one request of `who`; raises `RateLimitedError` when it is one too many."""
        rate = self._rates[name]
        if (limiter := self._usable()) is not None:
            try:
                await _take(limiter, rate, name, who)
            except (RedisError, OSError, TimeoutError) as error:
                self._note_away(error)
            else:
                return
        await _take(self._own, rate, name, who)

    async def clear(self, name: str, who: str) -> None:
        """Forget what was counted of `who`."""
        rate = self._rates[name]
        await self._own.clear(rate, name, who)
        if (limiter := self._usable()) is not None:
            try:
                await limiter.clear(rate, name, who)
            except (RedisError, OSError, TimeoutError) as error:
                self._note_away(error)

    async def aclose(self) -> None:
        """Close the connections to Redis."""
        if self._pool is not None:
            await self._pool.aclose()

    def _usable(self) -> MovingWindowRateLimiter | None:
        return None if time.monotonic() < self._away_until else self._shared

    def _note_away(self, error: Exception) -> None:
        self._away_until = time.monotonic() + _REDIS_LEFT_ALONE_S
        _log.warning("rates.redis_away", error=type(error).__name__)


async def _take(limiter: MovingWindowRateLimiter, rate: RateLimitItem, name: str, who: str) -> None:
    if await limiter.hit(rate, name, who):
        return
    window = await limiter.get_window_stats(rate, name, who)
    raise RateLimitedError(max(1, math.ceil(window.reset_time - time.time())))


def _open_pool(url: str) -> ConnectionPool:
    return ConnectionPool.from_url(url, socket_timeout=_REDIS_WITHIN_S, socket_connect_timeout=_REDIS_WITHIN_S)


def _count_in(pool: ConnectionPool) -> MovingWindowRateLimiter:
    given: dict[str, Any] = {"connection_pool": pool}  # which says where; the address beside it goes unused
    storage = RedisStorage("async+redis://", implementation="redispy", key_prefix="astra:rates", **given)
    return MovingWindowRateLimiter(storage)

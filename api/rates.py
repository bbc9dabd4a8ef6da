"""How often one person or address may do what costs something."""

import math
import time
from collections.abc import Mapping

from limits import parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from api.errors import RateLimitedError


class Rates:
    """Moving-window limits by name, such as `{"sign_in": "30/minute"}`."""

    def __init__(self, rates: Mapping[str, str]) -> None:
        self._rates = {name: parse(rate) for name, rate in rates.items()}
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def take(self, name: str, who: str) -> None:
        """Count one request of `who`; raises `RateLimitedError` when it is one too many."""
        rate = self._rates[name]
        if await self._limiter.hit(rate, name, who):
            return
        window = await self._limiter.get_window_stats(rate, name, who)
        raise RateLimitedError(max(1, math.ceil(window.reset_time - time.time())))

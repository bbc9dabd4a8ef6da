"""Native work beside the event loop: a few threads, and a bounded line in front of them.

An engine that is asked for more than it can do says so at once (`OverloadedError`, a 429 on the wire) instead of
letting a queue grow until every caller has given up.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

T = TypeVar("T")


class OverloadedError(Exception):
    """The line in front of an engine is full. Worth trying again in a moment."""


class WorkLine:
    """`threads` calls at a time, at most `waiting` more in line."""

    def __init__(self, name: str, *, threads: int, waiting: int) -> None:
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix=name)
        self._capacity = threads + waiting
        self._inside = 0

    @property
    def is_busy(self) -> bool:
        """Whether something is being done, or waits for it."""
        return self._inside > 0

    async def run(self, work: Callable[..., T], /, *args: object, **kwargs: object) -> T:
        """What `work` returns. Cancelled before its turn, it never starts. Raises `OverloadedError`."""
        if self._inside >= self._capacity:
            raise OverloadedError
        self._inside += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, partial(work, *args, **kwargs))
        finally:
            self._inside -= 1

    def close(self) -> None:
        """Drop what waits; what runs is left to end by itself."""
        self._pool.shutdown(wait=False, cancel_futures=True)

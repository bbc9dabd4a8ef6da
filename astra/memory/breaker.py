"""Keeps a memory service that is down or hangs from costing anybody time: after one failure nothing asks it any more.

Whether it is back is found out in the background, never by a turn.
"""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from astra.contracts.errors import AstraError
from astra.kit.tasks import TaskGroup

_log = structlog.get_logger(__name__)

FIRST_REST_S = 2.0
LONGEST_REST_S = 60.0

Probe = Callable[[], Awaitable[object]]
"""Asks for something the way that failed; raises `AstraError` when it fails again."""


class Breaker:
    """Open after a failure; closed again when a probe has succeeded. Belongs to one event loop."""

    def __init__(self, *, pause: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._pause = pause
        self._is_open = False
        self._tasks = TaskGroup()
        self._recovering: asyncio.Task[None] | None = None

    @property
    def is_open(self) -> bool:
        """Whether the service is to be left alone."""
        return self._is_open

    def note_failure(self, probe: Probe) -> None:
        """Open, and begin to probe, unless that is under way."""
        if self._is_open:
            return
        self._is_open = True
        _log.warning("memory.resting")
        if self._recovering is not None and not self._recovering.done():
            return
        self._recovering = self._tasks.spawn(self._recover(probe), name="memory recovery")

    def note_success(self) -> None:
        """It answered: ask it again."""
        self._is_open = False

    async def aclose(self) -> None:
        """Stop probing."""
        await self._tasks.aclose()

    async def _recover(self, probe: Probe) -> None:
        rest_s = FIRST_REST_S
        while self._is_open:
            await self._pause(rest_s)
            try:
                await probe()
            except AstraError as error:
                self._is_open = self._is_open and error.retryable
                rest_s = min(rest_s * 2, LONGEST_REST_S)
            else:
                self._is_open = False
        _log.info("memory.recovered")

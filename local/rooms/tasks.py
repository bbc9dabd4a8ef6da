"""Background errands that can't be lost: each is held until it ends, and one that fails says so in the log."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

_log = structlog.get_logger(__name__)


class Errands:
    """Independent tasks of one owner: one failing leaves its siblings alone; `aclose` cancels what still runs."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def spawn(self, errand: Coroutine[Any, Any, Any], *, name: str) -> asyncio.Task[Any]:
        """Start `errand` now; a failure is logged by its type under `name`, never raised."""
        task = asyncio.get_running_loop().create_task(errand, name=name)
        self._running.add(task)
        task.add_done_callback(self._forget)
        return task

    async def aclose(self) -> None:
        """Cancel what runs and wait until it has ended; the task that calls is left to finish by itself."""
        others = [task for task in self._running if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def __len__(self) -> int:
        return len(self._running)

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (failure := task.exception()) is not None:
            _log.error("task.failed", task=task.get_name(), error=type(failure).__name__)

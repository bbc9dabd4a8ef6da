"""Background tasks that can't be lost: each is held until it ends, and one that fails says so in the log."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

_log = structlog.get_logger(__name__)


class TaskGroup:
    """Tasks of one owner, kept alive while they run and cancelled together by `aclose()`.

    Unlike `asyncio.TaskGroup`, one task's failure leaves its siblings alone.
    """

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def __len__(self) -> int:
        return len(self._tasks)

    def spawn(self, errand: Coroutine[Any, Any, Any], *, name: str) -> asyncio.Task[Any]:
        """Start `errand` now; its failure is logged by type under `name`, never raised."""
        task = asyncio.get_running_loop().create_task(errand, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._forget)
        return task

    async def aclose(self) -> None:
        """Cancel what still runs and wait until it has ended; a task of the group that calls this is left to itself."""
        others = [task for task in self._tasks if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (failure := task.exception()) is not None:
            _log.error("task.failed", task=task.get_name(), error=type(failure).__name__)

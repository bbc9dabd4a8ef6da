"""Runs due jobs, each under a lease that is kept alive while its handler works."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

import structlog

from api.db import AWAY, Database
from api.worker import queue, repository
from api.worker.queue import Claim
from astra.kit.clock import Clock
from astra.kit.tasks import TaskGroup

_log = structlog.get_logger(__name__)

_AGAIN_AFTER_S = 2.0

Handler = Callable[[Mapping[str, Any]], Awaitable[None]]
"""What does a job. It may be run twice (a crash comes at any moment), so a second run must change nothing."""

Claimed = Callable[[Claim], None]
"""Is told of a job that has just been taken for the first time."""

Settled = Callable[[Mapping[str, Any]], None]
"""Is told the payload of a job that has just been done or given back."""


class NotNowError(Exception):
    """A job can't be done yet, for a reason that will pass: it is put off and never laid aside.

    `after` is how long to wait where that is known; otherwise longer from time to time.
    """

    def __init__(self, after: timedelta | None = None) -> None:
        super().__init__("not now")
        self.after = after


class JobRunner:
    """Claims and runs jobs of the kinds it has handlers for, in the name of `holder`."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        handlers: Mapping[str, Handler],
        *,
        holder: str,
        lease_s: float = 60.0,
        on_claimed: Claimed | None = None,
        on_settled: Settled | None = None,
    ) -> None:
        self._db = db
        self._clock = clock
        self._handlers = dict(handlers)
        self._holder = holder
        self._lease = timedelta(seconds=lease_s)
        self._on_claimed = on_claimed
        self._on_settled = on_settled

    async def run_due(self) -> int:
        """Run every job that is due; how many there were."""
        count = 0
        while await self.run_one():
            count += 1
        return count

    async def run_until(self, is_stopping: Callable[[], bool], *, again_s: float = _AGAIN_AFTER_S) -> None:
        """Run job after job until none is due or it is to stop; a database that is away is waited for."""
        while not is_stopping():
            try:
                if not await self.run_one():
                    return
            except AWAY as error:
                _log.warning("job.database_away", error=type(error).__name__)
                await asyncio.sleep(again_s)

    async def run_one(self) -> bool:
        """Run the job that has waited longest; False when none is due."""
        if (held := await self._claim()) is None:
            return False
        if self._on_claimed is not None and held.attempts == 1:
            self._on_claimed(held)
        await self._run(held)
        return True

    async def _claim(self) -> Claim | None:
        async with self._db.read() as db:
            if not await repository.has_due(db, now=self._clock.now(), kinds=self._handlers):
                return None
        async with self._db.write() as db:
            return await queue.claim(db, self._holder, now=self._clock.now(), lease=self._lease, kinds=self._handlers)

    async def _run(self, held: Claim) -> None:
        keeper = TaskGroup()
        keeper.spawn(self._keep(held), name="job.lease")
        failure: str | None = None
        later: NotNowError | None = None
        try:
            await self._handlers[held.kind](held.payload)
        except NotNowError as error:
            later = error
        except Exception as error:  # noqa: BLE001  this is the supervisor of a job
            failure = type(error).__name__
            _log.error("job.failed", kind=held.kind, job_id=str(held.id), attempt=held.attempts, error=failure)
        finally:
            await keeper.aclose()
        async with self._db.write() as db:
            now = self._clock.now()
            if later is not None:
                kept = await queue.put_off(db, held, now=now, after=later.after)
            elif failure is None:
                kept = await queue.finish(db, held, now=now)
            else:
                kept = await queue.give_back(db, held, now=now, error=failure)
        if not kept:
            _log.warning("job.lease_lost", kind=held.kind, job_id=str(held.id))
        if self._on_settled is not None:
            self._on_settled(held.payload)

    async def _keep(self, held: Claim) -> None:
        while True:
            await asyncio.sleep(self._lease.total_seconds() / 3)
            async with self._db.write() as db:
                if not await queue.renew(db, held, now=self._clock.now(), lease=self._lease):
                    return

"""Runs due jobs, each under a lease that is kept alive while its handler works."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

import structlog

from api.db import AWAY, AsyncSession, Database
from api.worker import queue, repository
from api.worker.queue import Claim
from astra.kit.clock import Clock
from astra.kit.tasks import TaskGroup

_log = structlog.get_logger(__name__)

_AGAIN_AFTER_S = 2.0

Handler = Callable[[Mapping[str, Any]], Awaitable[None]]
"""What does a job. It may be run twice (a crash comes at any moment), so a second run must change nothing."""

Claimed = Callable[[Claim], None]
"""Is told of a job that has just been taken; `attempts` is 1 the first time."""

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
        return await self._run_all(lambda: False, is_expected=False)

    async def run_until(
        self, is_stopping: Callable[[], bool], *, again_s: float = _AGAIN_AFTER_S, is_expected: bool = False
    ) -> None:
        """Run job after job until none is due or it is to stop; a database that is away is waited for.

        Where a job is expected (`is_expected`) it is taken without looking first, which costs others the write lock
        for a moment if there is none.
        """
        while not is_stopping():
            try:
                await self._run_all(is_stopping, is_expected=is_expected)
            except AWAY as error:
                _log.warning("job.database_away", error=type(error).__name__)
                await asyncio.sleep(again_s)
            else:
                return

    async def _run_all(self, is_stopping: Callable[[], bool], *, is_expected: bool) -> int:
        """Run what is due, the longest waiting first; how many they were. What is taken is also run."""
        count = 0
        held = await self._claim(is_expected=is_expected)
        while held is not None:
            count += 1
            if self._on_claimed is not None:
                self._on_claimed(held)
            held = await self._run(held, is_stopping)
        return count

    async def _claim(self, *, is_expected: bool) -> Claim | None:
        if not is_expected:
            async with self._db.read() as db:
                if not await repository.has_due(db, now=self._clock.now(), kinds=self._handlers):
                    return None
        async with self._db.write() as db:
            return await self._claim_in(db)

    async def _claim_in(self, db: AsyncSession) -> Claim | None:
        return await queue.claim(db, self._holder, now=self._clock.now(), lease=self._lease, kinds=self._handlers)

    async def _run(self, held: Claim, is_stopping: Callable[[], bool]) -> Claim | None:
        """Run a job; the next one, which is taken in the transaction that settles this one."""
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
            following = None if is_stopping() else await self._claim_in(db)
        if not kept:
            _log.warning("job.lease_lost", kind=held.kind, job_id=str(held.id))
        if self._on_settled is not None:
            self._on_settled(held.payload)
        return following

    async def _keep(self, held: Claim) -> None:
        while True:
            await asyncio.sleep(self._lease.total_seconds() / 3)
            async with self._db.write() as db:
                if not await queue.renew(db, held, now=self._clock.now(), lease=self._lease):
                    return

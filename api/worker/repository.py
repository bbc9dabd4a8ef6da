"""Jobs in the database. A claim is one statement, so that two workers can't take the same job."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func
from sqlalchemy.orm import aliased
from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import Job


async def add(db: AsyncSession, job: Job) -> None:
    """Store a job."""
    db.add(job)
    await db.flush()


async def read_lane(db: AsyncSession, lane: str, dedup_key: str | None) -> tuple[datetime | None, bool]:
    """When the newest job of a lane was put in, and whether a job with this key was ever stored."""
    last = select(func.max(Job.created_at)).where(Job.lane == lane).scalar_subquery()
    if dedup_key is None:
        return (await db.exec(select(last))).one(), False
    return (await db.exec(select(last, select(Job.id).where(Job.dedup_key == dedup_key).exists()))).one()


async def has_key(db: AsyncSession, dedup_key: str) -> bool:
    """Whether a job with this key was ever stored."""
    return (await db.exec(select(Job.id).where(Job.dedup_key == dedup_key))).first() is not None


async def list_known_keys(db: AsyncSession, dedup_keys: Collection[str]) -> set[str]:
    """Which of these keys a job was ever stored with."""
    found = await db.exec(select(Job.dedup_key).where(col(Job.dedup_key).in_(dedup_keys)))
    return {key for key in found.all() if key is not None}


async def has_due(db: AsyncSession, *, now: datetime, kinds: Collection[str] | None = None) -> bool:
    """Whether there is anything to claim, asked without the write lock."""
    return (await db.exec(select(Job.id).where(_due(now, kinds)).limit(1))).first() is not None


async def claim_next(
    db: AsyncSession, holder: str, *, now: datetime, until: datetime, kinds: Collection[str] | None = None
) -> Job | None:
    """Lease the next due job, of one of `kinds` where they are given, to `holder`.

    On SQLite the transaction holds the write lock already (`BEGIN IMMEDIATE`); on Postgres rows that another worker
    is just claiming are skipped.
    """
    due = select(Job.id).where(_due(now, kinds)).order_by(col(Job.run_at), col(Job.id)).limit(1)
    due = due.with_for_update(skip_locked=True)
    claimed = await db.exec(
        update(Job)
        .where(col(Job.id) == due.scalar_subquery())
        .values(state="leased", leased_by=holder, leased_until=until, fence=Job.fence + 1, attempts=Job.attempts + 1)
        .returning(Job)
    )
    row = claimed.first()
    return None if row is None else row[0]


async def change_held(db: AsyncSession, job_id: UUID, fence: int, **changes: Any) -> bool:
    """Change a job that is still held under this fence; False when it is not."""
    changed = await db.exec(
        update(Job).where(col(Job.id) == job_id, col(Job.fence) == fence, col(Job.state) == "leased").values(**changes)
    )
    return changed.rowcount == 1


async def count_by_state(db: AsyncSession) -> dict[str, int]:
    """How many jobs are in each state."""
    rows = await db.exec(select(Job.state, func.count()).group_by(Job.state))
    return dict(rows.all())


def _due(now: datetime, kinds: Collection[str] | None) -> ColumnElement[bool]:
    ready = (col(Job.state) == "ready") & (col(Job.run_at) <= now)
    abandoned = (col(Job.state) == "leased") & (col(Job.leased_until) <= now)
    earlier = aliased(Job)
    waits = (
        exists()
        .correlate(Job)
        .where(
            col(earlier.lane) == col(Job.lane),
            col(earlier.created_at) < col(Job.created_at),
            col(earlier.state).in_(("ready", "leased")),
        )
    )
    due = (ready | abandoned) & (col(Job.lane).is_(None) | ~waits)
    return due if kinds is None else due & col(Job.kind).in_(kinds)

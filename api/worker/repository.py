"""Jobs in the database. A claim is one statement, so that two workers can't take the same job.

Statements that are run for every message are made once: making one takes longer than running it.
"""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, Update, bindparam, exists, func
from sqlalchemy import select as select_columns
from sqlalchemy import update as update_table
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import Job
from api.models.base import UtcDateTime

_JOB = Job.metadata.tables["job"]
_LANE, _KEY = bindparam("lane", type_=String()), bindparam("key", type_=String())
_NOW = bindparam("due_by", type_=UtcDateTime())


class Taken(NamedTuple):
    """A job that was just claimed."""

    id: UUID
    kind: str
    payload: dict[str, Any]
    fence: int
    attempts: int
    run_at: datetime


async def add(db: AsyncSession, job: Job) -> None:
    """Store a job."""
    db.add(job)
    await db.flush()


async def read_lane(db: AsyncSession, lane: str, dedup_key: str | None) -> tuple[datetime | None, bool]:
    """When the newest job of a lane was put in, and whether a job with this key was ever stored."""
    connection = await db.connection()
    if dedup_key is None:
        return (await connection.execute(_LAST_OF_LANE, {"lane": lane})).scalar_one(), False
    last, is_known = (await connection.execute(_LANE_AND_KEY, {"lane": lane, "key": dedup_key})).one()
    return last, bool(is_known)


_LAST_OF_LANE = select_columns(func.max(_JOB.c.created_at)).where(_JOB.c.lane == _LANE)
_LANE_AND_KEY = select_columns(
    _LAST_OF_LANE.scalar_subquery(), select_columns(_JOB.c.id).where(_JOB.c.dedup_key == _KEY).exists()
)


async def has_key(db: AsyncSession, dedup_key: str) -> bool:
    """Whether a job with this key was ever stored."""
    return (await db.exec(select(Job.id).where(Job.dedup_key == dedup_key))).first() is not None


async def list_known_keys(db: AsyncSession, dedup_keys: Collection[str]) -> set[str]:
    """Which of these keys a job was ever stored with."""
    found = await db.exec(select(Job.dedup_key).where(col(Job.dedup_key).in_(dedup_keys)))
    return {key for key in found.all() if key is not None}


async def has_due(db: AsyncSession, *, now: datetime, kinds: Collection[str] | None = None) -> bool:
    """Whether there is anything to claim, asked without the write lock."""
    connection = await db.connection()
    found = await connection.execute(_select_due(of_kinds=kinds is not None).limit(1), _name_due(now, kinds))
    return found.first() is not None


async def claim_next(
    db: AsyncSession, holder: str, *, now: datetime, until: datetime, kinds: Collection[str] | None = None
) -> Taken | None:
    """Lease the next due job, of one of `kinds` where they are given, to `holder`.

    On SQLite the transaction holds the write lock already (`BEGIN IMMEDIATE`); on Postgres rows that another worker
    is just claiming are skipped.
    """
    connection = await db.connection()
    given = {**_name_due(now, kinds), "holder": holder, "until": until}
    row = (await connection.execute(_claim(of_kinds=kinds is not None), given)).first()
    return None if row is None else Taken(*row)


@cache
def _claim(*, of_kinds: bool) -> Update:
    due = _select_due(of_kinds=of_kinds).order_by(_JOB.c.run_at, _JOB.c.id).limit(1)
    return (
        update_table(_JOB)
        .where(_JOB.c.id == due.with_for_update(skip_locked=True).scalar_subquery())
        .values(
            state="leased",
            leased_by=bindparam("holder"),
            leased_until=bindparam("until"),
            fence=_JOB.c.fence + 1,
            attempts=_JOB.c.attempts + 1,
        )
        .returning(*(_JOB.c[name] for name in Taken._fields))
    )


async def change_held(db: AsyncSession, job_id: UUID, fence: int, **changes: Any) -> bool:
    """Change a job that is still held under this fence; False when it is not."""
    connection = await db.connection()
    given = {f"new_{name}": value for name, value in changes.items()}
    changed = await connection.execute(_change_held(tuple(changes)), {**given, "job_id": job_id, "held_fence": fence})
    return changed.rowcount == 1


@cache
def _change_held(names: tuple[str, ...]) -> Update:
    held = (_JOB.c.id == bindparam("job_id"), _JOB.c.fence == bindparam("held_fence"), _JOB.c.state == "leased")
    return update_table(_JOB).where(*held).values({name: bindparam(f"new_{name}") for name in names})


async def count_by_state(db: AsyncSession) -> dict[str, int]:
    """How many jobs are in each state."""
    rows = await db.exec(select(Job.state, func.count()).group_by(Job.state))
    return dict(rows.all())


@cache
def _select_due(*, of_kinds: bool) -> Select[UUID]:
    """The ids of jobs that are due, with the parameters that `_name_due` names."""
    ready = (_JOB.c.state == "ready") & (_JOB.c.run_at <= _NOW)
    abandoned = (_JOB.c.state == "leased") & (_JOB.c.leased_until <= _NOW)
    earlier = _JOB.alias()
    waits = (
        exists()
        .correlate(_JOB)
        .where(
            earlier.c.lane == _JOB.c.lane,
            earlier.c.created_at < _JOB.c.created_at,
            earlier.c.state.in_(("ready", "leased")),
        )
    )
    due: ColumnElement[bool] = (ready | abandoned) & (_JOB.c.lane.is_(None) | ~waits)
    if of_kinds:
        due &= _JOB.c.kind.in_(bindparam("kinds", expanding=True))
    return select_columns(_JOB.c.id).where(due)


def _name_due(now: datetime, kinds: Collection[str] | None) -> dict[str, Any]:
    return {"due_by": now} if kinds is None else {"due_by": now, "kinds": list(kinds)}

"""The job table as an outbox: put in with what it follows from, taken out under a lease."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from api.db import AsyncSession
from api.models import Job
from api.worker import repository
from astra.kit.ids import new_id

MAX_ATTEMPTS = 8
_MOST_DOUBLINGS = 20
_BACK_OFF_BASE_S = 2.0
_BACK_OFF_MAX_S = 600.0


@dataclass(frozen=True, slots=True)
class Claim:
    """A job in hand. Only the holder of the newest `fence` may finish it."""

    id: UUID
    kind: str
    payload: dict[str, Any]
    fence: int
    attempts: int
    waited: timedelta
    """From the moment it was due to this claim."""


async def enqueue(
    db: AsyncSession,
    kind: str,
    payload: dict[str, Any],
    *,
    now: datetime,
    dedup_key: str | None = None,
    run_at: datetime | None = None,
    lane: str | None = None,
) -> None:
    """Put a job in, within the caller's transaction; a job whose key was ever put in before is left out.

    Jobs of one `lane` run one at a time and in order; one that fails holds up those behind it until it is laid aside.
    """
    if lane is not None:
        last, is_known = await repository.read_lane(db, lane, dedup_key)
    else:
        last, is_known = None, dedup_key is not None and await repository.has_key(db, dedup_key)
    if is_known:
        return
    put_in_at = now if last is None else max(now, last + timedelta(microseconds=1))
    job = Job(
        id=new_id(),
        kind=kind,
        payload=payload,
        dedup_key=dedup_key,
        lane=lane,
        run_at=run_at or now,
        created_at=put_in_at,
    )
    await repository.add(db, job)


async def find_new_keys(db: AsyncSession, dedup_keys: Collection[str]) -> set[str]:
    """Those of these keys that no job was ever put in with; asked before a transaction that writes is opened."""
    return set(dedup_keys) - await repository.list_known_keys(db, dedup_keys)


async def claim(
    db: AsyncSession, holder: str, *, now: datetime, lease: timedelta, kinds: Collection[str] | None = None
) -> Claim | None:
    """Take the job that has waited longest, or whose holder's lease ran out; None when nothing is due.

    With `kinds`, jobs of other kinds are left to others.
    """
    job = await repository.claim_next(db, holder, now=now, until=now + lease, kinds=kinds)
    if job is None:
        return None
    return Claim(
        id=job.id,
        kind=job.kind,
        payload=job.payload,
        fence=job.fence,
        attempts=job.attempts,
        waited=max(timedelta(), now - job.run_at),
    )


async def renew(db: AsyncSession, held: Claim, *, now: datetime, lease: timedelta) -> bool:
    """Prolong the lease; False when somebody else has the job by now."""
    return await repository.change_held(db, held.id, held.fence, leased_until=now + lease)


async def finish(db: AsyncSession, held: Claim, *, now: datetime) -> bool:
    """The job is done; False when somebody else has it by now."""
    return await repository.change_held(
        db, held.id, held.fence, state="done", finished_at=now, leased_by=None, leased_until=None, last_error=None
    )


async def give_back(db: AsyncSession, held: Claim, *, now: datetime, error: str) -> bool:
    """The job failed: try again later, or lay it aside as dead after the last attempt."""
    if held.attempts >= MAX_ATTEMPTS:
        changes: dict[str, Any] = {"state": "dead", "finished_at": now}
    else:
        changes = {"state": "ready", "run_at": now + back_off(held.attempts)}
    return await repository.change_held(
        db, held.id, held.fence, leased_by=None, leased_until=None, last_error=error[:200], **changes
    )


async def put_off(db: AsyncSession, held: Claim, *, now: datetime, after: timedelta | None) -> bool:
    """The job can't be done yet: try again `after` so long, or after the usual back-off, however often."""
    run_at = now + (back_off(held.attempts) if after is None else after)
    return await repository.change_held(
        db, held.id, held.fence, state="ready", run_at=run_at, leased_by=None, leased_until=None
    )


def back_off(attempts: int) -> timedelta:
    """How long to wait after so many failed attempts: doubling from two seconds to ten minutes."""
    return timedelta(seconds=min(_BACK_OFF_MAX_S, _BACK_OFF_BASE_S * 2 ** min(_MOST_DOUBLINGS, max(0, attempts - 1))))

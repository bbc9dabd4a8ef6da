"""Heartbeats in the database."""

from datetime import datetime, timedelta

from sqlalchemy import text
from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import WorkerHeartbeat
from astra.contracts.worker import Heartbeat

_FORGET_AFTER = timedelta(days=1)


async def store_heartbeat(db: AsyncSession, beat: Heartbeat, at: datetime) -> None:
    """Keep a worker's last heartbeat."""
    said = beat.model_dump(mode="json")
    await db.exec(delete(WorkerHeartbeat).where(col(WorkerHeartbeat.at) < at - _FORGET_AFTER))
    row = await db.get(WorkerHeartbeat, beat.worker_id)
    if row is None:
        db.add(WorkerHeartbeat(at=at, **said))
    else:
        row.sqlmodel_update({"at": at, **said})
        db.add(row)
    await db.flush()


async def list_heartbeats(db: AsyncSession, since: datetime) -> list[WorkerHeartbeat]:
    """The heartbeats that are fresh."""
    found = await db.exec(select(WorkerHeartbeat).where(col(WorkerHeartbeat.at) > since))
    return list(found.all())


async def touch(db: AsyncSession) -> None:
    """Ask the database for nothing at all, to see whether it answers."""
    await db.exec(text("SELECT 1"))  # pyright: ignore[reportArgumentType, reportCallIssue]  plain SQL is what a probe needs

"""Updates, events, overviews and marks of analysis in the database."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import col, delete, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import PendingUpdate


async def has_update(db: AsyncSession, update_id: UUID) -> bool:
    """Whether this update was ever put in."""
    return (await db.exec(select(PendingUpdate.id).where(PendingUpdate.id == update_id))).first() is not None


async def add_update(db: AsyncSession, row: PendingUpdate) -> None:
    """Store an update."""
    db.add(row)
    await db.flush()


async def delete_untold(db: AsyncSession, session_id: UUID, kind: str) -> None:
    """Drop the updates of a kind that wait for a session."""
    await db.exec(
        delete(PendingUpdate).where(
            col(PendingUpdate.session_id) == session_id,
            col(PendingUpdate.kind) == kind,
            col(PendingUpdate.told_at).is_(None),
        )
    )


async def list_untold(db: AsyncSession, session_id: UUID) -> list[PendingUpdate]:
    """The updates that wait for a session, oldest first."""
    found = await db.exec(
        select(PendingUpdate)
        .where(PendingUpdate.session_id == session_id, col(PendingUpdate.told_at).is_(None))
        .order_by(col(PendingUpdate.created_at), col(PendingUpdate.id))
    )
    return list(found.all())


async def mark_told(db: AsyncSession, update_ids: Sequence[UUID], *, now: datetime) -> None:
    """Set when updates were told, where that is not set."""
    await db.exec(
        update(PendingUpdate)
        .where(col(PendingUpdate.id).in_(update_ids), col(PendingUpdate.told_at).is_(None))
        .values(told_at=now)
    )

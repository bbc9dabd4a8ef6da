"""Loops and what closed them, in the database. Everything is scoped to one person."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import MemoryClosing, MemoryLoop


async def list_loops(db: AsyncSession, user_id: str, *, only_open: bool = False) -> list[MemoryLoop]:
    """A person's loops in the order in which they were opened."""
    query = select(MemoryLoop).where(MemoryLoop.user_id == user_id)
    if only_open:
        query = query.where(col(MemoryLoop.closed_at).is_(None))
    found = await db.exec(query.order_by(col(MemoryLoop.opened_at), col(MemoryLoop.place), col(MemoryLoop.id)))
    return list(found.all())


async def list_closings(db: AsyncSession, user_id: str) -> list[MemoryClosing]:
    """A person's closings in the order in which they were said."""
    found = await db.exec(
        select(MemoryClosing)
        .where(MemoryClosing.user_id == user_id)
        .order_by(col(MemoryClosing.said_at), col(MemoryClosing.place), col(MemoryClosing.id))
    )
    return list(found.all())


async def find_loop(db: AsyncSession, user_id: str, loop_id: UUID) -> MemoryLoop | None:
    """One loop of this person."""
    return (await db.exec(select(MemoryLoop).where(MemoryLoop.user_id == user_id, MemoryLoop.id == loop_id))).first()


async def store(db: AsyncSession, rows: Iterable[MemoryLoop | MemoryClosing]) -> None:
    """Store loops or closings, new or changed."""
    db.add_all(list(rows))
    await db.flush()


async def delete_loops(db: AsyncSession, user_id: str, loop_ids: Sequence[UUID]) -> None:
    """Delete loops for good."""
    await db.exec(delete(MemoryLoop).where(col(MemoryLoop.user_id) == user_id, col(MemoryLoop.id).in_(loop_ids)))


async def delete_closings(db: AsyncSession, user_id: str, closing_ids: Sequence[UUID]) -> None:
    """Delete closings for good."""
    await db.exec(
        delete(MemoryClosing).where(col(MemoryClosing.user_id) == user_id, col(MemoryClosing.id).in_(closing_ids))
    )


async def delete_all(db: AsyncSession, user_id: str) -> None:
    """Delete every loop and closing of a person."""
    for table in (MemoryLoop, MemoryClosing):
        await db.exec(delete(table).where(col(table.user_id) == user_id))

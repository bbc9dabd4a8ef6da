"""Waterfalls in the database. Every list is read by an index, newest first, and has an end."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import MessageWaterfall


async def add_all(db: AsyncSession, rows: Sequence[MessageWaterfall]) -> None:
    """Store them; their messages must be stored already."""
    db.add_all(rows)
    await db.flush()


async def list_of_messages(db: AsyncSession, message_ids: Sequence[UUID]) -> list[MessageWaterfall]:
    """Those of these messages, in no order."""
    found = await db.exec(select(MessageWaterfall).where(col(MessageWaterfall.message_id).in_(message_ids)))
    return list(found.all())


async def list_of_session(db: AsyncSession, session_id: UUID, *, limit: int) -> list[MessageWaterfall]:
    """The newest of a session."""
    found = await db.exec(
        select(MessageWaterfall)
        .where(MessageWaterfall.session_id == session_id)
        .order_by(col(MessageWaterfall.at).desc())
        .limit(limit)
    )
    return list(found.all())


async def list_since(db: AsyncSession, since: datetime, *, limit: int) -> list[MessageWaterfall]:
    """The newest of all sessions."""
    found = await db.exec(
        select(MessageWaterfall)
        .where(MessageWaterfall.at >= since)
        .order_by(col(MessageWaterfall.at).desc())
        .limit(limit)
    )
    return list(found.all())

"""Threads of messages in the database, as typed talk needs them."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import Job, Message, Session


async def find_by_item(db: AsyncSession, user_id: UUID, item_id: str) -> UUID | None:
    """The person's session that has this item."""
    found = await db.exec(
        select(Message.session_id)
        .join(Session, col(Session.id) == col(Message.session_id))
        .where(Session.user_id == user_id, Message.item_id == item_id)
    )
    return found.first()


async def read_message(db: AsyncSession, session_id: UUID, item_id: str) -> Message | None:
    """One message."""
    found = await db.exec(select(Message).where(Message.session_id == session_id, Message.item_id == item_id))
    return found.first()


async def has_words(db: AsyncSession, user_id: UUID, *, but_not: str) -> bool:
    """Whether anything of the person is stored besides this item."""
    found = await db.exec(
        select(Message.id)
        .join(Session, col(Session.id) == col(Message.session_id))
        .where(Session.user_id == user_id, col(Message.item_id).is_distinct_from(but_not))
        .limit(1)
    )
    return found.first() is not None


async def list_last(db: AsyncSession, session_id: UUID, count: int) -> list[Message]:
    """The last messages of a session, oldest first."""
    newest = (col(Message.anchor).desc(), col(Message.place).desc(), col(Message.id).desc())
    found = await db.exec(select(Message).where(Message.session_id == session_id).order_by(*newest).limit(count))
    return list(reversed(found.all()))


async def list_ids_stored_since(db: AsyncSession, session_id: UUID, since: datetime) -> list[tuple[UUID, datetime]]:
    """Which messages of a session were stored at or after `since`, and when; first stored, first listed."""
    found = await db.exec(
        select(Message.id, Message.stored_at)
        .where(Message.session_id == session_id, col(Message.stored_at) >= since)
        .order_by(col(Message.stored_at), col(Message.anchor), col(Message.place), col(Message.id))
    )
    return [(message_id, stored_at) for message_id, stored_at in found.all()]


async def list_ids_stored_lately(db: AsyncSession, session_id: UUID, lag: timedelta) -> set[UUID]:
    """Which messages of a session were stored within `lag` of the one that was stored last."""
    last = (await db.exec(select(func.max(Message.stored_at)).where(Message.session_id == session_id))).first()
    return set() if last is None else {one for one, _ in await list_ids_stored_since(db, session_id, last - lag)}


async def list_these(db: AsyncSession, session_id: UUID, message_ids: Collection[UUID]) -> list[Message]:
    """These messages of a session, in the order of the talk."""
    found = await db.exec(
        select(Message)
        .where(Message.session_id == session_id, col(Message.id).in_(message_ids))
        .order_by(col(Message.anchor), col(Message.place), col(Message.id))
    )
    return list(found.all())


async def find_items(db: AsyncSession, session_id: UUID, item_ids: Collection[str]) -> set[str]:
    """Which of these items a session has."""
    found = await db.exec(
        select(Message.item_id).where(Message.session_id == session_id, col(Message.item_id).in_(item_ids))
    )
    return {item for item in found.all() if item is not None}


async def read_revision(db: AsyncSession, session_id: UUID) -> int | None:
    """How often the messages of a session have changed; None for one that is unknown or deleted."""
    found = await db.exec(select(Session.revision).where(Session.id == session_id, col(Session.deleted_at).is_(None)))
    return found.first()


async def read_oldest_stored(db: AsyncSession, session_id: UUID, message_ids: Collection[UUID]) -> datetime | None:
    """When the first stored of these messages of the session was stored."""
    found = await db.exec(
        select(Message.stored_at)
        .where(Message.session_id == session_id, col(Message.id).in_(message_ids))
        .order_by(col(Message.stored_at))
        .limit(1)
    )
    return found.first()


async def list_waiting(db: AsyncSession, lane: str) -> list[str]:
    """The dedup keys of the jobs of a lane that are not done yet, in order."""
    found = await db.exec(
        select(Job.dedup_key)
        .where(Job.lane == lane, col(Job.state).in_(("ready", "leased")))
        .order_by(col(Job.created_at))
    )
    return [key for key in found.all() if key is not None]

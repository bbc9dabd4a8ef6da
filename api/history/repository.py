"""Sessions and messages in the database, page by page."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import case, tuple_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import Message, Session
from astra.contracts.utterance import Role


async def list_sessions(
    db: AsyncSession, user_id: UUID, *, after: tuple[int, datetime, UUID] | None, limit: int
) -> list[Session]:
    """The person's sessions that have words in them: active ones first, then the most recently used."""
    active = case((col(Session.ended_at).is_(None), 1), else_=0)
    query = select(Session).where(
        Session.user_id == user_id, col(Session.deleted_at).is_(None), Session.message_count > 0
    )
    if after is not None:
        query = query.where(tuple_(active, Session.last_activity, Session.id) < tuple_(*after))
    query = query.order_by(active.desc(), col(Session.last_activity).desc(), col(Session.id).desc())
    return list((await db.exec(query.limit(limit))).all())


async def list_messages(
    db: AsyncSession, session_id: UUID, *, after: tuple[int, float, UUID] | None, limit: int
) -> list[Message]:
    """Messages of a session in order."""
    query = select(Message).where(Message.session_id == session_id)
    if after is not None:
        query = query.where(tuple_(Message.anchor, Message.place, Message.id) > tuple_(*after))
    query = query.order_by(col(Message.anchor), col(Message.place), col(Message.id))
    return list((await db.exec(query.limit(limit))).all())


async def list_first_user_texts(db: AsyncSession, session_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The first thing the person said in each of these sessions."""
    found = await db.exec(
        select(Message.session_id, Message.text)
        .where(col(Message.session_id).in_(session_ids), Message.role == Role.USER.value)
        .order_by(col(Message.anchor).desc(), col(Message.place).desc())
    )
    return dict(found.all())

"""What is kept of sessions for the mind, and their words as memory may have them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, delete, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import Message, Session, SessionMindRow
from astra.contracts.utterance import Role, Source


async def find(db: AsyncSession, session_id: UUID) -> SessionMindRow | None:
    """The row of a session, if it has one."""
    return (await db.exec(select(SessionMindRow).where(SessionMindRow.session_id == session_id))).first()


async def find_or_add(db: AsyncSession, session_id: UUID) -> SessionMindRow:
    """The row of a session, made where it has none."""
    row = await find(db, session_id)
    if row is None:
        row = SessionMindRow(session_id=session_id)
        db.add(row)
        await db.flush()
    return row


async def read_version(db: AsyncSession, session_id: UUID) -> int:
    """How much news the session has had."""
    found = await db.exec(select(SessionMindRow.context_version).where(SessionMindRow.session_id == session_id))
    return found.first() or 0


async def raise_version(db: AsyncSession, session_id: UUID, *, memory_changed: bool) -> int:
    """Count one piece of news for a session; its version from now on."""
    raised = (
        update(SessionMindRow)
        .where(col(SessionMindRow.session_id) == session_id)
        .values(
            context_version=SessionMindRow.context_version + 1,
            memory_version=SessionMindRow.memory_version + int(memory_changed),
        )
        .returning(col(SessionMindRow.context_version))
    )
    version = (await db.exec(raised)).scalar_one_or_none()
    if version is None:
        await find_or_add(db, session_id)
        version = (await db.exec(raised)).scalar_one()
    return version


async def store(db: AsyncSession, row: SessionMindRow) -> None:
    """Keep a changed row."""
    db.add(row)
    await db.flush()


async def drop(db: AsyncSession, session_id: UUID) -> None:
    """Keep nothing of a session."""
    await db.exec(delete(SessionMindRow).where(col(SessionMindRow.session_id) == session_id))


async def drop_summaries(db: AsyncSession, user_id: UUID) -> None:
    """Forget every summary of a person's sessions; they are written anew from what is left."""
    of_user = select(Session.id).where(Session.user_id == user_id)
    await db.exec(
        update(SessionMindRow)
        .where(col(SessionMindRow.session_id).in_(of_user))
        .values(rolling_summary=None, rolling_summary_session_id=None, summed_count=0)
    )


async def find_session(db: AsyncSession, session_id: UUID) -> Session | None:
    """A session that was not deleted."""
    found = await db.exec(select(Session).where(Session.id == session_id, col(Session.deleted_at).is_(None)))
    return found.first()


async def list_recent_of(db: AsyncSession, user_id: UUID, limit: int = 20) -> list[UUID]:
    """The person's sessions that somebody may be in the middle of: those that are going on, and the last others."""
    found = await db.exec(
        select(Session.id)
        .where(Session.user_id == user_id, col(Session.deleted_at).is_(None))
        .order_by(col(Session.ended_at).is_not(None), col(Session.last_activity).desc())
        .limit(limit)
    )
    return list(found.all())


async def list_transcript(db: AsyncSession, session_id: UUID) -> list[Message]:
    """A session's words in order, without what only a page claims that the companion said."""
    found = await db.exec(
        select(Message)
        .where(
            Message.session_id == session_id,
            or_(Message.source != Source.PAGE.value, Message.role == Role.USER.value),
        )
        .order_by(col(Message.anchor), col(Message.place))
    )
    return list(found.all())


async def list_reported(db: AsyncSession, session_id: UUID) -> list[Message]:
    """A session's words in order, without what only a page claims."""
    found = await db.exec(
        select(Message)
        .where(Message.session_id == session_id, Message.source != Source.PAGE.value)
        .order_by(col(Message.anchor), col(Message.place))
    )
    return list(found.all())


async def list_to_sum_up(db: AsyncSession, *, behind: int, limit: int) -> list[UUID]:
    """Sessions that are going on and whose summary is behind by so many messages."""
    found = await db.exec(
        select(Session.id)
        .join(SessionMindRow, col(SessionMindRow.session_id) == col(Session.id), isouter=True)
        .where(
            col(Session.deleted_at).is_(None),
            col(Session.ended_at).is_(None),
            Session.message_count - func.coalesce(SessionMindRow.summed_count, 0) >= behind,
        )
        .limit(limit)
    )
    return list(found.all())


async def list_to_hand_over(db: AsyncSession, *, handed_before: datetime, limit: int) -> list[UUID]:
    """Sessions with more messages than memory has, ended or not handed over since then, the longest waiting first."""
    found = await db.exec(
        select(Session.id)
        .join(SessionMindRow, col(SessionMindRow.session_id) == col(Session.id), isouter=True)
        .where(
            col(Session.deleted_at).is_(None),
            Session.message_count > 0,
            or_(
                col(SessionMindRow.session_id).is_(None),
                col(SessionMindRow.handed_count) != col(Session.message_count),
            ),
            or_(
                col(SessionMindRow.handed_at).is_not(None) & (col(SessionMindRow.handed_at) < handed_before),
                col(SessionMindRow.handed_at).is_(None) & (col(Session.created_at) < handed_before),
            ),
        )
        .order_by(col(Session.last_activity))
        .limit(limit)
    )
    return list(found.all())

"""Sessions as analysis sees them, and updates, events, overviews and marks of analysis in the database."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import col, delete, select, update
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from api.analysis.schemas import TalkState
from api.models import LifeEvent, Message, PendingUpdate, Session, SessionAnalysis, UserOverview
from astra.contracts.utterance import Source


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


async def find_session(db: AsyncSession, session_id: UUID) -> Session | None:
    """A session that was not deleted."""
    found = await db.exec(select(Session).where(Session.id == session_id, col(Session.deleted_at).is_(None)))
    return found.first()


async def find_active(db: AsyncSession, user_id: UUID) -> Session | None:
    """The session that a person is in, the liveliest if there are several."""
    found = await db.exec(
        select(Session)
        .where(Session.user_id == user_id, col(Session.ended_at).is_(None), col(Session.deleted_at).is_(None))
        .order_by(col(Session.last_activity).desc())
        .limit(1)
    )
    return found.first()


async def list_live(db: AsyncSession, *, limit: int) -> list[TalkState]:
    """Sessions that go on, the liveliest first."""
    return await _read_states(
        db,
        select(Session)
        .where(col(Session.ended_at).is_(None), col(Session.deleted_at).is_(None))
        .order_by(col(Session.last_activity).desc())
        .limit(limit),
    )


async def list_ended(db: AsyncSession, *, since: datetime, limit: int) -> list[TalkState]:
    """Sessions that ended after a moment, the latest first."""
    return await _read_states(
        db,
        select(Session)
        .where(col(Session.ended_at) > since, col(Session.deleted_at).is_(None))
        .order_by(col(Session.ended_at).desc())
        .limit(limit),
    )


async def list_behind(db: AsyncSession, session_id: UUID, *, limit: int) -> list[TalkState]:
    """The next sessions behind one in the order of their ids, deleted ones among them."""
    return await _read_states(
        db, select(Session).where(col(Session.id) > session_id).order_by(col(Session.id)).limit(limit)
    )


async def find_marks(db: AsyncSession, session_ids: Collection[UUID]) -> dict[UUID, SessionAnalysis]:
    """How far each of these sessions was analysed, of those that were."""
    found = await db.exec(select(SessionAnalysis).where(col(SessionAnalysis.session_id).in_(session_ids)))
    return {mark.session_id: mark for mark in found}


async def list_messages(db: AsyncSession, session_id: UUID) -> list[Message]:
    """What was said in a session, in order, without what only a page claims."""
    found = await db.exec(
        select(Message)
        .where(Message.session_id == session_id, Message.source != Source.PAGE.value)
        .order_by(col(Message.anchor), col(Message.place))
    )
    return list(found.all())


async def list_events(db: AsyncSession, user_id: UUID) -> list[LifeEvent]:
    """A person's events, the latest first."""
    found = await db.exec(
        select(LifeEvent)
        .where(LifeEvent.user_id == user_id)
        .order_by(col(LifeEvent.happened_on).desc(), col(LifeEvent.created_at).desc(), col(LifeEvent.id))
    )
    return list(found.all())


async def delete_events(db: AsyncSession, user_id: UUID, event_ids: Sequence[UUID]) -> None:
    """Delete events for good."""
    await db.exec(delete(LifeEvent).where(col(LifeEvent.user_id) == user_id, col(LifeEvent.id).in_(event_ids)))


async def add_events(db: AsyncSession, events: Iterable[LifeEvent]) -> None:
    """Store events."""
    db.add_all(list(events))
    await db.flush()


async def find_overview(db: AsyncSession, user_id: UUID) -> UserOverview | None:
    """A person's overview."""
    return (await db.exec(select(UserOverview).where(UserOverview.user_id == user_id))).first()


async def store_overview(db: AsyncSession, row: UserOverview) -> None:
    """Store an overview in the place of the one there is."""
    await db.merge(row)
    await db.flush()


async def delete_overview(db: AsyncSession, user_id: UUID) -> bool:
    """Delete a person's overview; whether there was one."""
    gone = await db.exec(delete(UserOverview).where(col(UserOverview.user_id) == user_id))
    return gone.rowcount > 0


async def delete_updates_of(db: AsyncSession, user_id: UUID, kind: str) -> None:
    """Delete all of a person's updates of a kind, told or not."""
    await db.exec(delete(PendingUpdate).where(col(PendingUpdate.user_id) == user_id, col(PendingUpdate.kind) == kind))


async def find_mark(db: AsyncSession, session_id: UUID) -> SessionAnalysis | None:
    """How far a session was analysed."""
    return (await db.exec(select(SessionAnalysis).where(SessionAnalysis.session_id == session_id))).first()


async def store_mark(db: AsyncSession, row: SessionAnalysis) -> None:
    """Note how far a session was analysed."""
    await db.merge(row)
    await db.flush()


async def delete_marks(db: AsyncSession, session_ids: Sequence[UUID]) -> None:
    """Forget that sessions were analysed, so that they will be again."""
    await db.exec(delete(SessionAnalysis).where(col(SessionAnalysis.session_id).in_(session_ids)))


async def _read_states(db: AsyncSession, sessions: SelectOfScalar[Session]) -> list[TalkState]:
    return [
        TalkState(
            session_id=session.id,
            messages=session.message_count,
            endings=session.endings,
            opened_at=session.opened_at,
            has_ended=session.ended_at is not None,
            is_deleted=session.deleted_at is not None,
        )
        for session in await db.exec(sessions)
    ]

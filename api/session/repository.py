"""Sessions in the database."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Uuid, bindparam, func
from sqlalchemy.orm import aliased
from sqlmodel import col, delete, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import Message, Session, User
from astra.contracts.utterance import Role, Source

_NO_ROOM = ""
"""Before every name of a room: a comparison that an index answers, unlike `IS NOT NULL` beside `OR` on SQLite."""


async def find(db: AsyncSession, session_id: UUID) -> Session | None:
    """A session that was not deleted."""
    found = await db.exec(select(Session).where(Session.id == session_id, col(Session.deleted_at).is_(None)))
    return found.first()


async def hold(db: AsyncSession, session_id: UUID) -> None:
    """Keep other writers from a session's row until the transaction ends; what is read after this is the newest."""
    await db.exec(select(Session.id).where(Session.id == session_id).with_for_update())


async def hold_owned(db: AsyncSession, user_id: UUID, session_id: UUID) -> tuple[Session, datetime | None] | None:
    """The person's own session that was not deleted, held against other writers until the transaction ends.

    With it comes when the person last chose one of their sessions.
    """
    return (await db.exec(_HOLD_OWNED, params={"user_id": user_id, "session_id": session_id})).first()


_USER = bindparam("user_id", type_=Uuid())
_own = aliased(Session)
_HOLD_OWNED = (
    select(Session, select(func.max(_own.chosen_at)).where(col(_own.user_id) == _USER).scalar_subquery())
    .where(
        col(Session.id) == bindparam("session_id", type_=Uuid()),
        col(Session.user_id) == _USER,
        col(Session.deleted_at).is_(None),
    )
    .with_for_update(of=Session)
)
"""Made once: making it takes longer than running it, and every message that is typed runs it."""


async def find_owned_tombstone(db: AsyncSession, user_id: UUID, session_id: UUID) -> bool:
    """Whether this was a session of theirs that they deleted."""
    found = await db.exec(
        select(Session.id).where(
            Session.id == session_id, Session.user_id == user_id, col(Session.deleted_at).is_not(None)
        )
    )
    return found.first() is not None


async def add(db: AsyncSession, session: Session) -> None:
    """Store a new session."""
    db.add(session)
    await db.flush()


async def remove(db: AsyncSession, session: Session) -> None:
    """Forget a session that never came to be."""
    await db.delete(session)
    await db.flush()


async def hold_user(db: AsyncSession, user_id: UUID) -> None:
    """Let the person's openings pass one after the other until the transaction ends."""
    await db.exec(select(User.id).where(User.id == user_id).with_for_update(key_share=True))


async def find_by_intent(db: AsyncSession, user_id: UUID, intent: UUID) -> Session | None:
    """The session that a click of theirs made, deleted or not."""
    found = await db.exec(select(Session).where(Session.user_id == user_id, Session.intent == intent))
    return found.first()


async def read_newest_choice(db: AsyncSession, user_id: UUID) -> datetime | None:
    """When the person last chose a session."""
    return (await db.exec(select(func.max(Session.chosen_at)).where(Session.user_id == user_id))).one()


async def read_current(db: AsyncSession, user_id: UUID) -> UUID | None:
    """The session that the person chose last; one that ended without a word is none."""
    found = await db.exec(
        select(Session.id)
        .where(
            Session.user_id == user_id,
            col(Session.chosen_at).is_not(None),
            col(Session.deleted_at).is_(None),
            col(Session.ended_at).is_(None) | (col(Session.message_count) > 0),
        )
        .order_by(col(Session.chosen_at).desc(), col(Session.id).desc())
        .limit(1)
    )
    return found.first()


async def find_with_name(db: AsyncSession, session_id: UUID) -> tuple[Session, str | None, int] | None:
    """A session that was not deleted, what its person is called, and the number that its next utterance gets."""
    highest = select(func.max(Message.seq)).where(Message.session_id == session_id).scalar_subquery()
    found = await db.exec(
        select(Session, User.display_name, func.coalesce(highest, 0) + 1)
        .join(User, col(User.id) == col(Session.user_id))
        .where(Session.id == session_id, col(Session.deleted_at).is_(None))
    )
    return found.first()


async def list_open_of_sign_in(db: AsyncSession, sign_in_id: UUID) -> list[Session]:
    """The sessions that a sign-in opened last and that are active or still have a room."""
    found = await db.exec(
        select(Session).where(
            Session.sign_in_id == sign_in_id,
            col(Session.deleted_at).is_(None),
            col(Session.ended_at).is_(None) | col(Session.room).is_not(None),
        )
    )
    return list(found.all())


async def list_watched(db: AsyncSession) -> list[Session]:
    """The sessions that the watcher must look after: active ones, and all whose room may still be there."""
    found = await db.exec(
        select(Session).where(
            (col(Session.ended_at).is_(None) & col(Session.deleted_at).is_(None)) | (col(Session.room) > _NO_ROOM)
        )
    )
    return list(found.all())


async def forget_room(db: AsyncSession, session_id: UUID, room: str) -> None:
    """Note that a session's room is gone, unless the session has another one by now."""
    await db.exec(
        update(Session)
        .where(col(Session.id) == session_id, col(Session.room) == room)
        .values(room=None, room_close_at=None)
    )


async def hold_some_of(db: AsyncSession, user_id: UUID, limit: int) -> list[Session]:
    """Some sessions of a person, held against other writers until the transaction ends."""
    found = await db.exec(
        select(Session)
        .where(Session.user_id == user_id, col(Session.deleted_at).is_(None))
        .order_by(col(Session.id))
        .limit(limit)
        .with_for_update()
    )
    return list(found.all())


async def delete_messages(db: AsyncSession, session_ids: Sequence[UUID]) -> None:
    """Delete the words of sessions."""
    await db.exec(delete(Message).where(col(Message.session_id).in_(session_ids)))


async def store_figures(db: AsyncSession, session_id: UUID, *, title: str | None, duration_s: float) -> None:
    """Keep a session's title, if it has none, and how long it was."""
    await db.exec(
        update(Session)
        .where(col(Session.id) == session_id)
        .values(title=func.coalesce(Session.title, title), duration_s=duration_s)
    )


async def read_last_messages(db: AsyncSession, session_id: UUID, count: int) -> list[Message]:
    """The last messages that the worker itself reported, oldest first."""
    found = await db.exec(
        select(Message)
        .where(Message.session_id == session_id, Message.source != Source.PAGE.value)
        .order_by(col(Message.anchor).desc(), col(Message.place).desc())
        .limit(count)
    )
    return list(found.all())[::-1]


async def read_first_user_text(db: AsyncSession, session_id: UUID) -> str | None:
    """The first thing the person said in a session."""
    found = await db.exec(
        select(Message.text)
        .where(Message.session_id == session_id, Message.role == Role.USER.value)
        .order_by(col(Message.anchor), col(Message.place))
        .limit(1)
    )
    return found.first()


async def read_moments(db: AsyncSession, session_id: UUID) -> list[datetime]:
    """When each message of a session was, in their order."""
    found = await db.exec(
        select(Message.at).where(Message.session_id == session_id).order_by(col(Message.anchor), col(Message.place))
    )
    return list(found.all())


async def read_previous_greeting(db: AsyncSession, user_id: UUID, but_not: UUID) -> str | None:
    """The first words of the last other session that the companion began."""
    found = await db.exec(
        select(Message.text)
        .join(Session, col(Session.id) == col(Message.session_id))
        .where(
            Session.user_id == user_id,
            Session.id != but_not,
            col(Session.deleted_at).is_(None),
            Message.seq == 1,
            Message.role == Role.ASSISTANT.value,
        )
        .order_by(col(Session.last_activity).desc())
        .limit(1)
    )
    return found.first()


async def read_previous_end(db: AsyncSession, user_id: UUID, but_not: UUID) -> datetime | None:
    """When the person's last other session with anything in it ended, or was last alive."""
    last = func.coalesce(Session.ended_at, Session.last_activity)
    found = await db.exec(
        select(Session)
        .where(
            Session.user_id == user_id,
            Session.id != but_not,
            Session.message_count > 0,
            col(Session.deleted_at).is_(None),
        )
        .order_by(last.desc())
        .limit(1)
    )
    session = found.first()
    return None if session is None else session.ended_at or session.last_activity

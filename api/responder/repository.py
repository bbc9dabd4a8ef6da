"""Threads of messages in the database, as typed talk needs them."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import String, func
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import Job, Message, Session, User
from api.responder.inbox_names import name_errand, name_lane, name_reply


@dataclass(frozen=True, slots=True)
class Asked:
    """A message that waits for its answer, with its session's person and persona.

    `text` is None for one that is not stored, `reply` for one that has none yet; `has_others` tells whether anything
    else of the person is stored.
    """

    user_id: UUID
    persona: str
    display_name: str | None
    text: str | None = field(repr=False)
    reply: str | None = field(repr=False)
    has_others: bool


async def find_by_item(db: AsyncSession, user_id: UUID, item_id: str) -> UUID | None:
    """The person's session that has this item."""
    found = await db.exec(
        select(Message.session_id)
        .join(Session, col(Session.id) == col(Message.session_id))
        .where(Session.user_id == user_id, Message.item_id == item_id)
    )
    return found.first()


async def find_asked(db: AsyncSession, session_id: UUID, item_id: str) -> Asked | None:
    """A message that waits for its answer; None when its session is unknown or deleted."""
    said, reply = aliased(Message), aliased(Message)
    other, own = aliased(Message), aliased(Session)
    others = (
        select(other.id)
        .join(own, col(own.id) == col(other.session_id))
        .where(own.user_id == Session.user_id, col(other.item_id).is_distinct_from(item_id))
        .correlate(Session)
    )
    columns = (
        col(Session.user_id),
        col(Session.persona),
        col(User.display_name),
        col(said.text),
        col(reply.text),
        others.exists(),
    )
    connection = await db.connection()
    found = await connection.execute(
        select_columns(*columns)
        .select_from(Session)
        .join(User, col(User.id) == col(Session.user_id))
        .join(said, (col(said.session_id) == Session.id) & (col(said.item_id) == item_id), isouter=True)
        .join(reply, (col(reply.session_id) == Session.id) & (col(reply.item_id) == name_reply(item_id)), isouter=True)
        .where(col(Session.id) == session_id, col(Session.deleted_at).is_(None))
    )
    row = found.first()
    return None if row is None else Asked(*row)


async def list_last(db: AsyncSession, session_id: UUID, count: int) -> list[Message]:
    """The last messages of a session, oldest first."""
    newest = (col(Message.anchor).desc(), col(Message.place).desc(), col(Message.id).desc())
    found = await db.exec(select(Message).where(Message.session_id == session_id).order_by(*newest).limit(count))
    return list(reversed(found.all()))


async def list_stored_since(
    db: AsyncSession, session_id: UUID, since: datetime, *, but_not: Collection[UUID], limit: int
) -> list[Message]:
    """The first that were stored of a session's messages since `since`, without these; in the order of the talk."""
    found = await db.exec(
        select(Message)
        .where(Message.session_id == session_id, col(Message.stored_at) >= since, col(Message.id).not_in(list(but_not)))
        .order_by(col(Message.stored_at), col(Message.anchor), col(Message.place), col(Message.id))
        .limit(limit)
    )
    return sorted(found.all(), key=lambda message: (message.anchor, message.place, message.id))


async def list_ids_stored_lately(db: AsyncSession, session_id: UUID, lag: timedelta) -> dict[UUID, datetime]:
    """Which messages of a session were stored within `lag` of the one that was stored last, and when."""
    last = (await db.exec(select(func.max(Message.stored_at)).where(Message.session_id == session_id))).first()
    if last is None:
        return {}
    found = await db.exec(
        select(Message.id, Message.stored_at).where(
            Message.session_id == session_id, col(Message.stored_at) >= last - lag
        )
    )
    return dict(found.all())


async def read_standing(db: AsyncSession, session_id: UUID) -> tuple[int, list[str]] | None:
    """How often the messages of a session have changed, and the keys of its errands that wait for a reply, in order.

    None for a session that is unknown or deleted. An errand is done a moment after its reply was stored: then it does
    not wait any more.
    """
    item_id = func.substr(Job.dedup_key, len(name_errand(session_id, "")) + 1, type_=String())
    reply = item_id + name_reply("")
    answered = select(Message.id).where(Message.session_id == session_id, Message.item_id == reply).correlate(Job)
    waits = (col(Job.lane) == name_lane(session_id)) & col(Job.state).in_(("ready", "leased")) & ~answered.exists()
    found = await db.exec(
        select(Session.revision, Job.dedup_key)
        .join(Job, waits, isouter=True)
        .where(Session.id == session_id, col(Session.deleted_at).is_(None))
        .order_by(col(Job.created_at))
    )
    rows = found.all()
    return None if not rows else (rows[0][0], [key for _, key in rows if key is not None])


async def read_oldest_stored(db: AsyncSession, session_id: UUID, message_ids: Collection[UUID]) -> datetime | None:
    """When the first stored of these messages of the session was stored."""
    found = await db.exec(
        select(Message.stored_at)
        .where(Message.session_id == session_id, col(Message.id).in_(message_ids))
        .order_by(col(Message.stored_at))
        .limit(1)
    )
    return found.first()

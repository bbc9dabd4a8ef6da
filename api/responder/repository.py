"""Threads of messages in the database, as typed talk needs them.

Statements that are run for every message are made once: making one takes longer than running it.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Integer, String, Uuid, bindparam, func
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import Job, Message, Session, User
from api.models.base import UtcDateTime
from api.responder.inbox_names import name_errand, name_lane, name_reply

_SESSION = bindparam("session_id", type_=Uuid())
_ITEM, _REPLY = bindparam("item_id", type_=String()), bindparam("reply_id", type_=String())


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
    connection = await db.connection()
    return (await connection.execute(_BY_ITEM, {"user_id": user_id, "item_id": item_id})).scalars().first()


_BY_ITEM = (
    select_columns(col(Message.session_id))
    .join(Session, col(Session.id) == col(Message.session_id))
    .where(col(Session.user_id) == bindparam("user_id", type_=Uuid()), col(Message.item_id) == _ITEM)
)


async def find_asked(db: AsyncSession, session_id: UUID, item_id: str) -> Asked | None:
    """A message that waits for its answer; None when its session is unknown or deleted."""
    connection = await db.connection()
    given = {"session_id": session_id, "item_id": item_id, "reply_id": name_reply(item_id)}
    row = (await connection.execute(_ASKED, given)).first()
    return None if row is None else Asked(*row)


_said, _reply = aliased(Message), aliased(Message)
_other, _own = aliased(Message), aliased(Session)
_others = (
    select(_other.id)
    .join(_own, col(_own.id) == col(_other.session_id))
    .where(_own.user_id == Session.user_id, col(_other.item_id).is_distinct_from(_ITEM))
    .correlate(Session)
)
_ASKED = (
    select_columns(
        col(Session.user_id),
        col(Session.persona),
        col(User.display_name),
        col(_said.text),
        col(_reply.text),
        _others.exists(),
    )
    .select_from(Session)
    .join(User, col(User.id) == col(Session.user_id))
    .join(_said, (col(_said.session_id) == col(Session.id)) & (col(_said.item_id) == _ITEM), isouter=True)
    .join(_reply, (col(_reply.session_id) == col(Session.id)) & (col(_reply.item_id) == _REPLY), isouter=True)
    .where(col(Session.id) == _SESSION, col(Session.deleted_at).is_(None))
)


async def list_last(db: AsyncSession, session_id: UUID, count: int) -> list[Message]:
    """The last messages of a session, oldest first."""
    newest = (col(Message.anchor).desc(), col(Message.place).desc(), col(Message.id).desc())
    found = await db.exec(select(Message).where(Message.session_id == session_id).order_by(*newest).limit(count))
    return list(reversed(found.all()))


async def list_stored_since(
    db: AsyncSession, session_id: UUID, since: datetime, *, but_not: Collection[UUID], limit: int
) -> list[Message]:
    """The first that were stored of a session's messages since `since`, without these; in the order of the talk."""
    given = {"session_id": session_id, "since": since, "but_not": list(but_not), "most": limit}
    found = await db.exec(_STORED_SINCE, params=given)
    return sorted(found.all(), key=lambda message: (message.anchor, message.place, message.id))


_STORED_SINCE = (
    select(Message)
    .where(
        col(Message.session_id) == _SESSION,
        col(Message.stored_at) >= bindparam("since", type_=UtcDateTime()),
        col(Message.id).not_in(bindparam("but_not", type_=Uuid(), expanding=True)),
    )
    .order_by(col(Message.stored_at), col(Message.anchor), col(Message.place), col(Message.id))
    .limit(bindparam("most", type_=Integer()))
)


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
    connection = await db.connection()
    given = {"session_id": session_id, "lane": name_lane(session_id), "behind": len(name_errand(session_id, "")) + 1}
    rows = (await connection.execute(_STANDING, given)).all()
    return None if not rows else (rows[0][0], [key for _, key in rows if key is not None])


_waiting_reply = func.substr(Job.dedup_key, bindparam("behind", type_=Integer()), type_=String()) + name_reply("")
_answered = select(Message.id).where(col(Message.session_id) == _SESSION, col(Message.item_id) == _waiting_reply)
_waits = (
    (col(Job.lane) == bindparam("lane", type_=String()))
    & col(Job.state).in_(("ready", "leased"))
    & ~_answered.correlate(Job).exists()
)
_STANDING = (
    select_columns(col(Session.revision), col(Job.dedup_key))
    .join(Job, _waits, isouter=True)
    .where(col(Session.id) == _SESSION, col(Session.deleted_at).is_(None))
    .order_by(col(Job.created_at))
)


async def read_oldest_stored(db: AsyncSession, session_id: UUID, message_ids: Collection[UUID]) -> datetime | None:
    """When the first stored of these messages of the session was stored."""
    found = await db.exec(
        select(Message.stored_at)
        .where(Message.session_id == session_id, col(Message.id).in_(message_ids))
        .order_by(col(Message.stored_at))
        .limit(1)
    )
    return found.first()

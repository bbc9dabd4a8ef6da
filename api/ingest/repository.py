"""Messages in the database, as ingest and save need them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import String, Uuid, bindparam, func
from sqlalchemy import select as select_columns
from sqlmodel import col, delete, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import ForgettingKey, Message, OffRecord, Session
from astra.contracts.utterance import Role, Source

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Standing:
    """What putting one more message behind those of a session rests on.

    `next_seq` is the number that it gets; `has_floating` whether there are rows without a number of their own;
    `has_item` whether the message is there already; `has_bars` whether anything may bar words from the session: a
    stretch off the record, or something that its person had forgotten.
    """

    next_seq: int
    has_floating: bool
    has_item: bool
    has_bars: bool


async def read_standing(db: AsyncSession, session_id: UUID, item_id: str) -> Standing:
    """Where a message of this name would stand; to be asked while the session's row is held."""
    connection = await db.connection()
    found = await connection.execute(_STANDING, {"session_id": session_id, "item_id": item_id})
    highest, has_floating, has_item, has_bars = found.one()
    return Standing((highest or 0) + 1, bool(has_floating), bool(has_item), bool(has_bars))


_SESSION = bindparam("session_id", type_=Uuid())
_of_session = col(Message.session_id) == _SESSION
_off_record = select(OffRecord.id).where(col(OffRecord.session_id) == _SESSION)
_forgetting = (
    select(ForgettingKey.user_id)
    .join(Session, col(Session.user_id) == col(ForgettingKey.user_id))
    .where(col(Session.id) == _SESSION)
)
_STANDING = select_columns(
    select(func.max(Message.seq)).where(_of_session).scalar_subquery(),
    select(Message.id).where(_of_session, col(Message.seq).is_(None)).exists(),
    select(Message.id).where(_of_session, col(Message.item_id) == bindparam("item_id", type_=String())).exists(),
    _off_record.exists() | _forgetting.exists(),
)
"""Made once, as the next one is: making them takes longer than running them, and every typed message runs them."""
_LOCK = select(Session).where(col(Session.id) == _SESSION).with_for_update()


async def find_by_items(db: AsyncSession, session_id: UUID, item_ids: Sequence[str]) -> set[str]:
    """Which of these items are stored already."""
    found = await db.exec(
        select(Message.item_id).where(Message.session_id == session_id, col(Message.item_id).in_(item_ids))
    )
    return {item for item in found.all() if item is not None}


async def find_text(db: AsyncSession, session_id: UUID, item_id: str) -> str | None:
    """The text of an item."""
    found = await db.exec(select(Message.text).where(Message.session_id == session_id, Message.item_id == item_id))
    return found.first()


async def find_taken_seqs(db: AsyncSession, session_id: UUID, seqs: Sequence[int]) -> set[int]:
    """Which of these numbers are taken already."""
    found = await db.exec(select(Message.seq).where(Message.session_id == session_id, col(Message.seq).in_(seqs)))
    return {seq for seq in found.all() if seq is not None}


async def has_floating(db: AsyncSession, session_id: UUID) -> bool:
    """Whether the session has rows without a number of their own."""
    found = await db.exec(
        select(Message.id).where(Message.session_id == session_id, col(Message.seq).is_(None)).limit(1)
    )
    return found.first() is not None


async def list_all(db: AsyncSession, session_id: UUID) -> list[Message]:
    """All messages of a session, in order."""
    found = await db.exec(
        select(Message).where(Message.session_id == session_id).order_by(col(Message.anchor), col(Message.place))
    )
    return list(found.all())


async def add_all(db: AsyncSession, messages: Sequence[Message]) -> None:
    """Store messages."""
    db.add_all(messages)
    await db.flush()


async def read_next_seq(db: AsyncSession, session_id: UUID) -> int:
    """The number behind the highest that a message of a session has."""
    highest = (await db.exec(select(func.max(Message.seq)).where(Message.session_id == session_id))).one()
    return (highest or 0) + 1


async def count(db: AsyncSession, session_id: UUID) -> int:
    """How many messages a session has."""
    return (await db.exec(select(func.count()).where(Message.session_id == session_id))).one()


async def read_last_user_moment(db: AsyncSession, session_id: UUID) -> datetime | None:
    """When the person last said something, as the worker reported it."""
    found = await db.exec(
        select(Message.at)
        .where(
            Message.session_id == session_id,
            Message.role == Role.USER.value,
            Message.source != Source.PAGE.value,
        )
        .order_by(col(Message.at).desc())
        .limit(1)
    )
    return found.first()


async def lock_session(db: AsyncSession, session_id: UUID) -> Session | None:
    """The session's row, deleted or not, held against other writers until the transaction ends."""
    return (await db.exec(_LOCK, params={"session_id": session_id})).first()


async def update_places(db: AsyncSession, places: dict[UUID, tuple[int, float]]) -> None:
    """Move rows to their places."""
    for message_id, (anchor, place) in places.items():
        await db.exec(update(Message).where(col(Message.id) == message_id).values(anchor=anchor, place=place))


async def list_of_user(db: AsyncSession, user_id: UUID) -> list[Message]:
    """All messages of a person, by moment."""
    found = await db.exec(
        select(Message)
        .join(Session, col(Session.id) == col(Message.session_id))
        .where(Session.user_id == user_id)
        .order_by(col(Message.at), col(Message.anchor), col(Message.place))
    )
    return list(found.all())


async def delete_messages(db: AsyncSession, message_ids: Sequence[UUID]) -> None:
    """Remove messages for good."""
    for start in range(0, len(message_ids), _CHUNK):
        await db.exec(delete(Message).where(col(Message.id).in_(message_ids[start : start + _CHUNK])))

"""Sessions and messages in the database, page by page."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, tuple_
from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from api.history.filters import SessionFilter
from api.models import ImportedTalk, Message, Session, SessionCaption, SessionTopic
from astra.contracts.utterance import Role


async def list_sessions(
    db: AsyncSession,
    user_id: UUID,
    wanted: SessionFilter,
    *,
    active: bool,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> list[Session]:
    """The person's active or ended sessions that have words in them, the most recently used first."""
    query = select(Session).where(
        Session.user_id == user_id,
        col(Session.ended_at).is_(None) if active else col(Session.ended_at).is_not(None),
        col(Session.deleted_at).is_(None),
        Session.message_count > 0,
        *_list_conditions(wanted),
    )
    if after is not None:
        query = query.where(Session.last_activity <= after[0], tuple_(Session.last_activity, Session.id) < after)
    query = query.order_by(col(Session.last_activity).desc(), col(Session.id).desc())
    return list((await db.exec(query.limit(limit))).all())


def _list_conditions(wanted: SessionFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.persona is not None:
        yield col(Session.persona) == wanted.persona
    if wanted.platform is not None:
        yield col(Session.platform) == wanted.platform
    if wanted.since is not None:
        yield col(Session.last_activity) >= wanted.since
    if wanted.until is not None:
        yield col(Session.created_at) < wanted.until
    if wanted.topic is not None:
        of_topic = select(SessionTopic.session_id).where(
            SessionTopic.session_id == Session.id, SessionTopic.key == wanted.topic
        )
        yield of_topic.exists()


async def list_by_ids(db: AsyncSession, user_id: UUID, session_ids: Sequence[UUID]) -> list[Session]:
    """Those of these sessions that are the person's."""
    found = await db.exec(
        select(Session).where(
            Session.user_id == user_id, col(Session.id).in_(session_ids), col(Session.deleted_at).is_(None)
        )
    )
    return list(found.all())


async def find_place(db: AsyncSession, session_id: UUID, message_id: UUID) -> tuple[int, float, UUID] | None:
    """Where a message of a session stands; None when the session has no such message."""
    found = await db.exec(
        select(Message.anchor, Message.place, Message.id).where(
            Message.session_id == session_id, Message.id == message_id
        )
    )
    return found.first()


async def list_messages_before(
    db: AsyncSession, session_id: UUID, *, before: tuple[int, float, UUID], limit: int
) -> list[Message]:
    """The last messages of a session before a place, in order."""
    found = await db.exec(
        select(Message)
        .where(Message.session_id == session_id, tuple_(Message.anchor, Message.place, Message.id) < before)
        .order_by(col(Message.anchor).desc(), col(Message.place).desc(), col(Message.id).desc())
        .limit(limit)
    )
    return list(found.all())[::-1]


async def list_messages(
    db: AsyncSession,
    session_id: UUID,
    *,
    after: tuple[int, float, UUID] | None,
    limit: int | None,
    including: bool = False,
) -> list[Message]:
    """Messages of a session in order, behind a place or, `including` it, from there on; without a limit all."""
    query = select(Message).where(Message.session_id == session_id)
    if after is not None:
        place = tuple_(Message.anchor, Message.place, Message.id)
        query = query.where(place >= after if including else place > after)
    query = query.order_by(col(Message.anchor), col(Message.place), col(Message.id))
    return list((await db.exec(query.limit(limit))).all())


async def list_first_user_texts(db: AsyncSession, session_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The first thing the person said in each of these sessions."""
    first = (
        select(Message.text)
        .where(Message.session_id == Session.id, Message.role == Role.USER.value)
        .order_by(col(Message.anchor), col(Message.place))
        .limit(1)
        .correlate(Session)
        .scalar_subquery()
    )
    found = await db.exec(select(Session.id, first).where(col(Session.id).in_(session_ids)))
    return {session_id: said for session_id, said in found.all() if said}


async def list_captions(db: AsyncSession, session_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The titles that were made of these sessions after their analysis."""
    found = await db.exec(
        select(SessionCaption.session_id, SessionCaption.title).where(col(SessionCaption.session_id).in_(session_ids))
    )
    return {session_id: title for session_id, title in found.all() if title is not None}


async def list_topics(db: AsyncSession, session_ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """What each of these sessions was about, the main topic first."""
    found = await db.exec(
        select(SessionTopic.place, SessionTopic.session_id, SessionTopic.label).where(
            col(SessionTopic.session_id).in_(session_ids)
        )
    )
    topics: dict[UUID, list[str]] = {}
    for _, session_id, label in sorted(found.all(), key=lambda row: row[0]):
        topics.setdefault(session_id, []).append(label)
    return topics


async def hold_session(db: AsyncSession, session_id: UUID) -> UUID | None:
    """Whose session it is, its row held against other writers; None when it is deleted."""
    found = await db.exec(
        select(Session.user_id).where(Session.id == session_id, col(Session.deleted_at).is_(None)).with_for_update()
    )
    return found.first()


async def list_own_words(db: AsyncSession, session_id: UUID) -> list[tuple[UUID, str]]:
    """What the person said in a session, in order."""
    found = await db.exec(
        select(Message.id, Message.text)
        .where(Message.session_id == session_id, Message.role == Role.USER.value)
        .order_by(col(Message.anchor), col(Message.place))
    )
    return list(found.all())


async def store_caption(db: AsyncSession, caption: SessionCaption, topics: Sequence[SessionTopic]) -> None:
    """Keep the title and the topics of a session in the place of those that it had."""
    await drop_captions(db, [caption.session_id])
    db.add_all([caption, *topics])
    await db.flush()


async def drop_captions(db: AsyncSession, session_ids: Sequence[UUID]) -> None:
    """Forget the titles that were made of sessions, and their topics."""
    await db.exec(delete(SessionCaption).where(col(SessionCaption.session_id).in_(session_ids)))
    await db.exec(delete(SessionTopic).where(col(SessionTopic.session_id).in_(session_ids)))


async def list_moments(
    db: AsyncSession, user_id: UUID, *, since: datetime, until: datetime
) -> list[tuple[UUID, datetime]]:
    """When each of a person's messages of a span of time was, and in which session."""
    found = await db.exec(
        select(Message.session_id, Message.at)
        .join(Session, col(Session.id) == col(Message.session_id))
        .where(
            Session.user_id == user_id,
            col(Session.deleted_at).is_(None),
            Session.message_count > 0,
            Message.at >= since,
            Message.at < until,
        )
    )
    return list(found.all())


async def count_personas(db: AsyncSession, user_id: UUID, session_ids: Collection[UUID]) -> list[tuple[str, int]]:
    """How many of these sessions of a person there were with each persona, the most frequent first."""
    found = await db.exec(select(Session.id, Session.persona).where(Session.user_id == user_id))
    wanted = set(session_ids)
    counts = Counter(persona for session_id, persona in found.all() if session_id in wanted)
    return _rank(counts)


async def count_topics(db: AsyncSession, user_id: UUID, session_ids: Collection[UUID]) -> list[tuple[str, int]]:
    """How many of these sessions of a person were about each topic, the most frequent first."""
    found = await db.exec(
        select(SessionTopic.session_id, SessionTopic.label)
        .join(Session, col(Session.id) == col(SessionTopic.session_id))
        .where(Session.user_id == user_id)
    )
    wanted = set(session_ids)
    counts = Counter(label for session_id, label in found.all() if session_id in wanted)
    return _rank(counts)


def _rank(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


async def list_ids(db: AsyncSession, user_id: UUID) -> list[UUID]:
    """The person's sessions that have words in them, the oldest first."""
    found = await db.exec(
        select(Session.id)
        .where(Session.user_id == user_id, col(Session.deleted_at).is_(None), Session.message_count > 0)
        .order_by(col(Session.created_at), col(Session.id))
    )
    return list(found.all())


async def was_own(db: AsyncSession, user_id: UUID, session_id: UUID) -> bool:
    """Whether a session is the person's, deleted or not."""
    found = await db.exec(select(Session.id).where(Session.id == session_id, Session.user_id == user_id))
    return found.first() is not None


async def find_imported(db: AsyncSession, user_id: UUID, origin_id: UUID) -> Session | None:
    """What became of a conversation that a person imported before, unless it was deleted since."""
    found = await db.exec(
        select(Session)
        .join(ImportedTalk, col(ImportedTalk.session_id) == col(Session.id))
        .where(
            ImportedTalk.user_id == user_id,
            ImportedTalk.origin_id == origin_id,
            Session.user_id == user_id,
            col(Session.deleted_at).is_(None),
        )
    )
    return found.first()


async def note_imported(db: AsyncSession, row: ImportedTalk) -> None:
    """Remember what became of an imported conversation."""
    await db.merge(row)
    await db.flush()

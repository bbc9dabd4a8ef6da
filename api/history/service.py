"""The person's sessions and their words, a page at a time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from api.auth.schemas import SignedIn
from api.db import AsyncSession
from api.history import repository
from api.history.cursor import read_cursor, refuse_cursor, write_cursor
from api.history.filters import ANY_SESSION, SessionFilter
from api.history.schemas import HistoryPage, MessageAnswer, SessionPage
from api.models import Message, Session
from api.session.schemas import SessionAnswer
from api.session.service import find_current, find_owned
from api.session.title import make_title
from api.waterfall.service import find_waterfalls
from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.utterance import Role, Source

SESSIONS_PER_PAGE = 20
MESSAGES_PER_PAGE = 100


async def list_sessions(
    db: AsyncSession, who: SignedIn, cursor: str | None, wanted: SessionFilter = ANY_SESSION
) -> SessionPage:
    """One page of the person's sessions, active ones first; empty ones are never among them."""
    active, after = _read_session_cursor(cursor)
    limit = SESSIONS_PER_PAGE + 1
    found: list[Session] = []
    if active:
        found = await repository.list_sessions(db, who.user_id, wanted, active=True, after=after, limit=limit)
        after = None
    if len(found) < limit:
        found += await repository.list_sessions(
            db, who.user_id, wanted, active=False, after=after, limit=limit - len(found)
        )
    shown = found[:SESSIONS_PER_PAGE]
    last = shown[-1] if len(found) > SESSIONS_PER_PAGE else None
    return SessionPage(
        items=await describe(db, who, shown),
        next_cursor=None
        if last is None
        else write_cursor(int(last.ended_at is None), last.last_activity.isoformat(), str(last.id)),
    )


async def read_history(
    db: AsyncSession,
    who: SignedIn,
    session_id: UUID,
    cursor: str | None,
    around: UUID | None = None,
    *,
    waterfalls: bool = False,
) -> HistoryPage:
    """One page of a session's words, oldest first; 404 for a session that is not theirs.

    With `around` the page that this message stands in the middle of; 404 for one that is not of the session.
    """
    session = await find_owned(db, who, session_id)
    if around is not None and cursor is not None:
        raise AstraError(ErrorCode.INVALID, "around: not together with a cursor", field="around")
    page = await _read_around(db, session_id, around) if around else await _read_from(db, session_id, cursor)
    return HistoryPage(
        session=(await describe(db, who, [session]))[0],
        messages=[show_message(message) for message in page.messages],
        next_cursor=_write_place("next", page.messages[-1]) if page.has_more else None,
        previous_cursor=_write_place("previous", page.messages[0]) if page.has_earlier else None,
        waterfalls=await find_waterfalls(db, page.messages) if waterfalls and page.messages else {},
    )


@dataclass(frozen=True, slots=True)
class _Page:
    messages: list[Message]
    has_earlier: bool
    has_more: bool


async def _read_from(db: AsyncSession, session_id: UUID, cursor: str | None) -> _Page:
    way, place = _read_message_cursor(cursor)
    limit = MESSAGES_PER_PAGE + 1
    if way == "previous" and place is not None:
        found = await repository.list_messages_before(db, session_id, before=place, limit=limit)
        return _Page(found[-MESSAGES_PER_PAGE:], has_earlier=len(found) == limit, has_more=bool(found))
    found = await repository.list_messages(db, session_id, after=place, limit=limit)
    shown = found[:MESSAGES_PER_PAGE]
    return _Page(shown, has_earlier=place is not None and bool(shown), has_more=len(found) == limit)


async def _read_around(db: AsyncSession, session_id: UUID, message_id: UUID) -> _Page:
    place = await repository.find_place(db, session_id, message_id)
    if place is None:
        raise AstraError(ErrorCode.NOT_FOUND, "around: there is no such message here.", field="around")
    half = MESSAGES_PER_PAGE // 2
    before = await repository.list_messages_before(db, session_id, before=place, limit=half + 1)
    after = await repository.list_messages(db, session_id, after=place, limit=half, including=True)
    more = await repository.list_messages(db, session_id, after=as_place(after[-1]), limit=1) if after else []
    return _Page([*before[-half:], *after], has_earlier=len(before) > half, has_more=bool(more))


def show_message(message: Message) -> MessageAnswer:
    """A message as it is shown."""
    return MessageAnswer(
        id=message.id,
        role=Role(message.role),
        text=message.text,
        at=message.at,
        source=Source(message.source),
        interrupted=message.interrupted,
        tool_calls=message.tool_calls or [],
    )


async def describe(db: AsyncSession, who: SignedIn, sessions: list[Session]) -> list[SessionAnswer]:
    """Sessions as they are shown, each with a title as soon as the person has said something.

    What the person calls it comes before what was made of it after its analysis, and that before its first words.
    """
    current = await find_current(db, who)
    ids = [session.id for session in sessions]
    captions = await repository.list_captions(db, ids)
    topics = await repository.list_topics(db, ids)
    untitled = [one.id for one in sessions if not (one.display_name or one.title) and one.id not in captions]
    texts = await repository.list_first_user_texts(db, untitled) if untitled else {}
    return [
        SessionAnswer(
            session_id=session.id,
            title=session.display_name
            or captions.get(session.id)
            or session.title
            or make_title(texts.get(session.id)),
            display_name=session.display_name,
            metadata=session.labels or {},
            persona=session.persona,
            platform=session.platform,
            created_at=session.created_at,
            last_activity=session.last_activity,
            ended_at=session.ended_at,
            duration_s=session.duration_s,
            message_count=session.message_count,
            active=session.ended_at is None,
            current=session.id == current,
            topics=topics.get(session.id, []),
        )
        for session in sessions
    ]


async def find_owned_talk(db: AsyncSession, who: SignedIn, session_id: UUID) -> tuple[SessionAnswer, list[Message]]:
    """The person's own session with all its messages in order; 404 for one that is not theirs."""
    session = await find_owned(db, who, session_id)
    messages = await repository.list_messages(db, session_id, after=None, limit=None)
    return (await describe(db, who, [session]))[0], messages


def as_place(message: Message) -> tuple[int, float, UUID]:
    """Where a message stands in its session."""
    return message.anchor, message.place, message.id


def _read_session_cursor(cursor: str | None) -> tuple[bool, tuple[datetime, UUID] | None]:
    """Whether active sessions are still to come, and behind which session it goes on."""
    if cursor is None:
        return True, None
    active, moment, session_id = read_cursor(cursor, int, str, str)
    try:
        at, last_id = datetime.fromisoformat(str(moment)), UUID(str(session_id))
    except ValueError as error:
        raise refuse_cursor() from error
    if at.tzinfo is None:
        raise refuse_cursor()
    return bool(active), (at, last_id)


def _write_place(way: Literal["next", "previous"], message: Message) -> str:
    return write_cursor(way, message.anchor, message.place, str(message.id))


def _read_message_cursor(cursor: str | None) -> tuple[str, tuple[int, float, UUID] | None]:
    if cursor is None:
        return "next", None
    way, anchor, place, message_id = read_cursor(cursor, str, int, float, str)
    if way not in {"next", "previous"}:
        raise refuse_cursor()
    try:
        return str(way), (int(anchor), float(place), UUID(str(message_id)))
    except ValueError as error:
        raise refuse_cursor() from error

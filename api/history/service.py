"""The person's sessions and their words, a page at a time."""

from datetime import datetime
from uuid import UUID

from api.auth.schemas import SignedIn
from api.db import AsyncSession
from api.history import repository
from api.history.cursor import read_cursor, refuse_cursor, write_cursor
from api.history.schemas import HistoryPage, MessageAnswer, SessionPage
from api.models import Session
from api.session.schemas import SessionAnswer
from api.session.service import find_current, find_owned
from api.session.title import make_title
from astra.contracts.utterance import Role, Source

SESSIONS_PER_PAGE = 20
MESSAGES_PER_PAGE = 100


async def list_sessions(db: AsyncSession, who: SignedIn, cursor: str | None) -> SessionPage:
    """One page of the person's sessions; empty ones are never among them."""
    found = await repository.list_sessions(
        db, who.user_id, after=_read_session_cursor(cursor), limit=SESSIONS_PER_PAGE + 1
    )
    shown = found[:SESSIONS_PER_PAGE]
    last = shown[-1] if len(found) > SESSIONS_PER_PAGE else None
    return SessionPage(
        items=await describe(db, who, shown),
        next_cursor=None
        if last is None
        else write_cursor(int(last.ended_at is None), last.last_activity.isoformat(), str(last.id)),
    )


async def read_history(db: AsyncSession, who: SignedIn, session_id: UUID, cursor: str | None) -> HistoryPage:
    """One page of a session's words, oldest first; 404 for a session that is not theirs."""
    session = await find_owned(db, who, session_id)
    found = await repository.list_messages(
        db, session_id, after=_read_message_cursor(cursor), limit=MESSAGES_PER_PAGE + 1
    )
    shown = found[:MESSAGES_PER_PAGE]
    last = shown[-1] if len(found) > MESSAGES_PER_PAGE else None
    return HistoryPage(
        session=(await describe(db, who, [session]))[0],
        messages=[
            MessageAnswer(
                id=m.id, role=Role(m.role), text=m.text, at=m.at, source=Source(m.source), interrupted=m.interrupted
            )
            for m in shown
        ],
        next_cursor=None if last is None else write_cursor(last.anchor, last.place, str(last.id)),
    )


async def describe(db: AsyncSession, who: SignedIn, sessions: list[Session]) -> list[SessionAnswer]:
    """Sessions as they are shown, each with a title as soon as the person has said something."""
    current = await find_current(db, who)
    untitled = [session.id for session in sessions if session.title is None]
    texts = await repository.list_first_user_texts(db, untitled) if untitled else {}
    return [
        SessionAnswer(
            session_id=session.id,
            title=session.display_name or session.title or make_title(texts.get(session.id)),
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
        )
        for session in sessions
    ]


def _read_session_cursor(cursor: str | None) -> tuple[int, datetime, UUID] | None:
    if cursor is None:
        return None
    active, moment, session_id = read_cursor(cursor, int, str, str)
    try:
        at, last_id = datetime.fromisoformat(str(moment)), UUID(str(session_id))
    except ValueError as error:
        raise refuse_cursor() from error
    if at.tzinfo is None:
        raise refuse_cursor()
    return int(active), at, last_id


def _read_message_cursor(cursor: str | None) -> tuple[int, float, UUID] | None:
    if cursor is None:
        return None
    anchor, place, message_id = read_cursor(cursor, int, float, str)
    try:
        return int(anchor), float(place), UUID(str(message_id))
    except ValueError as error:
        raise refuse_cursor() from error

"""Searching a person's history: newest hits first, a page at a time, grouped by session."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from uuid import UUID

from api.auth.schemas import SignedIn
from api.db import AsyncSession
from api.history import index_repository, repository
from api.history.cursor import read_cursor, refuse_cursor, write_cursor
from api.history.days import begin_of, end_of
from api.history.filters import SessionFilter
from api.history.query import Asked, fold_name, read_query
from api.history.schemas import SearchHit, SearchItem, SearchPage
from api.history.service import describe, list_sessions
from api.history.snippets import make_snippet
from api.models import Message
from api.session.personas import PersonaCatalogue
from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.utterance import Role

HITS_PER_PAGE = 40


async def search(
    db: AsyncSession, who: SignedIn, q: str, cursor: str | None, *, zone: tzinfo, personas: PersonaCatalogue
) -> SearchPage:
    """One page; 422 naming `q` for a query that can't be meant. Without any word the sessions are listed."""
    asked = read_query(q)
    persona = _find_persona(asked.persona, personas)
    if not asked.terms:
        return await _list(db, who, asked, cursor, persona=persona, zone=zone)
    user_no = await index_repository.find_owner(db, who.user_id)
    below = _read_cursor(cursor)
    if user_no is None:
        return SearchPage(items=[], next_cursor=None)
    low, high = index_repository.span(user_no, end_of(asked.after, zone), begin_of(asked.before, zone))
    found = await index_repository.find(
        db,
        who.user_id,
        user_no,
        asked.terms,
        low=low,
        high=high if below is None else min(high, below - 1),
        persona=persona,
        topic=asked.topic,
        limit=HITS_PER_PAGE + 1,
    )
    shown = found[:HITS_PER_PAGE]
    messages = await index_repository.list_there(db, [one.message_id for one in shown])
    items = await _group(db, who, [messages[one.message_id] for one in shown], asked)
    return SearchPage(items=items, next_cursor=write_cursor(str(shown[-1].no)) if len(found) > len(shown) else None)


async def _list(
    db: AsyncSession, who: SignedIn, asked: Asked, cursor: str | None, *, persona: str | None, zone: tzinfo
) -> SearchPage:
    wanted = SessionFilter(
        persona=persona,
        topic=asked.topic,
        since=end_of(asked.after, zone),
        until=begin_of(asked.before, zone),
    )
    page = await list_sessions(db, who, cursor, wanted)
    return SearchPage(
        items=[SearchItem(session=session, hits=[]) for session in page.items], next_cursor=page.next_cursor
    )


async def _group(db: AsyncSession, who: SignedIn, messages: Sequence[Message], asked: Asked) -> list[SearchItem]:
    by_session: dict[UUID, list[SearchHit]] = {}
    for message in messages:
        by_session.setdefault(message.session_id, []).append(
            SearchHit(
                message_id=message.id,
                role=Role(message.role),
                at=message.at,
                snippet=make_snippet(message.text, asked.terms),
            )
        )
    sessions = await repository.list_by_ids(db, who.user_id, list(by_session))
    described = {one.session_id: one for one in await describe(db, who, sessions)}
    return [SearchItem(session=described[key], hits=hits) for key, hits in by_session.items() if key in described]


def _find_persona(asked: str | None, personas: PersonaCatalogue) -> str | None:
    """The name of the persona that is meant by name or title; 422 naming `q` when there is none."""
    if asked is None:
        return None
    names: Mapping[str, str] = {
        folded: one.name for one in personas.all() for folded in (fold_name(one.title), fold_name(one.name))
    }
    if asked not in names:
        known = ", ".join(sorted(one.name for one in personas.all()))
        raise AstraError(ErrorCode.INVALID, f"q: persona: not known; known are: {known}", field="q")
    return names[asked]


def _read_cursor(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    (no,) = read_cursor(cursor, str)  # as text: it is larger than what other readers of JSON can hold
    if not (str(no).isascii() and str(no).isdigit() and len(str(no)) < 20):
        raise refuse_cursor()
    return min(int(no), 2**63 - 1)

"""Reading what was said, finding it again, what it comes to in figures, and deleting all of it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api.deps import Db, RootDep, User
from api.errors import document
from api.history import analytics, search, service
from api.history.days import begin_of, end_of, read_zone
from api.history.filters import SessionFilter
from api.history.query import fold_name
from api.history.schemas import (
    Analytics,
    Cursor,
    HistoryPage,
    SearchPage,
    SearchQuery,
    SessionPage,
    SessionQuery,
    ZoneName,
)
from astra.contracts.errors import AstraError, ErrorCode

router = APIRouter(tags=["history"])


@router.get("/api/sessions", responses=document(ErrorCode.UNAUTHENTICATED, ErrorCode.INVALID))
async def list_sessions(db: Db, root: RootDep, who: User, asked: Annotated[SessionQuery, Query()]) -> SessionPage:
    """The person's sessions, 20 a page: active ones first, then the most recent."""
    clock = read_zone(asked.zone)
    if asked.first is not None and asked.last is not None and asked.last < asked.first:
        raise AstraError(ErrorCode.INVALID, "to: not before the first day", field="to")
    wanted = SessionFilter(
        persona=None if asked.persona is None else root.personas.choose(asked.persona),
        platform=asked.platform,
        topic=None if asked.topic is None else fold_name(asked.topic),
        since=begin_of(asked.first, clock),
        until=end_of(asked.last, clock),
    )
    return await service.list_sessions(db, who, asked.cursor, wanted)


@router.get(
    "/api/session/{session_id}/history",
    responses=document(ErrorCode.UNAUTHENTICATED, ErrorCode.NOT_FOUND, ErrorCode.INVALID),
)
async def read_history(
    session_id: UUID,
    db: Db,
    who: User,
    *,
    cursor: Annotated[Cursor | None, Query()] = None,
    around: Annotated[UUID | None, Query(description="a message that shall stand in the middle of the page")] = None,
    waterfalls: Annotated[bool, Query(description="also where the time of each spoken turn went")] = False,
) -> HistoryPage:
    """A session's words in order, 100 a page."""
    return await service.read_history(db, who, session_id, cursor, around, waterfalls=waterfalls)


@router.get("/api/history/search", responses=document(ErrorCode.UNAUTHENTICATED, ErrorCode.INVALID))
async def search_history(db: Db, root: RootDep, who: User, asked: Annotated[SearchQuery, Query()]) -> SearchPage:
    """What the person or the companion said with all of these words, newest first; the last word may go on."""
    return await search.search(db, who, asked.q, asked.cursor, zone=read_zone(asked.zone), personas=root.personas)


@router.get("/api/history/analytics", responses=document(ErrorCode.UNAUTHENTICATED, ErrorCode.INVALID))
async def read_analytics(
    db: Db,
    root: RootDep,
    who: User,
    days: Annotated[int, Query(ge=1, le=analytics.MAX_DAYS)] = 30,
    zone: Annotated[ZoneName | None, Query()] = None,
) -> Analytics:
    """How long was talked on each of the last days, with whom and about what."""
    return await analytics.measure(
        db, who.user_id, days, now=root.clock.now(), zone=read_zone(zone), idle_s=root.settings.idle_close_s
    )


@router.delete("/api/history", status_code=204, responses=document(ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN))
async def delete_history(root: RootDep, who: User) -> None:
    """Delete all of the person's conversations and their words for good, as deleting each of them would."""
    await root.sessions.clear_all(who)
    await root.news.announce_memory_change(who.user_id)

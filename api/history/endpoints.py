"""Reading what was said."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api.deps import Db, User
from api.errors import document
from api.history import service
from api.history.schemas import HistoryPage, SessionPage
from astra.contracts.errors import ErrorCode

router = APIRouter(tags=["history"])
Cursor = Annotated[str | None, Query(description="the next_cursor of the page before")]


@router.get("/api/sessions", responses=document(ErrorCode.UNAUTHENTICATED, ErrorCode.INVALID))
async def list_sessions(db: Db, who: User, cursor: Cursor = None) -> SessionPage:
    """The person's sessions, 20 a page: active ones first, then the most recent."""
    return await service.list_sessions(db, who, cursor)


@router.get(
    "/api/session/{session_id}/history",
    responses=document(ErrorCode.UNAUTHENTICATED, ErrorCode.NOT_FOUND, ErrorCode.INVALID),
)
async def read_history(session_id: UUID, db: Db, who: User, cursor: Cursor = None) -> HistoryPage:
    """A session's words in order, 100 a page."""
    return await service.read_history(db, who, session_id, cursor)

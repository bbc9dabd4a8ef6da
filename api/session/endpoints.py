"""Sessions for the page and for API users: made, opened, named, closed, and the personas to choose from."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Response

from api.deps import Db, RootDep, User, limit
from api.errors import document
from api.history.service import describe
from api.room.schemas import TokenAnswer
from api.session import service
from api.session.schemas import (
    CreatedAnswer,
    CreateRequest,
    EndSessionRequest,
    OpenRequest,
    PersonaList,
    RenameRequest,
    SessionAnswer,
)
from astra.contracts.errors import ErrorCode
from astra.contracts.session import EndReason

router = APIRouter(tags=["session"])
_CHANGE = (
    ErrorCode.UNAUTHENTICATED,
    ErrorCode.FORBIDDEN,
    ErrorCode.TOO_LARGE,
    ErrorCode.UNSUPPORTED,
    ErrorCode.INVALID,
)
_CHANGE_ONE = (*_CHANGE, ErrorCode.NOT_FOUND)
_WITH_BODY = (*_CHANGE, ErrorCode.MALFORMED)
_MAKE = (*_WITH_BODY, ErrorCode.CONFLICT, ErrorCode.RATE_LIMITED)
Intent = Annotated[
    UUID | None,
    Header(
        alias="Idempotency-Key",
        description="A UUID of the click: whoever sends it again gets the session that it made the first time.",
    ),
]


@router.post(
    "/api/session",
    status_code=201,
    dependencies=[limit("session")],
    responses={
        200: {"model": TokenAnswer, "description": "opened again"},
        **document(*_MAKE, ErrorCode.NOT_FOUND),
    },
)
async def open_session(
    body: OpenRequest, response: Response, root: RootDep, who: User, intent: Intent = None
) -> TokenAnswer:
    """Start a conversation, or go on with one: while its room lives, the same room with a fresh token.

    The room and its agent are on their way before the page connects, and the agent greets when the person has come. A
    new conversation that nobody joins is taken back as if it had never been.
    """
    opened = await root.openings.open(who, body.persona, body.session_id, intent)
    if not opened.is_new:
        response.status_code = 200
    return opened.answer


@router.post(
    "/api/session/create",
    status_code=201,
    dependencies=[limit("session")],
    responses={
        200: {"model": CreatedAnswer, "description": "the session that this Idempotency-Key made before"},
        **document(*_MAKE),
    },
)
async def create_session(
    body: CreateRequest, response: Response, root: RootDep, who: User, intent: Intent = None
) -> CreatedAnswer:
    """Make a conversation to be opened by its id, in a room or in writing."""
    created, is_new = await root.openings.create(who, body, intent)
    if not is_new:
        response.status_code = 200
    return created


@router.get("/api/session/current", responses=document(ErrorCode.UNAUTHENTICATED, ErrorCode.NOT_FOUND))
async def show_current(db: Db, who: User) -> SessionAnswer:
    """The conversation that the person chose last, in whichever browser; 404 while there is none."""
    return (await describe(db, who, [await service.read_current(db, who)]))[0]


@router.patch("/api/session/{session_id}", responses=document(*_WITH_BODY, ErrorCode.NOT_FOUND))
async def rename_session(session_id: UUID, body: RenameRequest, db: Db, who: User) -> SessionAnswer:
    """Give the conversation a name, or take it back."""
    return (await describe(db, who, [await service.rename(db, who, session_id, body.name)]))[0]


@router.delete("/api/session/{session_id}", status_code=204, responses=document(*_CHANGE_ONE))
async def stop_session(session_id: UUID, root: RootDep, who: User) -> None:
    """End the conversation: its agent and its room stop. The words stay. Twice is harmless."""
    await root.sessions.close(session_id, EndReason.USER, owner=who)


@router.delete("/api/session/{session_id}/clear", status_code=204, responses=document(*_CHANGE_ONE))
async def clear_session(session_id: UUID, root: RootDep, who: User) -> None:
    """Delete the conversation and its words for good."""
    await root.sessions.clear(who, session_id)
    await root.news.announce_memory_change(who.user_id)


@router.post("/conversation/end", responses=document(*_WITH_BODY, ErrorCode.NOT_FOUND))
async def end_conversation(body: EndSessionRequest, root: RootDep, who: User) -> dict[str, bool]:
    """The same for API users: 200 when done."""
    await root.sessions.close(body.session_id, EndReason.API, owner=who)
    return {"ended": True}


@router.get("/api/personas", responses=document())
async def list_personas(root: RootDep) -> PersonaList:
    """The characters to choose from."""
    return PersonaList(items=root.personas.describe())

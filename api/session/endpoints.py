"""Opening and closing a session, for the page and for API users, and the personas to choose from."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import RootDep, User, limit
from api.errors import document
from api.room.schemas import TokenAnswer
from api.session.schemas import EndSessionRequest, OpenRequest, PersonaAnswer, PersonaList
from astra.contracts.errors import ErrorCode
from astra.contracts.session import EndReason

router = APIRouter(tags=["session"])
_USUAL = (ErrorCode.MALFORMED, ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN, ErrorCode.NOT_FOUND, ErrorCode.INVALID)


@router.post(
    "/api/session",
    status_code=201,
    dependencies=[limit("session")],
    responses={
        200: {"model": TokenAnswer, "description": "opened again"},
        **document(*_USUAL, ErrorCode.RATE_LIMITED),
    },
)
async def open_session(body: OpenRequest, response: Response, root: RootDep, who: User) -> TokenAnswer:
    """Start a conversation, or go on with one: while its room lives, the same room with a fresh token."""
    opened = await root.sessions.open(who, body.persona, body.session_id)
    if not opened.is_new:
        response.status_code = 200
    return opened.answer


@router.delete("/api/session/{session_id}", status_code=204, responses=document(*_USUAL))
async def stop_session(session_id: UUID, root: RootDep, who: User) -> None:
    """End the conversation: its agent and its room stop. The words stay. Twice is harmless."""
    await root.sessions.close(session_id, EndReason.USER, owner=who)


@router.delete("/api/session/{session_id}/clear", status_code=204, responses=document(*_USUAL))
async def clear_session(session_id: UUID, root: RootDep, who: User) -> None:
    """Delete the conversation and its words for good."""
    await root.sessions.clear(who, session_id)
    await root.news.announce_memory_change(who.user_id)


@router.post("/conversation/end", responses=document(*_USUAL))
async def end_conversation(body: EndSessionRequest, root: RootDep, who: User) -> dict[str, bool]:
    """The same for API users: 200 when done."""
    await root.sessions.close(body.session_id, EndReason.API, owner=who)
    return {"ended": True}


@router.get("/api/personas", responses=document())
async def list_personas(root: RootDep) -> PersonaList:
    """The characters to choose from."""
    return PersonaList(
        items=[
            PersonaAnswer(name=p.name, title=p.title, description=p.description, language=p.language)
            for p in root.personas.all()
        ]
    )

"""`POST /api/chat`."""

from typing import Annotated

from fastapi import APIRouter, Header

from api.chat.debug import DebugWish
from api.chat.schemas import ChatAnswer, ChatRequest
from api.deps import RootDep, User, limit
from api.errors import document
from astra.contracts.errors import ErrorCode

router = APIRouter(tags=["chat"])


@router.post(
    "/api/chat",
    response_model_exclude_none=True,
    dependencies=[limit("chat")],
    responses=document(
        ErrorCode.MALFORMED,
        ErrorCode.UNAUTHENTICATED,
        ErrorCode.FORBIDDEN,
        ErrorCode.NOT_FOUND,
        ErrorCode.TOO_LARGE,
        ErrorCode.UNSUPPORTED,
        ErrorCode.INVALID,
        ErrorCode.RATE_LIMITED,
        ErrorCode.PROVIDER_FAILED,
    ),
)
async def chat(
    body: ChatRequest,
    root: RootDep,
    who: User,
    x_debug_context: Annotated[str | None, Header()] = None,
    x_debug_prompt: Annotated[str | None, Header()] = None,
) -> ChatAnswer:
    """One turn, typed or recorded, with the same mind as in the room, in a session that may be live there as well."""
    allowed = root.settings.context_debug
    wish = DebugWish(context=allowed and x_debug_context == "1", prompt=allowed and x_debug_prompt == "1")
    return await root.writing.chat.answer(who, body, wish)

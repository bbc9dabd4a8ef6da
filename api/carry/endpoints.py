"""`POST /api/session/{session_id}/carry` makes a link; `POST /api/carry/{token}` arrives by one."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path

from api.carry.schemas import CarryArrived, CarryLinkMade
from api.carry.service import arrive, make_link
from api.deps import RootDep, User, limit
from api.errors import document
from astra.contracts.errors import ErrorCode

router = APIRouter(tags=["session"])
Token = Annotated[str, Path(min_length=1, max_length=200)]
_ERRORS = (
    ErrorCode.UNAUTHENTICATED,
    ErrorCode.FORBIDDEN,
    ErrorCode.NOT_FOUND,
    ErrorCode.TOO_LARGE,
    ErrorCode.UNSUPPORTED,
    ErrorCode.INVALID,
    ErrorCode.RATE_LIMITED,
)


@router.post(
    "/api/session/{session_id}/carry",
    status_code=201,
    dependencies=[limit("session")],
    responses=document(*_ERRORS, ErrorCode.CONFLICT),
)
async def carry_session(session_id: UUID, root: RootDep, who: User) -> CarryLinkMade:
    """Make a link by which the person goes on with a conversation on another device, where they sign in themselves."""
    async with root.database.write() as db:
        return await make_link(db, root.clock, who, session_id)


@router.post("/api/carry/{token}", dependencies=[limit("session")], responses=document(*_ERRORS))
async def arrive_by_link(token: Token, root: RootDep, who: User) -> CarryArrived:
    """Go on where the link leads. It works once, for a quarter of an hour, and for the person who made it."""
    async with root.database.write() as db:
        return await arrive(db, root.clock, who, token)

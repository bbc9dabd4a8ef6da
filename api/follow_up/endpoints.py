"""`/api/follow-ups`: whether Astra may ask again about what was left open, and what it would ask about."""

from uuid import UUID

from fastapi import APIRouter

from api.deps import RootDep, User
from api.errors import document
from api.follow_up.schemas import Choice, FollowUpPage
from astra.contracts.errors import ErrorCode

router = APIRouter(prefix="/api/follow-ups", tags=["follow-ups"])


@router.get("", responses=document(ErrorCode.UNAUTHENTICATED))
async def read_follow_ups(root: RootDep, who: User) -> FollowUpPage:
    """The person's choice, and the list."""
    return await root.follow_ups.read_page(who)


@router.put(
    "",
    responses=document(ErrorCode.MALFORMED, ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN, ErrorCode.INVALID),
)
async def choose_follow_ups(body: Choice, root: RootDep, who: User) -> FollowUpPage:
    """Change the choice. It is off until it is switched on."""
    await root.follow_ups.choose(who, body)
    return await root.follow_ups.read_page(who)


@router.delete(
    "/{loop_id}",
    status_code=204,
    responses=document(ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN, ErrorCode.NOT_FOUND, ErrorCode.INVALID),
)
async def decline_follow_up(loop_id: UUID, root: RootDep, who: User) -> None:
    """Don't ask about this one."""
    await root.follow_ups.decline(who, loop_id)

"""`/api/auth/sign-ins`: where one is signed in, and ending any of it from here."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from api.auth.cookie import clear_cookie
from api.auth.schemas import SignInList
from api.deps import RootDep, User
from api.errors import document
from astra.contracts.errors import ErrorCode

router = APIRouter(prefix="/api/auth", tags=["sign-in"])


@router.get("/sign-ins", responses=document(ErrorCode.UNAUTHENTICATED))
async def list_sign_ins(root: RootDep, who: User) -> SignInList:
    """Every browser that one is signed in with, the one used last first."""
    return SignInList(items=await root.accounts.list_sign_ins(who))


@router.delete(
    "/sign-ins/{sign_in_id}",
    status_code=204,
    responses=document(ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN, ErrorCode.NOT_FOUND, ErrorCode.INVALID),
)
async def end_sign_in(sign_in_id: UUID, request: Request, response: Response, root: RootDep, who: User) -> None:
    """Sign one browser out, and close the rooms that it opened."""
    await root.accounts.revoke(who, sign_in_id)
    await root.sign_in.close_rooms(who, [sign_in_id])
    if sign_in_id == who.sign_in_id:
        clear_cookie(request, response)


@router.post(
    "/sign-out-everywhere", status_code=204, responses=document(ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN)
)
async def sign_out_everywhere(request: Request, response: Response, root: RootDep, who: User) -> None:
    """Sign every browser out, this one too, and close all their rooms."""
    ended = await root.accounts.revoke_all(who)
    await root.sign_in.close_rooms(who, ended)
    clear_cookie(request, response)

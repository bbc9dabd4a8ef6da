"""`/api/auth/…`: signing in as a guest, asking who one is, signing out."""

from fastapi import APIRouter, Request, Response

from api.auth.cookie import clear_cookie, set_cookie
from api.auth.schemas import GuestRequest, SignedIn, UserAnswer
from api.deps import MaybeUser, RootDep, User, limit
from api.errors import document
from astra.contracts.errors import ErrorCode

router = APIRouter(prefix="/api/auth", tags=["sign-in"])


@router.post(
    "/guest",
    status_code=201,
    dependencies=[limit("sign_in")],
    responses={
        200: {"model": UserAnswer, "description": "was signed in already"},
        **document(ErrorCode.MALFORMED, ErrorCode.FORBIDDEN, ErrorCode.INVALID, ErrorCode.RATE_LIMITED),
    },
)
async def sign_in_guest(
    _body: GuestRequest, request: Request, response: Response, root: RootDep, who: MaybeUser
) -> UserAnswer:
    """Sign in without an account. With a live cookie the answer is 200 and the same person."""
    if who is not None:
        response.status_code = 200
        return _answer(who)
    guest, secret = await root.accounts.sign_in_guest()
    set_cookie(request, response, secret, max_days=root.settings.sign_in_max_days)
    return _answer(guest)


@router.get("/me", responses=document(ErrorCode.UNAUTHENTICATED))
async def show_me(who: User) -> UserAnswer:
    """Who is signed in."""
    return _answer(who)


@router.post("/logout", status_code=204, responses=document(ErrorCode.FORBIDDEN))
async def sign_out(request: Request, response: Response, root: RootDep, who: MaybeUser) -> None:
    """Sign out and close the rooms that this sign-in opened. Harmless when not signed in."""
    if who is not None:
        await root.accounts.sign_out(who)
        await root.sessions.close_all_of(who)
    clear_cookie(request, response)


def _answer(who: SignedIn) -> UserAnswer:
    return UserAnswer(user_id=who.user_id, display_name=who.display_name, is_guest=who.is_guest)

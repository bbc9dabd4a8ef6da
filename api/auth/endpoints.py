"""`/api/auth/…`: signing in as a guest or with an account of Astra's own, asking who one is, signing out."""

from fastapi import APIRouter, Request, Response

from api.auth.cookie import clear_cookie, set_cookie
from api.auth.devices import describe_device
from api.auth.local import Visitor
from api.auth.schemas import (
    GuestRequest,
    LoginRequest,
    Opened,
    PasswordRequest,
    ProfileRequest,
    RegisterRequest,
    SignedIn,
    UserAnswer,
)
from api.deps import MaybeUser, RootDep, User, limit_address, read_address
from api.errors import document
from api.root import Root
from astra.contracts.errors import ErrorCode

router = APIRouter(prefix="/api/auth", tags=["sign-in"])


@router.post(
    "/guest",
    status_code=201,
    dependencies=[limit_address("sign_in")],
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
        return await root.accounts.describe(who.user_id)
    opened = await root.accounts.sign_in_guest(device=describe_device(request.headers.get("user-agent")))
    return await let_in(root, opened, request, response)


@router.post(
    "/register",
    status_code=201,
    dependencies=[limit_address("register")],
    responses=document(
        ErrorCode.MALFORMED, ErrorCode.FORBIDDEN, ErrorCode.CONFLICT, ErrorCode.INVALID, ErrorCode.RATE_LIMITED
    ),
)
async def register(
    body: RegisterRequest, request: Request, response: Response, root: RootDep, who: MaybeUser
) -> UserAnswer:
    """Make an account with an e-mail and a password; a guest who is signed in becomes it and keeps everything."""
    opened = await root.sign_in.local.register(body, _visitor(request, who))
    return await let_in(root, opened, request, response)


@router.post(
    "/login",
    dependencies=[limit_address("sign_in")],
    responses=document(
        ErrorCode.MALFORMED, ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN, ErrorCode.INVALID, ErrorCode.RATE_LIMITED
    ),
)
async def log_in(body: LoginRequest, request: Request, response: Response, root: RootDep, who: MaybeUser) -> UserAnswer:
    """Sign in with an e-mail and a password. An unknown e-mail and a wrong password get the same answer."""
    opened = await root.sign_in.local.sign_in(body, _visitor(request, who))
    return await let_in(root, opened, request, response)


@router.get("/me", responses=document(ErrorCode.UNAUTHENTICATED))
async def show_me(root: RootDep, who: User) -> UserAnswer:
    """Who is signed in."""
    return await root.accounts.describe(who.user_id)


@router.patch(
    "/me",
    responses=document(ErrorCode.MALFORMED, ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN, ErrorCode.INVALID),
)
async def change_me(body: ProfileRequest, root: RootDep, who: User) -> UserAnswer:
    """Change what one is called, or the language of the pages."""
    return await root.accounts.change_profile(who, body)


@router.post(
    "/password",
    status_code=204,
    responses=document(
        ErrorCode.MALFORMED,
        ErrorCode.UNAUTHENTICATED,
        ErrorCode.FORBIDDEN,
        ErrorCode.CONFLICT,
        ErrorCode.INVALID,
        ErrorCode.RATE_LIMITED,
    ),
)
async def change_password(
    body: PasswordRequest, request: Request, response: Response, root: RootDep, who: User
) -> None:
    """Set another password; all other sign-ins are over, and this one gets a fresh cookie."""
    opened, ended = await root.sign_in.local.change_password(body, _visitor(request, who))
    set_cookie(request, response, opened.secret, max_days=root.settings.sign_in_max_days)
    await root.sign_in.close_rooms(who, ended)


@router.post("/logout", status_code=204, responses=document(ErrorCode.FORBIDDEN))
async def sign_out(request: Request, response: Response, root: RootDep, who: MaybeUser) -> None:
    """Sign out and close the rooms that this sign-in opened. Harmless when not signed in."""
    if who is not None:
        await root.accounts.sign_out(who)
        await root.sign_in.close_rooms(who, [who.sign_in_id])
    clear_cookie(request, response)


async def let_in(root: Root, opened: Opened, request: Request, response: Response) -> UserAnswer:
    """Hand the browser the secret of its new sign-in, and end the rooms of the one before where that is over."""
    set_cookie(request, response, opened.secret, max_days=root.settings.sign_in_max_days)
    if opened.left is not None:
        await root.sign_in.close_rooms(opened.left, [opened.left.sign_in_id])
    return await root.accounts.describe(opened.who.user_id)


def _visitor(request: Request, who: SignedIn | None) -> Visitor:
    return Visitor(who, read_address(request), describe_device(request.headers.get("user-agent")))

"""`/api/auth/google…`: out to Google and back. Browsers go to these addresses, so each answers with the next."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse

from api.auth.cookie import (
    ATTEMPT_COOKIE,
    clear_attempt_cookie,
    set_attempt_cookie,
)
from api.auth.devices import describe_device
from api.auth.endpoints import let_in
from api.auth.google import ATTEMPT_LASTS, ComingBack
from api.auth.openid import GoogleError, GoogleFault
from api.auth.schemas import CallbackQuery, ProvidersAnswer
from api.deps import MaybeUser, RootDep, User, limit_address
from api.errors import document
from api.root import Root
from astra.contracts.errors import ErrorCode

router = APIRouter(prefix="/api/auth", tags=["sign-in"])
CALLBACK = "/api/auth/google/callback"
_GOES_ON = {302: {"description": "to Google, to `next`, or to `/sign-in?error=…`"}}


@router.get("/providers", responses=document())
async def list_providers(root: RootDep) -> ProvidersAnswer:
    """Who else one may sign in with here."""
    is_open = root.sign_in.google.is_open
    return ProvidersAnswer(google=is_open, birthday=is_open and root.settings.google_birthday)


@router.get(
    "/google",
    status_code=302,
    response_class=RedirectResponse,
    dependencies=[limit_address("sign_in")],
    responses={**_GOES_ON, **document(ErrorCode.INVALID, ErrorCode.RATE_LIMITED)},
)
async def leave_for_google(
    request: Request,
    root: RootDep,
    who: MaybeUser,
    next_path: Annotated[str, Query(alias="next", description="the path to go on to afterwards")] = "/",
) -> RedirectResponse:
    """Go to Google to sign in; whoever is signed in here already links the account that comes back."""
    if request.headers.get("sec-fetch-site") == "cross-site":
        return _show(GoogleFault.CROSS_SITE)  # nobody else's page starts this
    try:
        leaving = await root.sign_in.google.leave(who, next_path, _write_callback(request, root))
    except GoogleError as error:
        return _show(error.fault)
    answer = RedirectResponse(leaving.url, 302)
    set_attempt_cookie(request, answer, leaving.secret, lasts=ATTEMPT_LASTS)
    return answer


@router.get(
    "/google/callback",
    status_code=302,
    response_class=RedirectResponse,
    dependencies=[limit_address("sign_in")],
    responses={**_GOES_ON, **document(ErrorCode.INVALID, ErrorCode.RATE_LIMITED)},
)
async def come_back_from_google(
    request: Request,
    root: RootDep,
    who: MaybeUser,
    told: Annotated[CallbackQuery, Query()],
) -> RedirectResponse:
    """Come back from Google: signed in or linked, and on to where one wanted to go; or told why not."""
    back = ComingBack(request.cookies.get(ATTEMPT_COOKIE), told.state, told.code, told.error)
    device = describe_device(request.headers.get("user-agent"))
    try:
        opened, next_path = await root.sign_in.google.come_back(
            back, who, device=device, redirect_uri=_write_callback(request, root)
        )
        answer = RedirectResponse(next_path, 302)
        await let_in(root, opened, request, answer)
    except GoogleError as error:
        answer = _show(error.fault)
    clear_attempt_cookie(request, answer)
    return answer


@router.delete(
    "/google",
    status_code=204,
    responses=document(ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN, ErrorCode.CONFLICT),
)
async def unlink_google(root: RootDep, who: User) -> None:
    """Google opens this account no longer; refused where there is no password that does."""
    await root.sign_in.google.unlink(who)


def _show(fault: GoogleFault) -> RedirectResponse:
    return RedirectResponse(f"/sign-in?error={fault.value}", 302)


def _write_callback(request: Request, root: Root) -> str:
    """Our address for coming back: on the origin that the browser is at where that is ours, else on this machine's."""
    settings = root.settings
    origin = f"{request.url.scheme}://{request.headers.get('host', '')}".lower()
    known = origin if origin in settings.page_origins else f"http://localhost:{settings.port}"
    return f"{known}{CALLBACK}"

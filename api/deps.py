"""What endpoints may ask for: the root's objects, a transaction, the person, the service token, a rate limit."""

import secrets
from collections.abc import AsyncGenerator
from ipaddress import ip_address, ip_network
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer

from api.auth.cookie import COOKIE
from api.auth.schemas import SignedIn
from api.db import AsyncSession
from api.root import Root
from astra.contracts.errors import AstraError, ErrorCode


def get_root(request: Request) -> Root:
    """The root of this process."""
    return request.app.state.root


RootDep = Annotated[Root, Depends(get_root)]

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


async def get_session(request: Request, root: RootDep) -> AsyncGenerator[AsyncSession]:
    """The request's transaction: committed before the answer is sent, forgotten when the request fails."""
    begin = root.database.read if request.method in _SAFE else root.database.write
    async with begin() as session:
        yield session


Db = Annotated[AsyncSession, Depends(get_session, scope="function")]

_cookie = APIKeyCookie(name=COOKIE, auto_error=False, description="set by signing in")
_bearer = HTTPBearer(auto_error=False, description="the service token, for workers")


async def find_user(root: RootDep, secret: Annotated[str | None, Depends(_cookie)]) -> SignedIn | None:
    """Who is signed in, if anybody."""
    return await root.accounts.look_up(secret)


MaybeUser = Annotated[SignedIn | None, Depends(find_user)]


async def require_user(who: MaybeUser) -> SignedIn:
    """Who is signed in; 401 if nobody is."""
    if who is None:
        raise AstraError(ErrorCode.UNAUTHENTICATED, "Please sign in first.")
    return who


User = Annotated[SignedIn, Depends(require_user)]


async def require_service(
    root: RootDep, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> None:
    """Let in who holds the service token, and nobody else."""
    expected = root.settings.service_token.get_secret_value().encode()
    if given is None or not secrets.compare_digest(given.credentials.encode(), expected):
        raise AstraError(ErrorCode.UNAUTHENTICATED, "This needs the service token.")


service_only = Depends(require_service)


def read_address(request: Request) -> str:
    """Where a request comes from, as far as one subscriber goes: an IPv6 network of 64 bits counts as one."""
    told = request.client.host if request.client else "unknown"
    try:
        address = ip_address(told)
    except ValueError:
        return told
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else told


def limit_address(what: str) -> Any:
    """A dependency that lets only so many requests through from one address, whoever is signed in there."""

    async def check(request: Request, root: RootDep) -> None:
        await root.rates.take(what, read_address(request))

    return Depends(check)


def limit(what: str) -> Any:
    """A dependency that lets only so many requests through: by person where signed in, else by address."""

    async def check(request: Request, root: RootDep, who: MaybeUser) -> None:
        await root.rates.take(what, str(who.user_id) if who is not None else read_address(request))

    return Depends(check)

"""Against forged requests: what changes something must come from our own page, or carry the service token.

A foreign page can make a browser send our cookie, but it can't add a header of its own without asking first, and it
can't lie about its origin.
"""

from collections.abc import Collection

import structlog
from starlette.types import ASGIApp, Receive, Scope, Send

from api.edge.bodies import ROOM_WEBHOOK
from api.errors import answer
from astra.contracts.errors import ErrorCode

_log = structlog.get_logger(__name__)
_TELEGRAM_WEBHOOK = "/api/platforms/telegram/webhook"
_SIGNED = frozenset({ROOM_WEBHOOK, _TELEGRAM_WEBHOOK})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class ForgeryGuard:
    """403 for unsafe requests without `x-astra: 1`, or from an origin that is not ours."""

    def __init__(self, app: ASGIApp, *, origins: Collection[str]) -> None:
        self._app = app
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["method"] in _SAFE or (reason := self._find_fault(scope)) is None:
            await self._app(scope, receive, send)
            return
        _log.warning("security.forged_request", reason=reason)
        await answer(ErrorCode.FORBIDDEN, reason)(scope, receive, send)

    def _find_fault(self, scope: Scope) -> str | None:
        headers = dict(scope["headers"])
        if b"cookie" not in headers and headers.get(b"authorization", b"").lower().startswith(b"bearer "):
            return None
        if scope["path"] in _SIGNED:
            return None  # who calls there proves it by other means, and no cookie counts
        if headers.get(b"x-astra") != b"1":
            return "Requests that change something carry the header x-astra: 1."
        origin = headers.get(b"origin")
        if origin is not None and origin.decode("latin-1").lower() not in self._origins:
            return "This page may not change anything here."
        return None

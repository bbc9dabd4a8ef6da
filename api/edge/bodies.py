"""Bodies: refused before they are read whole when too large, and JSON or nothing."""

from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import answer
from astra.contracts.errors import ErrorCode

ROOM_WEBHOOK = "/api/room/webhook"
TRANSCRIPTS = "/synapse/session/ingest"
_WEBHOOK = b"application/webhook+json"
_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class BodyGuard:
    """Reads the body of an unsafe request up to `max_bytes` and hands it on; 413 beyond, 415 for another type.

    `larger` names paths with a limit of their own.
    """

    def __init__(self, app: ASGIApp, *, max_bytes: int, larger: Mapping[str, int] | None = None) -> None:
        self._app = app
        self._max_bytes = max_bytes
        self._larger = dict(larger or {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["method"] not in _UNSAFE:
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        max_bytes = self._larger.get(scope["path"], self._max_bytes)
        announced = headers.get(b"content-length", b"0")
        if not announced.isdigit() or int(announced) > max_bytes:
            await self._refuse_size(scope, receive, send, max_bytes)
            return
        body = bytearray()
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > max_bytes:
                await self._refuse_size(scope, receive, send, max_bytes)
                return
        kind = headers.get(b"content-type", b"").split(b";")[0].strip().lower()
        expected = _WEBHOOK if scope["path"] == ROOM_WEBHOOK else b"application/json"
        if body and kind != expected:
            refusal = answer(ErrorCode.UNSUPPORTED, "Send JSON, as application/json.", field="content-type")
            await refusal(scope, receive, send)
            return
        await self._app(scope, _replay(bytes(body), receive), send)

    async def _refuse_size(self, scope: Scope, receive: Receive, send: Send, max_bytes: int) -> None:
        refusal = answer(ErrorCode.TOO_LARGE, f"The body may have {max_bytes} bytes at most.")
        refusal.headers["connection"] = "close"
        await refusal(scope, receive, send)


def _replay(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body that was read, then whatever comes after it."""
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def give() -> Message:
        return pending.pop() if pending else await receive()

    return give

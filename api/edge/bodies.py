"""Bodies: refused before they are read whole when too large, and JSON or nothing."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import answer
from astra.contracts.errors import ErrorCode

ROOM_WEBHOOK = "/api/room/webhook"
TRANSCRIPTS = "/synapse/session/ingest"
IMPORTS = "/api/history/import"
_WEBHOOK = b"application/webhook+json"
_PASSED_BYTES = 32 * 1024 * 1024
_PASS_WITHIN_S = 5.0
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
            await _refuse_size(scope, receive, send, max_bytes, more=True)
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
                await _refuse_size(scope, receive, send, max_bytes, more=more)
                return
        kind = headers.get(b"content-type", b"").split(b";")[0].strip().lower()
        expected = _WEBHOOK if scope["path"] == ROOM_WEBHOOK else b"application/json"
        if body and kind != expected:
            refusal = answer(ErrorCode.UNSUPPORTED, "Send JSON, as application/json.", field="content-type")
            await refusal(scope, receive, send)
            return
        await self._app(scope, _replay(bytes(body), receive), send)


async def _refuse_size(scope: Scope, receive: Receive, send: Send, max_bytes: int, *, more: bool) -> None:
    """Answer at once, then let the rest pass by unread for a while.

    A connection that is closed while somebody still sends is reset, and they would never see why.
    """
    refusal = answer(ErrorCode.TOO_LARGE, f"The body may have {max_bytes} bytes at most.")
    refusal.headers["connection"] = "close"

    async def send_and_pass(message: Message) -> None:
        if message["type"] != "http.response.body":
            await send(message)
            return
        await send({**message, "more_body": True})
        await _let_pass(receive)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    waits = dict(scope["headers"]).get(b"expect", b"").lower() == b"100-continue"
    await refusal(scope, receive, send_and_pass if more and not waits else send)


async def _let_pass(receive: Receive) -> None:
    """Take what is still being sent and drop it, up to a bound in bytes and in seconds."""
    passed = 0
    with suppress(TimeoutError):
        async with asyncio.timeout(_PASS_WITHIN_S):
            while passed < _PASSED_BYTES:
                message = await receive()
                passed += len(message.get("body", b""))
                if message["type"] == "http.disconnect" or not message.get("more_body", False):
                    return


def _replay(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body that was read, then whatever comes after it."""
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def give() -> Message:
        return pending.pop() if pending else await receive()

    return give

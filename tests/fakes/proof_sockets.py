"""A knock at a WebSocket's door, as a server would pass it on: let in, or turned away before a word is said."""

from typing import Any

import httpx
from fastapi import FastAPI

_CLOSE_CODES = 4000
"""An application's own codes are HTTP's, so much higher."""


async def knock(app: FastAPI, path: str, query: dict[str, str], client: httpx.AsyncClient) -> tuple[int, str]:
    """101 when one may stay, 403 when the handshake was refused, 404 when closed with 4404; and its words."""
    request = client.build_request("GET", path, params=query)
    scope: dict[str, Any] = {
        "type": "websocket",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "ws",
        "path": request.url.path,
        "raw_path": request.url.raw_path,
        "query_string": request.url.query,
        "root_path": "",
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 8000),
        "subprotocols": [],
        "extensions": {},
        "state": {},
    }
    heard: list[dict[str, Any]] = []
    said = iter([{"type": "websocket.connect"}])

    async def receive() -> dict[str, Any]:
        return next(said, {"type": "websocket.disconnect", "code": 1000})

    async def send(message: Any) -> None:
        heard.append(message)

    await app(scope, receive, send)
    words = " ".join(str(message.get("text", "")) for message in heard)
    if not any(message["type"] == "websocket.accept" for message in heard):
        return 403, words
    codes = [message["code"] for message in heard if message["type"] == "websocket.close"]
    return (codes[0] - _CLOSE_CODES if codes and codes[0] >= _CLOSE_CODES else 101), words

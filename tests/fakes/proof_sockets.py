"""A knock at a WebSocket's door, as a server would pass it on: let in, or turned away before a word is said."""

from typing import Any

import httpx
from fastapi import FastAPI


async def knock(app: FastAPI, path: str, client: httpx.AsyncClient) -> tuple[int, str]:
    """101 when the handshake was accepted, else the status of the refusal; with the first thing that was sent."""
    request = client.build_request("GET", path)
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
    accepted = any(message["type"] == "websocket.accept" for message in heard)
    return (101 if accepted else 403), " ".join(str(message.get("text", "")) for message in heard)

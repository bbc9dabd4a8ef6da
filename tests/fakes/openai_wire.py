"""A small server that speaks the chat completions wire on a free port, and misbehaves on request, model by model."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web


@dataclass
class Behaviour:
    """How one model answers. `text` is streamed word by word; `fault` says what goes wrong."""

    text: str = "Hello there, friend."
    fault: str | None = None
    status: int = 500
    error: dict[str, Any] = field(default_factory=lambda: {"message": "SECRET provider text", "code": None})
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    finish_reason: str | None = "stop"
    chunks: list[dict[str, Any]] | None = None


class OpenAiWire:
    """`async with OpenAiWire() as wire`: `wire.base_url`, `wire.behave(model, …)`, `wire.requests`, `wire.closed`."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.connections: set[Any] = set()
        self.retrieved: list[str] = []
        self.hung_up = 0
        self._behaviours: dict[str, Behaviour] = {}
        self._over = asyncio.Event()

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/v1/chat/completions", self._complete)
        app.router.add_get("/v1/models/{model:.+}", self._retrieve)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.base_url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/v1"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._over.set()
        await self._runner.cleanup()

    def behave(self, model: str, **changes: Any) -> None:
        self._behaviours[model] = Behaviour(**changes)

    def asked(self, model: str) -> int:
        """How many completions of `model` were asked for."""
        return sum(request["model"] == model for request in self.requests)

    async def _retrieve(self, request: web.Request) -> web.Response:
        self.connections.add(request.transport)
        self.retrieved.append(request.match_info["model"])
        return web.json_response({"id": request.match_info["model"], "object": "model", "created": 0, "owned_by": "x"})

    async def _complete(self, request: web.Request) -> web.StreamResponse:
        self.connections.add(request.transport)
        asked = await request.json()
        self.requests.append(asked)
        self.headers.append(dict(request.headers))
        behaviour = self._behaviours.get(asked["model"], Behaviour())
        try:
            return await self._answer(request, behaviour)
        except (asyncio.CancelledError, ConnectionError):
            self.hung_up += 1
            raise

    async def _answer(self, request: web.Request, behaviour: Behaviour) -> web.StreamResponse:
        match behaviour.fault:
            case "status":
                body = {"error": behaviour.error}
                return web.json_response(body, status=behaviour.status, headers=behaviour.headers)
            case "hang_before":
                await self._over.wait()
            case "html":
                return web.Response(text="<!doctype html><title>Sign in</title>", content_type="text/html")
            case "raw":
                return web.Response(body=behaviour.body, content_type="text/event-stream")
            case _:
                pass
        answer = web.StreamResponse(headers={"content-type": "text/event-stream"})
        await answer.prepare(request)
        await self._stream(request, answer, behaviour)
        return answer

    async def _stream(self, request: web.Request, answer: web.StreamResponse, behaviour: Behaviour) -> None:
        if behaviour.fault == "keepalive_only":
            while not self._over.is_set():
                await answer.write(b": PROCESSING\n\n")
                await asyncio.sleep(0.01)
        chunks = behaviour.chunks if behaviour.chunks is not None else _write_chunks(behaviour)
        for index, chunk in enumerate(chunks):
            if index == 2 and behaviour.fault == "hang_middle":
                await self._over.wait()
            if index == 2 and behaviour.fault == "cut":
                assert request.transport is not None
                request.transport.close()
                return
            await answer.write(f"data: {json.dumps(chunk)}\n\n".encode())
        await answer.write(b"data: [DONE]\n\n")


def chunk(delta: dict[str, Any] | None = None, finish_reason: str | None = None, **more: Any) -> dict[str, Any]:
    """One chunk of a streamed completion."""
    choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish_reason}]
    return {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": choices, **more}


def _write_chunks(behaviour: Behaviour) -> list[dict[str, Any]]:
    words = behaviour.text.split(" ")
    pieces = [word if index == 0 else f" {word}" for index, word in enumerate(words)]
    usage = {"prompt_tokens": 7, "completion_tokens": len(pieces), "total_tokens": 7 + len(pieces)}
    return [
        *(chunk({"content": piece}) for piece in pieces),
        chunk({}, behaviour.finish_reason),
        chunk(usage=usage),
    ]

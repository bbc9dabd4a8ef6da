"""An endpoint for embeddings whose vectors mean something, and which fails on request."""

import asyncio
import json
import re
from typing import Any, Self

from aiohttp import web

GROUPS = (("quokka", "marsupial"), ("gamelan", "percussion"), ("sourdough", "baking"))
"""Words that mean the same to the endpoint, and that no list of related words knows of. It knows no others."""
REFUSED = "unreadable"
"""A request with this word in one of its texts is refused."""


class EmbeddingsWire:
    """`async with EmbeddingsWire() as wire`: `wire.base_url`, `wire.fault`, `wire.texts` (all that was ever sent)."""

    def __init__(self, dimension: int = 8) -> None:
        self.dimension = dimension
        self.fault: str | None = None
        self.requests: list[dict[str, Any]] = []
        self.keys: set[str] = set()
        self._over = asyncio.Event()

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/v1/embeddings", self._embed)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.base_url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/v1"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._over.set()
        await self._runner.cleanup()

    def release(self) -> None:
        """Answer after all what hangs, and all that comes."""
        self.fault = None
        self._over.set()
        self._over = asyncio.Event()

    @property
    def texts(self) -> list[str]:
        return [text for request in self.requests for text in request["input"]]

    async def _embed(self, request: web.Request) -> web.Response:
        asked = await request.json()
        self.requests.append(asked)
        self.keys.add(request.headers.get("authorization", ""))
        texts: list[str] = asked["input"]
        if any(REFUSED in text for text in texts):
            return web.json_response({"error": {"message": "SECRET provider text"}}, status=400)
        data: Any = [
            {"object": "embedding", "index": at, "embedding": self._turn_to_vector(text)}
            for at, text in enumerate(texts)
        ]
        match self.fault:
            case "hang":
                await self._over.wait()
            case "status":
                return web.json_response({"error": {"message": "SECRET provider text"}}, status=500)
            case "html":
                return web.Response(text="<!doctype html><title>Sign in</title>", content_type="text/html")
            case "null" | "list" | "empty":
                return web.json_response({"null": None, "list": [], "empty": {}}[self.fault])
            case "too few":
                data = data[1:]
            case "too many":
                data = [*data, *data]
            case "uneven":
                data = [{**one, "embedding": [one["embedding"], [1.0]]} for one in data]
            case "no index":
                data = [{**one, "index": [0]} for one in data]
            case "no numbers":
                data = [{**one, "embedding": ["x"] * self.dimension} for one in data]
            case "infinite":
                data = [{**one, "embedding": [1e400] * self.dimension} for one in data]
            case _:
                pass
        answer = {"object": "list", "data": data[::-1], "model": asked["model"], "usage": {}}
        return web.Response(text=json.dumps(answer), content_type="application/json")

    def _turn_to_vector(self, text: str) -> list[float]:
        words = set(re.findall(r"\w+", text.lower()))
        groups = [float(not words.isdisjoint(group)) for group in GROUPS]
        return [*groups, *[0.0] * (self.dimension - len(groups))]

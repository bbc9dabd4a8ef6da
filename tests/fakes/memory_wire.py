"""A memory service on the wire that can be slow, silent, or answer with anything at all."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web


@dataclass
class MemoryWire:
    """`async with MemoryWire() as wire`: `wire.answer[path]` is a body (`bytes` as they are), `wire.status[path]`."""

    answer: dict[str, Any] = field(default_factory=dict)
    status: dict[str, int] = field(default_factory=dict)
    hangs: bool = False
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)

    async def __aenter__(self) -> Self:
        self._over = asyncio.Event()
        app = web.Application()
        app.router.add_post("/{path:.*}", self._serve)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._over.set()
        await self._runner.cleanup()

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    async def _serve(self, request: web.Request) -> web.Response:
        path = request.match_info["path"]
        self.asked.append((path, await request.json()))
        self.tokens.add(request.headers.get("authorization", ""))
        if self.hangs:
            await self._over.wait()
        body = self.answer.get(path, {})
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return web.Response(body=content, status=self.status.get(path, 200), content_type="application/json")

"""The stage of the written talk's figures: the service as a process, a model that is timed, people with open pages."""

import asyncio
import contextlib
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
from aiohttp import web
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from api.responder.inbox_names import name_item
from astra.kit.clock import SYSTEM_CLOCK
from astra.kit.ids import new_id
from tests.fakes.openai_wire import Behaviour, OpenAiWire, chunk
from tests.fakes.rooms_server import free_port, wait_until_up

ANSWER_WITHIN_S = 20.0
"""How long one answer, one reply or one socket is waited for."""
PAUSE_S = 0.1
_START_WITHIN_S = 60.0
_STOP_WITHIN_S = 10.0
_WORDS = 20
_WORD_EVERY_S = 0.01
_ASKED = re.compile(r"kettle(\d+)")
_BUCKET = re.compile(r'^astra_message_pickup_seconds_bucket\{le="([^"]+)"\} (\S+)$', re.MULTILINE)
_TOKEN = "a-service-token-of-the-benchmark-of-32-bytes-or-more"


class TimedWire(OpenAiWire):
    """A model that speaks word by word, and notes when it gives the first word to each question."""

    def __init__(self) -> None:
        super().__init__()
        self.first_at: dict[int, float] = {}
        """By the number in the question: what comes later about it is not the turn itself."""

    async def _stream(self, request: web.Request, answer: web.StreamResponse, behaviour: Behaviour) -> None:
        asked = (await request.json())["messages"][-1]["content"]
        if numbers := _ASKED.findall(str(asked)):
            self.first_at.setdefault(int(numbers[-1]), SYSTEM_CLOCK.monotonic())
        for number in range(_WORDS):
            await answer.write(_event(chunk({"content": f"word{number} "})))
            await asyncio.sleep(_WORD_EVERY_S)
        usage = {"prompt_tokens": 1, "completion_tokens": _WORDS, "total_tokens": _WORDS + 1}
        for last in (chunk({}, behaviour.finish_reason), chunk(usage=usage)):
            await answer.write(_event(last))
        await answer.write(b"data: [DONE]\n\n")


@dataclass(frozen=True, slots=True)
class Waits:
    """A histogram as Prometheus has it: how many waited so long at most, by the bound in seconds."""

    at_most: dict[float, float] = field(default_factory=dict[float, float])

    @property
    def count(self) -> int:
        """How many there were."""
        return int(max(self.at_most.values(), default=0))

    @property
    def p95_ms(self) -> float | None:
        """The first bound that ninety-five of a hundred keep; None where nothing was counted."""
        wanted = 0.95 * self.count
        return next((bound * 1000 for bound, few in sorted(self.at_most.items()) if self.count and few >= wanted), None)

    def since(self, before: "Waits") -> "Waits":
        """What came to it since then."""
        return Waits({bound: few - before.at_most.get(bound, 0) for bound, few in self.at_most.items()})


@dataclass(slots=True)
class Echoes:
    """Messages that are only echoed: by name when each was seen at the socket, and in the store."""

    seen: dict[str, float] = field(default_factory=dict[str, float])
    """From the answer to its POST to the echo at the socket."""
    stored: dict[str, float] = field(default_factory=dict[str, float])
    """From the message in the store to its echo there, by the service's own clock."""
    picked_up: Waits = field(default_factory=Waits)

    def read_store(self, database: Path) -> None:
        """Find in the store what became of the messages that were seen."""
        with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
            stored = dict(db.execute("SELECT item_id, stored_at FROM message").fetchall())
        for name in self.seen:
            item = name_item(UUID(name))
            took = datetime.fromisoformat(stored[f"{item}-reply"]) - datetime.fromisoformat(stored[item])
            self.stored[name] = took.total_seconds() * 1000


@dataclass(slots=True)
class Figures:
    """Milliseconds, megabytes for all sockets together, and what did not go as it should."""

    idle: Echoes = field(default_factory=Echoes)
    steady: Echoes = field(default_factory=Echoes)
    load: Echoes = field(default_factory=Echoes)
    tokens: list[float] = field(default_factory=list[float])
    sockets_mb: float | None = None
    busy: int = 0
    """Answers 503."""
    refused: int = 0
    """Sockets that were closed before their first frame."""
    unanswered: int = 0
    """Messages without a reply at the socket in time."""
    is_whole: bool = False


@dataclass(slots=True)
class Talker:
    """A person with a written talk and a page that follows it."""

    http: httpx.AsyncClient
    url: str
    figures: Figures
    session_id: str = ""

    async def send(self, content: str) -> str:
        """Post a message; its name. One that meets a busy service is sent again, as a page does."""
        name = str(new_id())
        body = {"content": content, "message_id": name, "session_id": self.session_id or None}
        answer = await self.post("/api/responder/messages", body)
        self.session_id = answer["session_id"]
        return name

    async def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """The answer to a POST; raises `TimeoutError` for a service that stays busy."""
        async with asyncio.timeout(ANSWER_WITHIN_S):
            while (answer := await self.http.post(path, json=body)).status_code == 503:
                self.figures.busy += 1
                await asyncio.sleep(PAUSE_S)
        return answer.raise_for_status().json()

    @asynccontextmanager
    async def follow(self) -> AsyncGenerator[ClientConnection]:
        """The socket of the talk, past its first frame."""
        async with AsyncExitStack() as stack:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                socket = await self._open(stack)
            yield socket

    async def _open(self, stack: AsyncExitStack) -> ClientConnection:
        address = f"{self.url.replace('http', 'ws')}/api/responder/socket?session_id={self.session_id}"
        cookie = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        while True:
            try:
                socket = await stack.enter_async_context(
                    connect(address, additional_headers={"cookie": cookie}, proxy=None, close_timeout=1)
                )
                await socket.recv()
            except (ConnectionClosed, InvalidHandshake):
                self.figures.refused += 1
                await asyncio.sleep(PAUSE_S)
            else:
                return socket

    async def await_reply(self, socket: ClientConnection, name: str) -> bool:
        """Wait for the reply to a message; False, and counted, where none comes in time."""
        with contextlib.suppress(TimeoutError, ConnectionClosed):
            async with asyncio.timeout(ANSWER_WITHIN_S):
                while not _has_reply(json.loads(await socket.recv()), name):
                    pass
                return True
        self.figures.unanswered += 1
        return False

    async def await_words(self, socket: ClientConnection, name: str) -> str | None:
        """Wait for the first words of the reply to a message: the type of their event, None where none come in time."""
        with contextlib.suppress(TimeoutError, ConnectionClosed):
            async with asyncio.timeout(ANSWER_WITHIN_S):
                while True:
                    event: dict[str, Any] = json.loads(await socket.recv())
                    is_partial = event["type"] == "reply:partial" and event["message_id"] == name
                    if is_partial or _has_reply(event, name):
                        return event["type"]
        self.figures.unanswered += 1
        return None


@asynccontextmanager
async def counting(http: httpx.AsyncClient, echoes: Echoes) -> AsyncGenerator[None]:
    """Note how long the messages of this stretch waited for a responder, by the service's own account."""
    before = await _read_waits(http)
    try:
        yield
    finally:
        echoes.picked_up = (await _read_waits(http)).since(before)


async def _read_waits(http: httpx.AsyncClient) -> Waits:
    told = (await http.get("/metrics")).raise_for_status().text
    return Waits({float(bound): float(few) for bound, few in _BUCKET.findall(told)})


@asynccontextmanager
async def running_service(folder: Path, llm_url: str) -> AsyncGenerator[tuple[str, int]]:
    """The service on a free port, echo allowed and nobody slowed down: its address and its process's number."""
    port = free_port()
    process = _start(folder, port, llm_url)
    try:
        url = f"http://127.0.0.1:{port}"
        await asyncio.to_thread(wait_until_up, f"{url}/healthz", process, _START_WITHIN_S)
        yield url, process.pid
    finally:
        await _stop(process)


def _start(folder: Path, port: int, llm_url: str) -> subprocess.Popen[bytes]:
    settings = {
        "ASTRA_HOME": str(folder),
        "DATABASE_URL": "",
        "LIVEKIT_URL": "ws://127.0.0.1:9",
        "LIVEKIT_API_KEY": "bench",
        "LIVEKIT_API_SECRET": _TOKEN,
        "ASTRA_SERVICE_TOKEN": _TOKEN,
        "FEATURE_CONTEXT_DEBUG": "true",
        "OPENROUTER_BASE_URL": llm_url,
        "OPENROUTER_API_KEY": "local",
        "LLM_MODEL": "m",
        "LLM_FALLBACK_MODEL": "m",
        "PATH": os.environ["PATH"],  # noqa: TID251  the child finds its tools where we do
        **{f"ASTRA_RATE_{name}": "1000000/minute" for name in ("SIGN_IN", "SESSION", "CHAT")},
    }
    command = [sys.executable, "-m", "api", "serve", "--port", str(port)]
    return subprocess.Popen(command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


async def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the service; off the loop, because it may wait for the model, which is here."""
    process.terminate()
    try:
        await asyncio.to_thread(process.wait, _STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _has_reply(event: dict[str, Any], name: str) -> bool:
    return any(one["message_id"] == name and one["role"] == "assistant" for one in event.get("messages", ()))


def _event(data: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(data)}\n\n".encode()

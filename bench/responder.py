"""Written talk in figures: how soon a message is picked up, how far a socket is behind the model, what sockets weigh.

`python -m bench --only responder`. The service is a process of its own; the model is a wire in this one, so that both
ends of a token are seen by one clock.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from aiohttp import web
from websockets.asyncio.client import ClientConnection, connect

from astra.kit.clock import SYSTEM_CLOCK
from astra.kit.ids import new_id
from bench.service import p95
from tests.fakes.openai_wire import Behaviour, OpenAiWire
from tests.fakes.rooms_server import free_port, wait_until_up

IDLE_MESSAGES = 40
LOAD_PER_S = 50
LOAD_S = 10
TALKS = 25
TOKENS = 40
SOCKETS = 500
SOCKETS_OF_ONE = 20
_IDLE_TARGET_MS, _LOAD_TARGET_MS, _TOKEN_TARGET_MS, _SOCKETS_TARGET_MB = 50.0, 200.0, 50.0, 150.0
_REPLY = " ".join(f"word{number}" for number in range(30))
_TOKEN = "a-service-token-of-the-benchmark-of-32-bytes-or-more"


class TimedWire(OpenAiWire):
    """A model that notes when it gives its first token."""

    def __init__(self) -> None:
        super().__init__()
        self.first_at: list[float] = []

    async def _stream(self, request: web.Request, answer: web.StreamResponse, behaviour: Behaviour) -> None:
        self.first_at.append(SYSTEM_CLOCK.monotonic())
        await super()._stream(request, answer, behaviour)


@dataclass(slots=True)
class Talker:
    """A person with a written talk and a page that follows it."""

    http: httpx.AsyncClient
    url: str
    session_id: str = ""

    async def send(self, content: str) -> str:
        """Post a message; its name."""
        name = str(new_id())
        body = {"content": content, "message_id": name, "session_id": self.session_id or None}
        answer = await self.http.post("/api/responder/messages", json=body)
        while answer.status_code == 503:  # too busy: a page sends the same message again
            answer = await self.http.post("/api/responder/messages", json=body)
        self.session_id = answer.raise_for_status().json()["session_id"]
        return name

    @asynccontextmanager
    async def follow(self) -> AsyncGenerator[ClientConnection]:
        """The socket of the talk, past its first frame."""
        address = f"{self.url.replace('http', 'ws')}/api/responder/socket?session_id={self.session_id}"
        cookie = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        async with connect(address, additional_headers={"cookie": cookie}, proxy=None) as socket:
            await socket.recv()
            yield socket


@dataclass(slots=True)
class Figures:
    """Milliseconds, and megabytes for all sockets together."""

    idle: list[float] = field(default_factory=list[float])
    load: list[float] = field(default_factory=list[float])
    tokens: list[float] = field(default_factory=list[float])
    sockets_mb: float = 0.0


def measure() -> tuple[str, list[str]]:
    """A section of Markdown, and what is over its target."""
    with tempfile.TemporaryDirectory(prefix="astra-bench-") as folder:
        figures = asyncio.run(_measure(Path(folder)))
    rows = [
        (
            f"a message picked up and echoed to the socket, idle, p95 of {IDLE_MESSAGES}",
            p95(figures.idle),
            _IDLE_TARGET_MS,
            "ms",
        ),
        (
            f"the same at {LOAD_PER_S} messages a second in {TALKS} talks",
            p95(figures.load),
            _LOAD_TARGET_MS,
            "ms",
        ),
        (f"first token at the socket after the model's, p95 of {TOKENS}", p95(figures.tokens), _TOKEN_TARGET_MS, "ms"),
        (f"{SOCKETS} open sockets", figures.sockets_mb, _SOCKETS_TARGET_MB, "MB"),
    ]
    lines = [
        "## Written talk",
        "",
        "The service as a process of its own on SQLite, its clients and the model beside it. A message is timed from",
        "the answer to its POST, when it is safe in the outbox, to its echo at the socket: picking up is a part of it.",
        "",
        "| what | figure | target |",
        "|---|---|---|",
        *(f"| {name} | {value:.0f} {unit} | ≤ {target:.0f} {unit} |" for name, value, target, unit in rows),
    ]
    return "\n".join(lines), [name for name, value, target, _ in rows if value > target]


async def _measure(folder: Path) -> Figures:
    figures = Figures()
    async with TimedWire() as wire, AsyncExitStack() as stack:
        wire.behave("m", text=_REPLY)
        port = free_port()
        process = _start(folder, port, wire.base_url)
        stack.callback(process.wait)
        stack.callback(process.terminate)
        url = f"http://127.0.0.1:{port}"
        wait_until_up(f"{url}/healthz", process)
        talkers = [await _make_talker(stack, url) for _ in range(TALKS)]
        figures.idle = await _time_echoes(talkers[0], IDLE_MESSAGES)
        figures.tokens = await _time_tokens(talkers[0], wire)
        figures.load = await _time_load(talkers)
        figures.sockets_mb = await _weigh_sockets(talkers, process.pid)
    return figures


async def _make_talker(stack: AsyncExitStack, url: str) -> Talker:
    client = httpx.AsyncClient(base_url=url, headers={"x-astra": "1"}, trust_env=False, timeout=60)
    talker = Talker(await stack.enter_async_context(client), url)
    (await talker.http.post("/api/auth/guest", json={})).raise_for_status()
    await talker.send("/start")
    return talker


async def _await_reply(socket: ClientConnection, name: str) -> None:
    while True:
        event: dict[str, Any] = json.loads(await socket.recv())
        if any(one["message_id"] == name and one["role"] == "assistant" for one in event.get("messages", ())):
            return


async def _time_echoes(talker: Talker, count: int) -> list[float]:
    times: list[float] = []
    async with talker.follow() as socket:
        for number in range(count):
            name = await talker.send(f"/echo {number}")
            began = SYSTEM_CLOCK.monotonic()
            await _await_reply(socket, name)
            times.append((SYSTEM_CLOCK.monotonic() - began) * 1000)
            await asyncio.sleep(0.1)
    return times


async def _time_tokens(talker: Talker, wire: TimedWire) -> list[float]:
    times: list[float] = []
    async with talker.follow() as socket:
        for number in range(TOKENS):
            name = await talker.send(f"What about {number}?")
            event: dict[str, Any] = {}
            while event.get("type") != "reply:partial" or event["message_id"] != name:
                event = json.loads(await socket.recv())
            times.append((SYSTEM_CLOCK.monotonic() - wire.first_at[-1]) * 1000)
            await _await_reply(socket, name)
    return times


async def _time_load(talkers: Sequence[Talker]) -> list[float]:
    each, pause_s = LOAD_PER_S * LOAD_S // len(talkers), len(talkers) / LOAD_PER_S

    async def talk(index: int, talker: Talker) -> list[float]:
        times: list[float] = []
        await asyncio.sleep(pause_s * index / len(talkers))
        async with talker.follow() as socket:
            for number in range(each):
                due = SYSTEM_CLOCK.monotonic() + pause_s
                name = await talker.send(f"/echo {number}")
                began = SYSTEM_CLOCK.monotonic()
                await _await_reply(socket, name)
                times.append((SYSTEM_CLOCK.monotonic() - began) * 1000)
                await asyncio.sleep(max(0.0, due - SYSTEM_CLOCK.monotonic()))
        return times

    found = await asyncio.gather(*(talk(index, talker) for index, talker in enumerate(talkers)))
    return [time for times in found for time in times]


async def _weigh_sockets(talkers: Sequence[Talker], pid: int) -> float:
    before = _read_rss_mb(pid)
    async with AsyncExitStack() as stack:
        for talker in talkers:
            for _ in range(min(SOCKETS_OF_ONE, SOCKETS // len(talkers))):
                await stack.enter_async_context(talker.follow())
        await asyncio.sleep(2)
        return _read_rss_mb(pid) - before


def _read_rss_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS"))


def _start(folder: Path, port: int, llm_url: str) -> subprocess.Popen[bytes]:
    settings = {
        "ASTRA_HOME": str(folder),
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

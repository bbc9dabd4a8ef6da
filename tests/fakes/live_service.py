"""The service behind a real server on a free port, for clients that hold a socket; several may share a database."""

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import uvicorn
from websockets.asyncio.client import ClientConnection, connect

from api.root import Root
from api.settings import load_settings
from astra.llm.settings import LlmSettings
from tests.fakes.api_service import NO_LLM, NO_SPEECH, NOWHERE, OURS, SERVICE_TOKEN, Browser, HandClock, make_app
from tests.fakes.rooms_server import free_port

Event = dict[str, Any]


@dataclass
class LiveService:
    """A served application."""

    root: Root
    port: int
    clock: HandClock
    _clients: list[httpx.AsyncClient] = field(default_factory=list)

    def browser(self, *, as_in: Browser | None = None) -> Browser:
        """A browser at this service; `as_in` lends it the cookies of another."""
        cookies = None if as_in is None else as_in.http.cookies
        http = httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{self.port}", headers=OURS, cookies=cookies, trust_env=False, timeout=20
        )
        self._clients.append(http)
        return Browser(http)

    async def aclose(self) -> None:
        for client in self._clients:
            await client.aclose()

    async def guest(self) -> Browser:
        browser = self.browser()
        browser.user_id = (await browser.http.post("/api/auth/guest", json={})).json()["user_id"]
        return browser


class ChatSocket:
    """An open page, and every event that it was told."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.events: list[Event] = []

    async def take(self) -> Event:
        async with asyncio.timeout(10):
            event = json.loads(await self.socket.recv())
        self.events.append(event)
        return event

    async def until(self, enough: Callable[["ChatSocket"], bool]) -> None:
        while not enough(self):
            await self.take()

    @property
    def last(self) -> Event:
        """What was told last; empty before anything was."""
        return self.events[-1] if self.events else {}

    @property
    def messages(self) -> list[Event]:
        return [m for event in self.events for m in event.get("messages", ())]

    @property
    def replies(self) -> list[Event]:
        return [m for m in self.messages if m["role"] == "assistant"]

    @property
    def partials(self) -> list[Event]:
        return [event for event in self.events if event["type"] == "reply:partial"]

    async def closed_with(self) -> int:
        """The code that the service closes with, whatever it says before."""
        with contextlib.suppress(Exception):
            while True:
                await self.take()
        await self.socket.wait_closed()
        return self.socket.close_code or 0


@asynccontextmanager
async def open_socket(
    service: LiveService, browser: Browser, session_id: str, *seen: str, origin: str | None = None
) -> AsyncGenerator[ChatSocket]:
    """The page's socket, with the browser's cookie."""
    query = urlencode([("session_id", session_id), *(("seen", one) for one in seen)])
    cookie = "; ".join(f"{name}={value}" for name, value in browser.http.cookies.items())
    headers = {"cookie": cookie, **({} if origin is None else {"origin": origin})}
    url = f"ws://127.0.0.1:{service.port}/api/responder/socket?{query}"
    async with connect(url, additional_headers=headers, proxy=None, close_timeout=1) as socket:
        yield ChatSocket(socket)


@asynccontextmanager
async def live_service(
    folder: Path, database_url: str, *, llm: LlmSettings = NO_LLM, speech: Any = NO_SPEECH, **settings: Any
) -> AsyncGenerator[LiveService]:
    """A service as `python -m api serve` runs it, in this process, without rounds beside the requests."""
    hand, port = HandClock(), free_port()
    given: dict[str, Any] = {
        "_env_file": None,
        "home": folder,
        "port": port,
        "database_url": database_url,
        "livekit_url": NOWHERE.url,
        "livekit_api_key": NOWHERE.key,
        "livekit_api_secret": NOWHERE.secret,
        "service_token": SERVICE_TOKEN,
        "web_dist": folder / "dist",
        "watch_every_s": 1e6,
        "jobs_every_s": 1e6,
        "mind_look_every_s": 1e6,
        "rate_chat": "100000/minute",
        "rate_sign_in": "100000/minute",
        **settings,
    }
    app = make_app(load_settings(**given), llm=llm, speech=speech, clock=hand.clock())
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None, access_log=False, timeout_graceful_shutdown=1)
    )
    serving = asyncio.get_running_loop().create_task(server.serve())
    try:
        async with asyncio.timeout(20):
            while not server.started:
                await asyncio.sleep(0.01)
        service = LiveService(app.state.root, port, hand)
        yield service
        await service.aclose()
    finally:
        server.should_exit = True
        await serving

"""The service in process, for tests: its application over ASGI, a clock that moves by hand, browsers and a worker."""

import functools
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import httpx
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import create_async_engine

from api.app import _FEATURES, create_app
from api.chat.speech import SpeechSettings
from api.migrate import upgrade
from api.root import Root
from api.settings import Settings, load_settings
from astra.kernels import Kernels
from astra.kernels.load import load_kernels
from astra.kit.clock import Clock
from astra.llm.settings import LlmSettings
from tests.fakes.rooms_server import Rooms

SERVICE_TOKEN = "the-service-token-of-the-tests-0123456789"
WORKER = {"authorization": f"Bearer {SERVICE_TOKEN}"}
OURS = {"x-astra": "1"}
START = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)
NOWHERE = Rooms("ws://127.0.0.1:9", "testkey", "a-secret-of-the-tests-of-more-than-32-bytes")
"""A room server that isn't there."""

NO_LLM = LlmSettings(openrouter_api_key=None, openrouter_base_url=None, openai_api_key=None, openai_base_url=None)
NO_SPEECH = SpeechSettings(
    openai_api_key=None,
    openai_base_url=None,
    stt_base_url=None,
    stt_api_key=None,
    stt2_model=None,
    eleven_api_key=None,
    eleven_base_url=None,
    tts2_model=None,
)


@dataclass
class HandClock:
    """A clock that stands until it is moved."""

    at: datetime = START

    def move(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)

    def read(self) -> datetime:
        return self.at

    def read_s(self) -> float:
        return self.at.timestamp()

    def clock(self) -> Clock:
        return Clock(now=self.read, monotonic=self.read_s)


@dataclass
class Browser:
    """One browser: its cookies, and the calls that a page makes."""

    http: httpx.AsyncClient
    user_id: str = ""

    async def open(self, **body: Any) -> dict[str, Any]:
        answer = await self.http.post("/api/session", json=body)
        assert answer.status_code in {200, 201}, answer.text
        return answer.json()

    async def save(self, session_id: object, *messages: tuple[str, str, int]) -> httpx.Response:
        listed = [{"role": role, "text": text, "timestamp": at} for role, text, at in messages]
        return await self.http.post("/api/users/sessions/save", json={"session_id": session_id, "messages": listed})

    async def history(self, session_id: str) -> list[dict[str, Any]]:
        answer = await self.http.get(f"/api/session/{session_id}/history")
        assert answer.status_code == 200, answer.text
        return answer.json()["messages"]

    async def sessions(self) -> list[dict[str, Any]]:
        return (await self.http.get("/api/sessions")).json()["items"]


@dataclass
class Service:
    """A running service."""

    app: FastAPI
    clock: HandClock
    database: Path
    _clients: list[httpx.AsyncClient] = field(default_factory=list)
    worker: httpx.AsyncClient = field(init=False)

    def __post_init__(self) -> None:
        self.worker = self.client(**WORKER)

    @property
    def root(self) -> Root:
        return self.app.state.root

    def client(self, **headers: str) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        client = httpx.AsyncClient(transport=transport, base_url="http://localhost:8000", headers=headers)
        self._clients.append(client)
        return client

    async def guest(self) -> Browser:
        browser = Browser(self.client(**OURS))
        answer = await browser.http.post("/api/auth/guest", json={})
        assert answer.status_code == 201, answer.text
        browser.user_id = answer.json()["user_id"]
        return browser

    async def ingest(self, session_id: str, *items: dict[str, Any]) -> httpx.Response:
        return await self.worker.post("/api/ingest", json={"session_id": session_id, "utterances": list(items)})

    async def aclose(self) -> None:
        for client in self._clients:
            await client.aclose()


def said(seq: int, text: str, *, role: str = "user", at: datetime | None = None, **more: Any) -> dict[str, Any]:
    """An utterance as the worker reports it."""
    at = at or START + timedelta(seconds=seq)
    return {"item_id": f"item-{seq}", "seq": seq, "role": role, "text": text, "at": at.isoformat(), **more}


_SCHEMA: list[bytes] = []
"""An empty database after all steps of its schema, once made: the steps themselves have tests of their own."""


async def _copy_schema(database_url: str) -> None:
    """Begin a new SQLite file with the schema there already; an existing one is left as it is."""
    path = Path(database_url.partition(":///")[2])
    if not database_url.startswith("sqlite") or path.exists():
        return
    if not _SCHEMA:
        with TemporaryDirectory() as folder:
            made = Path(folder) / "astra.db"
            engine = create_async_engine(f"sqlite+aiosqlite:///{made}")
            await upgrade(engine)
            await engine.dispose()
            _SCHEMA.append(made.read_bytes())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_SCHEMA[0])


_PROMPTS = Path("prompts")
_ROUTES: dict[int, Any] = {}
"""What the framework worked out of each feature's router, once for all applications of this process."""


@functools.cache
def _load_kernels_once(prompts: Path) -> Kernels:
    return load_kernels(prompts)


def make_app(settings: Settings, *, llm: LlmSettings, speech: SpeechSettings, clock: Clock) -> FastAPI:
    """The application as the product makes it, without paying again for what is the same in each: the repository's
    prompts are read once, and the routes of the features are worked out once, at their first request."""
    kernels = _load_kernels_once if settings.prompts == _PROMPTS else load_kernels
    with patch("api.root.load_kernels", kernels):
        app = create_app(settings, llm=llm, speech=speech, clock=clock)
    shared = {id(feature.router) for feature in _FEATURES}
    routes = app.router.routes
    for place, route in enumerate(routes):
        router = id(getattr(route, "original_router", None))
        if router in shared:
            routes[place] = _ROUTES.setdefault(router, route)
    return app


@asynccontextmanager
async def running_service(
    folder: Path,
    rooms: Rooms = NOWHERE,
    *,
    llm: LlmSettings = NO_LLM,
    speech: SpeechSettings = NO_SPEECH,
    **settings: Any,
) -> AsyncGenerator[Service]:
    """The service on a database of its own in `folder`; its background rounds are run by the tests themselves.

    Without `llm` no model answers, and without `speech` nobody hears or speaks.
    """
    hand = HandClock()
    given: dict[str, Any] = {
        "_env_file": None,
        "home": folder,
        "port": 8000,
        "database_url": f"sqlite+aiosqlite:///{folder / 'astra.db'}",
        "database_busy_ms": 2000,
        "livekit_url": rooms.url,
        "livekit_api_key": rooms.key,
        "livekit_api_secret": rooms.secret,
        "service_token": SERVICE_TOKEN,
        "web_dist": folder / "dist",
        "watch_every_s": 1e6,
        "jobs_every_s": 1e6,
        "mind_look_every_s": 1e6,
        "rate_save": "10000/minute",
        "rate_session": "10000/minute",
        "rate_sign_in": "10000/minute",
        "agent_name": f"astra-{uuid4().hex[:6]}",
        **settings,
    }
    await _copy_schema(given["database_url"])
    app = make_app(load_settings(**given), llm=llm, speech=speech, clock=hand.clock())
    service = Service(app, hand, folder / "astra.db")
    async with app.router.lifespan_context(app):
        try:
            yield service
        finally:
            await service.aclose()

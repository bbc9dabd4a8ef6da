"""Readiness names the part that is broken; a locked database is said plainly and heals by itself."""

import socket
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.db import Database, make_engine
from api.health.service import Health
from tests.fakes.api_service import NOWHERE, OURS, Browser, HandClock, Service, running_service, said
from tests.fakes.rooms_server import Rooms


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port where connections are made and nothing is ever said."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def beat(service: Service, **changes: object) -> dict[str, object]:
    up = {"label": "primary", "available": True}
    agent = service.root.settings.agent_name
    chains = {stage: [up] for stage in ("stt", "llm", "tts")}
    return {"worker_id": "w1", "agent_name": agent, "jobs": 0, "spool_backlog": 0, "chains": chains | changes}


async def test_all_is_well_with_a_worker(service: Service) -> None:
    assert (await service.worker.post("/api/worker/heartbeat", json=beat(service))).status_code == 204
    answer = await service.client().get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "ok": True,
        "parts": {part: {"state": "real"} for part in ("database", "rooms", "worker", "stt", "llm", "tts")},
    }


async def test_standins_are_called_so(tmp_path: Path, rooms: Rooms) -> None:
    async with running_service(tmp_path, rooms, standins="rooms,stt,llm,tts,memory") as service:
        await service.worker.post("/api/worker/heartbeat", json=beat(service))
        parts = (await service.client().get("/readyz")).json()["parts"]
        setup = (await service.client().get("/api/setup")).json()
    assert {name for name, part in parts.items() if part["state"] == "standin"} == {"rooms", "stt", "llm", "tts"}
    assert set(setup["parts"].values()) == {"standin"}
    assert "OPENROUTER_API_KEY" in setup["hints"]["llm"]
    assert setup["limits"]["idle_close_s"] == 300


async def test_a_worker_that_fell_silent_is_named(service: Service) -> None:
    await service.worker.post("/api/worker/heartbeat", json=beat(service))
    service.clock.move(16)
    answer = await service.client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["parts"]["worker"]["state"] == "broken"


async def test_a_chain_without_a_working_link_is_named_with_its_reason(service: Service) -> None:
    down = {"label": "openrouter/primary", "available": False, "reason": "HTTP 500"}
    up = {"label": "openai", "available": True}
    await service.worker.post("/api/worker/heartbeat", json=beat(service, llm=[down], tts=[down, up], stt=[]))
    parts = (await service.client().get("/readyz")).json()["parts"]
    assert parts["llm"] == {"state": "broken", "reason": "openrouter/primary: HTTP 500"}
    assert parts["tts"] == {"state": "real", "reason": "running on openai (openrouter/primary: HTTP 500)"}
    assert parts["stt"]["state"] == "broken"


async def test_a_room_server_that_is_away_is_named(tmp_path: Path) -> None:
    async with running_service(tmp_path) as service:
        parts = (await service.client().get("/readyz")).json()["parts"]
    assert parts["rooms"] == {"state": "broken", "reason": "The room server can't be reached."}


async def test_a_room_server_that_keeps_silent_is_named_and_the_others_are_well(
    tmp_path: Path, silent_port: int
) -> None:
    silent = Rooms(f"ws://127.0.0.1:{silent_port}", NOWHERE.key, NOWHERE.secret)
    async with running_service(tmp_path, silent) as service:
        await service.worker.post("/api/worker/heartbeat", json=beat(service))
        parts = (await service.client().get("/readyz")).json()["parts"]
    broken = {name: part["reason"] for name, part in parts.items() if part["state"] == "broken"}
    assert broken == {"rooms": "the room server does not answer"}


async def test_each_part_that_keeps_silent_is_named(tmp_path: Path, silent_port: int) -> None:
    silent = Rooms(f"ws://127.0.0.1:{silent_port}", NOWHERE.key, NOWHERE.secret)
    async with running_service(tmp_path, silent) as service:
        database = Database(make_engine(f"postgresql+asyncpg://ada:word@127.0.0.1:{silent_port}/astra"))
        clock, name = HandClock().clock(), service.root.settings.agent_name
        health = Health(database, service.root.rooms, clock, standins=(), agent_name=name, stale_s=15, within_s=0.1)
        found = await health.check()
        await health.aclose()
        await database.aclose()
    assert found.parts["database"].reason == "the database does not answer"
    assert found.parts["rooms"].reason == "the room server does not answer"
    assert found.parts["worker"].reason == "unknown while the database is away"


async def test_a_locked_database_is_said_plainly_and_heals(tmp_path: Path, rooms: Rooms) -> None:
    async with running_service(tmp_path, rooms, database_busy_ms=50) as service:
        ada: Browser = await service.guest()
        session_id = (await ada.open())["session_id"]
        locker = sqlite3.connect(service.database, isolation_level=None)
        locker.execute("BEGIN IMMEDIATE")
        answer = await service.ingest(session_id, said(1, "hold on"))
        assert answer.status_code == 503
        assert answer.json()["error"]["code"] == "unavailable"
        assert int(answer.headers["retry-after"]) >= 1
        assert (await service.client(**OURS).post("/api/auth/guest", json={})).status_code == 503
        assert (await ada.http.get("/api/sessions")).status_code == 200, "looking needs no lock"
        parts = (await service.client().get("/readyz")).json()["parts"]
        assert parts["database"] == {"state": "broken", "reason": "the database is locked by somebody else"}
        locker.execute("ROLLBACK")
        locker.close()
        assert (await service.ingest(session_id, said(1, "hold on"))).json()["stored"] == 1
        assert (await service.client().get("/readyz")).json()["parts"]["database"] == {"state": "real"}


async def test_figures_count_by_route_not_by_id(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    await ada.history(session_id)
    text = (await service.client().get("/metrics")).text
    assert 'route="/api/session/{session_id}/history"' in text
    assert session_id not in text
    assert (await service.client().get("/healthz")).json() == {"ok": True}


async def test_a_worker_that_has_just_started_is_ready(service: Service) -> None:
    await service.worker.post("/api/worker/heartbeat", json=beat(service) | {"chains": {}})
    answer = await service.client().get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["ok"]

"""At the edge: a database that goes and comes back, bodies without end, headers, a log that tells no secret."""

import asyncio
import json
import logging
import socket
import sqlite3
import threading
import time
import tracemalloc
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import structlog
import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp

from api.edge.bodies import BodyGuard
from api.log import configure_log
from tests.api.conftest import BOTH
from tests.fakes.api_service import OURS, START, Service, running_service
from tests.fakes.openid_provider import running_openid_provider
from tests.fakes.postgres import running_postgres
from tests.fakes.rooms_server import Rooms

EMAIL = "canary-address@example.org"
PASSWORD = "canary-password violet 77"
A_PAGE = {"accept": "text/html,application/xhtml+xml"}


async def test_behind_https_it_stays_https(service: Service) -> None:
    http = service.client()
    answer = await http.get("https://localhost:8000/api/auth/providers")
    assert answer.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    assert "strict-transport-security" not in (await http.get("/api/auth/providers")).headers


async def test_what_is_about_somebody_is_kept_in_no_cache(service: Service) -> None:
    guest = await service.guest()
    for path in ("/api/auth/me", "/api/auth/sign-ins", "/api/account/export", "/api/auth/google", "/api/birth"):
        answer = await guest.http.get(path)
        assert answer.headers["cache-control"] == "no-store", path
        policy = answer.headers["content-security-policy"]
        assert "unsafe-inline" not in policy
        assert "default-src 'self'" in policy
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "camera=()" in answer.headers["permissions-policy"]


async def test_a_database_that_is_locked_is_waited_for_by_people_not_by_requests(tmp_path: Path, rooms: Rooms) -> None:
    with running_openid_provider(now=START.timestamp) as google:
        async with running_service(tmp_path, rooms, database_busy_ms=50, **google.settings()) as service:
            guest = await service.guest()
            holder = sqlite3.connect(service.database, isolation_level=None)
            holder.execute("begin immediate")
            told = await guest.http.patch("/api/auth/me", json={"display_name": "Ada"})
            page = await guest.http.get("/api/auth/google", headers=A_PAGE)
            holder.execute("rollback")
            holder.close()
            assert (told.status_code, told.json()["error"]["code"]) == (503, "unavailable")
            assert int(told.headers["retry-after"]) >= 1
            assert (page.status_code, page.headers["retry-after"]) == (503, told.headers["retry-after"])
            assert page.headers["content-type"].startswith("text/html")
            assert "<script" not in page.text
            assert "Traceback" not in page.text
            assert "sqlite" not in (page.text + told.text).lower()
            assert (await guest.http.patch("/api/auth/me", json={"display_name": "Ada"})).status_code == 200
            assert (await guest.http.get("/api/auth/google", headers=A_PAGE)).status_code == 302


async def test_postgres_goes_away_and_comes_back_without_a_restart(tmp_path: Path, rooms: Rooms) -> None:
    with running_postgres() as server:
        url = await server.make_database(migrated=False)
        async with running_service(tmp_path, rooms, database_url=url) as service:
            guest = await service.guest()
            assert (await guest.http.get("/api/auth/me")).status_code == 200
            server.stop()
            for _ in range(2):  # first over a connection that is dead, then over none
                away = await guest.http.get("/api/auth/me")
                assert (away.status_code, away.json()["error"]["code"]) == (503, "unavailable")
                assert away.headers["retry-after"]
            assert (
                (await guest.http.get("/api/auth/me", headers=A_PAGE)).headers["content-type"].startswith("text/html")
            )
            assert (await service.client(**OURS).post("/api/auth/guest", json={})).status_code == 503
            assert (await service.client().get("/healthz")).status_code == 200
            server.start()
            async with asyncio.timeout(30):
                while (await guest.http.get("/api/auth/me")).status_code != 200:
                    await asyncio.sleep(0.1)
            assert (await guest.http.patch("/api/auth/me", json={"display_name": "Ada"})).status_code == 200


@contextmanager
def served(app: ASGIApp) -> Generator[int]:
    """The application behind the server that carries it in earnest; its port."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(10)


def test_ten_megabytes_are_refused_before_they_have_come_and_fill_no_memory() -> None:
    guarded = BodyGuard(PlainTextResponse("taken"), max_bytes=2_000_000)
    piece = b"x" * 100_000
    with served(guarded) as port:
        for announced in (True, False):
            with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
                length = b"content-length: 10000000\r\n" if announced else b"transfer-encoding: chunked\r\n"
                line.sendall(b"POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n" + length + b"\r\n")
                chunk = piece if announced else b"%x\r\n%s\r\n" % (len(piece), piece)
                tracemalloc.start()
                for _ in range(5 if announced else 25):
                    line.sendall(chunk)
                answer = line.recv(65536)  # it is here although most of the body is not
                assert answer.startswith(b"HTTP/1.1 413 ")
                for _ in range(95 if announced else 75):
                    line.sendall(chunk)  # and whoever goes on sending is not cut off
                if not announced:
                    line.sendall(b"0\r\n\r\n")
                while more := line.recv(65536):
                    answer += more
                _, peak = tracemalloc.get_traced_memory()
                tracemalloc.stop()
                assert json.loads(answer.partition(b"\r\n\r\n")[2])["error"]["code"] == "too_large"
                assert peak < 20_000_000
        with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
            line.sendall(b"POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}")
            assert line.recv(65536).startswith(b"HTTP/1.1 200 ")


async def test_a_sender_who_asks_first_is_told_no(service: Service) -> None:
    http = service.client(**OURS, expect="100-continue")
    answer = await http.post("/api/auth/login", content=b"x" * 10_000_000)
    assert answer.status_code == 413


@pytest.fixture
def whole_log() -> Iterator[list[str]]:
    """Everything that any logger says at any level, as it would be written."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(f"{record.name} {record.getMessage()} {record.exc_text or ''} {record.__dict__}")

    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    quiet = {name: logging.getLogger(name).level for name in ("sqlalchemy", "aiosqlite", "httpx", "httpx2", "authlib")}
    configure_log(logging.DEBUG)
    structlog.configure(cache_logger_on_first_use=False)  # or no later test can listen to what was used here
    root.handlers.append(Keep())
    yield lines
    structlog.reset_defaults()
    root.handlers, root.level = before, level
    for name, its in quiet.items():
        logging.getLogger(name).setLevel(its)


@BOTH
async def test_no_address_password_token_code_or_cookie_reaches_the_log(
    tmp_path: Path, rooms: Rooms, database_url: str, whole_log: list[str]
) -> None:
    secrets = [EMAIL, PASSWORD, "canary-wrong", "canary-name", "canary-next"]
    with running_openid_provider(now=START.timestamp) as google:
        google.add_person("canary-google@example.org", name="canary-name", birthday=(1996, 5, 14))
        settings: dict[str, Any] = {**google.settings(), "database_url": database_url}
        async with running_service(tmp_path, rooms, **settings) as service:
            http = service.client(**OURS)
            account = {"email": EMAIL, "password": PASSWORD, "display_name": "canary-name"}
            assert (await http.post("/api/auth/register", json=account)).status_code == 201
            secrets.append(http.cookies["astra_session"])
            assert (await http.post("/api/auth/register", json=account)).status_code == 409
            for wrong in ({"email": EMAIL, "password": "canary-wrong"}, {"email": "canary-wrong", "password": "x"}):
                assert (await http.post("/api/auth/login", json=wrong)).status_code in {401, 422}
            await http.post("/api/auth/password", json={"current": "canary-wrong", "new": PASSWORD})
            other = service.client(**OURS)
            leaving = await other.get("/api/auth/google", params={"next": "/canary-next"})
            secrets.append(other.cookies["astra_google"])
            back = await google.walk(leaving.headers["location"], "canary-google@example.org", birthday=True)
            assert (await other.get(back)).headers["location"] == "/canary-next"
            secrets.append(other.cookies["astra_session"])
            assert (await http.get(back)).headers["location"].startswith("/sign-in")
            assert (await other.get("/api/account/export")).status_code == 200
            body = {"confirm": "delete", "password": None}
            assert (await other.request("DELETE", "/api/account", json=body)).status_code == 204
        secrets += [*google.tokens, "the-client-secret-of-the-tests-4711"]
    ours = [line for line in whole_log if not line.startswith(("uvicorn", "asyncio", "httpcore"))]
    text = "\n".join(ours)
    for event in (
        "security.signed_in",
        "security.sign_in_failed",
        "security.password_refused",
        "security.google_state",
    ):
        assert event in text
    assert "account.deleted" in text
    for secret in secrets:
        assert secret not in text

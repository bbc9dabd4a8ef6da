"""Accounts with an e-mail and a password: nobody reaches another's, guests keep theirs, no answer tells who exists."""

import asyncio
import sqlite3
import statistics
import time
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from pwdlib.hashers.argon2 import Argon2Hasher

from api.auth.passwords import Passwords
from tests.api.conftest import BOTH
from tests.fakes.api_service import OURS, Browser, Service, running_service, said

EMAIL = "ada@example.org"
PASSWORD = "violet anchor 77 ferry"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"


async def register(service: Service, email: str = EMAIL, password: str = PASSWORD, **more: Any) -> Browser:
    browser = Browser(service.client(**OURS))
    answer = await browser.http.post("/api/auth/register", json={"email": email, "password": password, **more})
    assert answer.status_code == 201, answer.text
    browser.user_id = answer.json()["user_id"]
    return browser


async def log_in(
    http: httpx.AsyncClient, email: str = EMAIL, password: str = PASSWORD, **headers: str
) -> httpx.Response:
    return await http.post("/api/auth/login", json={"email": email, "password": password}, headers=headers)


def holding(service: Service, secret: str) -> httpx.AsyncClient:
    """A browser that holds this cookie, however it came by it."""
    http = service.client(**OURS)
    http.cookies.set("astra_session", secret)
    return http


async def is_in(http: httpx.AsyncClient) -> bool:
    return (await http.get("/api/auth/me")).status_code == 200


ONLY_WHEN_SIGNED_IN: list[tuple[str, str, Any]] = [
    ("GET", "/api/auth/me", None),
    ("PATCH", "/api/auth/me", {"display_name": "x"}),
    ("POST", "/api/auth/password", {"new": PASSWORD}),
    ("GET", "/api/auth/sign-ins", None),
    ("DELETE", f"/api/auth/sign-ins/{UUID(int=7)}", None),
    ("POST", "/api/auth/sign-out-everywhere", None),
    ("DELETE", "/api/auth/google", None),
    ("GET", "/api/account/export", None),
    ("DELETE", "/api/account", {"confirm": "delete"}),
]


async def test_another_persons_account_is_out_of_reach(service: Service) -> None:
    ada, bob = await register(service), await register(service, "bob@example.org")
    hers = (await ada.http.get("/api/auth/sign-ins")).json()["items"]
    assert (await bob.http.delete(f"/api/auth/sign-ins/{hers[0]['id']}")).status_code == 404
    assert await is_in(ada.http)
    theirs = (await bob.http.get("/api/auth/sign-ins")).json()["items"]
    assert {item["id"] for item in hers}.isdisjoint(item["id"] for item in theirs)
    await bob.http.post("/api/auth/password", json={"current": PASSWORD, "new": "harbour 12 walnut lamp"})
    await bob.http.post("/api/auth/sign-out-everywhere")
    assert await is_in(ada.http)
    exported = await ada.http.get("/api/account/export")
    assert "bob@example.org" not in exported.text
    nobody = service.client(**OURS)
    for method, path, body in ONLY_WHEN_SIGNED_IN:
        for http in (nobody, service.worker):
            answer = await http.request(method, path, json=body)
            assert answer.status_code == 401, (method, path)


@BOTH
async def test_an_account_is_made_once_whatever_the_letter_case(service: Service) -> None:
    ada = await register(service, " Ada@Example.ORG ", display_name="Ada")
    assert (await ada.http.get("/api/auth/me")).json() == {
        "user_id": ada.user_id,
        "display_name": "Ada",
        "is_guest": False,
        "email": EMAIL,
        "language": None,
        "google_linked": False,
        "has_password": True,
    }
    answer = await service.client(**OURS).post(
        "/api/auth/register", json={"email": "ADA@example.org", "password": "harbour 12 walnut lamp"}
    )
    assert (answer.status_code, answer.json()["error"]["field"]) == (409, "email")
    assert "set-cookie" not in answer.headers
    again = service.client(**OURS)
    assert (await log_in(again, "aDa@example.org")).status_code == 200
    assert (await again.get("/api/auth/me")).json()["user_id"] == ada.user_id


@BOTH
async def test_a_guest_is_claimed_with_everything_kept(service: Service) -> None:
    guest = await service.guest()
    opened = await guest.open()
    await service.ingest(opened["session_id"], said(1, "keep this"))
    before = guest.http.cookies["astra_session"]
    answer = await guest.http.post("/api/auth/register", json={"email": EMAIL, "password": PASSWORD})
    assert (answer.status_code, answer.json()["user_id"]) == (201, guest.user_id)
    assert [m["text"] for m in await guest.history(opened["session_id"])] == ["keep this"]
    assert opened["room"] in await service.root.rooms.list_alive(), "the talk goes on"
    assert guest.http.cookies["astra_session"] != before
    assert not await is_in(holding(service, before)), "the secret from before opens nothing"
    assert len((await guest.http.get("/api/auth/sign-ins")).json()["items"]) == 1


async def test_signing_in_rotates_the_secret(service: Service) -> None:
    """A cookie that somebody planted into a browser opens nothing after its owner signs in there."""
    ada = await register(service)
    planted = (await service.guest()).http.cookies["astra_session"]
    victim = holding(service, planted)
    assert (await log_in(victim)).status_code == 200
    assert not await is_in(holding(service, planted))
    same = ada.http.cookies["astra_session"]
    assert (await log_in(ada.http)).status_code == 200
    assert ada.http.cookies["astra_session"] != same
    assert not await is_in(holding(service, same))


async def test_signing_in_as_somebody_ends_the_guests_rooms(service: Service) -> None:
    await register(service)
    guest = await service.guest()
    opened = await guest.open()
    assert (await log_in(guest.http)).status_code == 200
    assert opened["room"] not in await service.root.rooms.list_alive()
    assert await guest.sessions() == []


async def test_unknown_wrong_and_without_password_look_the_same(service: Service) -> None:
    await register(service)
    answers = [
        await log_in(service.client(**OURS), email, password)
        for email, password in ((EMAIL, "wrong"), ("nobody@example.org", "wrong"), ("nobody@example.org", PASSWORD))
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.text for answer in answers}) == 1
    assert all("set-cookie" not in answer.headers for answer in answers)


BAD_REGISTRATIONS: list[tuple[dict[str, Any], str]] = [
    ({"email": "ada"}, "email"),
    ({"email": "ada@localhost"}, "email"),
    ({"email": "a da@example.org"}, "email"),
    ({"email": "ada@@example.org"}, "email"),
    ({"email": "ada@example..org"}, "email"),
    ({"email": ".ada@example.org"}, "email"),
    ({"email": "ada@-example.org"}, "email"),
    ({"email": "ada\x00@example.org"}, "email"),
    ({"email": "ada\u202e@example.org"}, "email"),
    ({"email": f"{'a' * 65}@example.org"}, "email"),
    ({"email": f"ada@{'a.' * 200}org"}, "email"),
    ({"email": None}, "email"),
    ({"password": "short"}, "password"),
    ({"password": "password1"}, "password"),
    ({"password": "Passw0rd!"}, "password"),
    ({"password": "qwertyuiop"}, "password"),
    ({"password": "ada@example.org"}, "password"),
    ({"password": "a" * 129}, "password"),
    ({"password": "violet\x00anchor 77"}, "password"),
    ({"password": 12345678}, "password"),
    ({"display_name": "  "}, "display_name"),
    ({"display_name": "a" * 81}, "display_name"),
    ({"is_guest": False}, "is_guest"),
]


async def test_what_can_not_be_an_account_is_refused_by_name(service: Service) -> None:
    http = service.client(**OURS)
    for wrong, field in BAD_REGISTRATIONS:
        answer = await http.post("/api/auth/register", json={"email": EMAIL, "password": PASSWORD, **wrong})
        assert (answer.status_code, answer.json()["error"]["field"]) == (422, field), wrong
        assert str(next(iter(wrong.values()))) not in answer.text or field == "is_guest"
        assert not await is_in(http)
    lone = b'{"email": "\\ud800@example.org", "password": "\\ud800 anchor 77 ferry"}'
    answer = await http.post("/api/auth/register", content=lone, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert (await http.post("/api/auth/register", json={"email": EMAIL, "password": "é" * 64 + " lamp"})).is_success


async def test_a_password_is_kept_as_argon2_and_renewed_with_its_costs(service: Service) -> None:
    ada = await register(service)

    def read() -> str:
        with sqlite3.connect(service.database) as db:
            return db.execute("select password_hash from user where email = ?", [EMAIL]).fetchone()[0]

    kept = read()
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    cheap = Argon2Hasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    with sqlite3.connect(service.database) as db:
        db.execute("update user set password_hash = ? where email = ?", [cheap, EMAIL])
    assert (await log_in(ada.http)).status_code == 200
    assert read().startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert read() != kept


async def test_checking_nobodys_password_costs_what_checking_somebodys_does() -> None:
    passwords = Passwords(time_cost=1, memory_kib=1024)
    costs = (await passwords.hash(PASSWORD)).rsplit("$", 2)[0]
    assert passwords.nobodys.rsplit("$", 2)[0] == costs
    assert await passwords.verify(PASSWORD, None) == (False, None)


@pytest.mark.slow
async def test_known_and_unknown_emails_take_equally_long(tmp_path: Path) -> None:
    often = dict.fromkeys(("rate_sign_in_account", "rate_sign_in_email"), "100000/minute")
    async with running_service(tmp_path, **often) as service:
        await register(service)
        http = service.client(**OURS)
        taken: dict[str, list[float]] = {EMAIL: [], "nobody@example.org": []}
        for _ in range(60):
            for email, seconds in taken.items():
                began = time.perf_counter()
                assert (await log_in(http, email, "wrong")).status_code == 401
                seconds.append(time.perf_counter() - began)
    known, unknown = (statistics.median(seconds) for seconds in taken.values())
    assert abs(known - unknown) <= 0.010


async def test_sign_ins_are_listed_and_ended_one_by_one(service: Service) -> None:
    ada = await register(service)
    phone = Browser(service.client(**OURS))
    await log_in(phone.http, **{"user-agent": FIREFOX})
    opened = await phone.open()
    items = (await ada.http.get("/api/auth/sign-ins")).json()["items"]
    assert {(item["device"], item["current"]) for item in items} == {("Firefox on Linux", False), (None, True)}
    assert items[0].keys() == {"id", "created_at", "last_used_at", "device", "current"}
    other = next(item["id"] for item in items if not item["current"])
    assert (await ada.http.delete(f"/api/auth/sign-ins/{other}")).status_code == 204
    assert not await is_in(phone.http)
    await rooms_are_gone(service, opened["room"])
    assert (await ada.http.delete(f"/api/auth/sign-ins/{other}")).status_code == 404
    assert (await ada.http.delete("/api/auth/sign-ins/not-an-id")).status_code == 422
    own = next(item["id"] for item in items if item["current"])
    assert (await ada.http.delete(f"/api/auth/sign-ins/{own}")).status_code == 204
    assert not await is_in(ada.http)


async def test_signing_out_everywhere_ends_every_room(service: Service) -> None:
    ada = await register(service)
    phone = Browser(service.client(**OURS))
    await log_in(phone.http)
    opened = [await ada.open(), await phone.open()]
    secret = phone.http.cookies["astra_session"]
    assert (await ada.http.post("/api/auth/sign-out-everywhere")).status_code == 204
    assert not await is_in(ada.http)
    assert not await is_in(holding(service, secret))
    await rooms_are_gone(service, *(one["room"] for one in opened))


async def test_another_password_ends_all_other_sign_ins(service: Service) -> None:
    ada = await register(service)
    phone = Browser(service.client(**OURS))
    await log_in(phone.http)
    opened = await phone.open()
    before = ada.http.cookies["astra_session"]
    new = "harbour 12 walnut lamp"
    for wish, status, field in (
        ({"new": new}, 403, "current"),
        ({"current": "wrong", "new": new}, 403, "current"),
        ({"current": PASSWORD, "new": "password1"}, 422, "new"),
        ({"current": PASSWORD}, 422, "new"),
    ):
        answer = await ada.http.post("/api/auth/password", json=wish)
        assert (answer.status_code, answer.json()["error"]["field"]) == (status, field)
    assert (await ada.http.post("/api/auth/password", json={"current": PASSWORD, "new": new})).status_code == 204
    assert await is_in(ada.http)
    assert not await is_in(phone.http)
    assert not await is_in(holding(service, before))
    await rooms_are_gone(service, opened["room"])
    assert (await log_in(service.client(**OURS))).status_code == 401
    assert (await log_in(service.client(**OURS), EMAIL, new)).status_code == 200
    guest = await service.guest()
    assert (await guest.http.post("/api/auth/password", json={"new": new})).status_code == 409


async def test_the_profile_is_changed_field_by_field(service: Service, ada: Browser) -> None:
    async def change(**wish: Any) -> httpx.Response:
        return await ada.http.patch("/api/auth/me", json=wish)

    assert (await change(display_name=" Ada ", language="hi")).json()["display_name"] == "Ada"
    assert (await change()).json()["language"] == "hi"
    assert (await change(display_name=None)).json()["display_name"] is None
    for wish, field in (({"language": "fr"}, "language"), ({"display_name": ""}, "display_name"), ({"x": 1}, "x")):
        answer = await change(**wish)
        assert (answer.status_code, answer.json()["error"]["field"]) == (422, field)


async def rooms_are_gone(service: Service, *rooms: str) -> None:
    """Within the two seconds that people are promised."""
    async with asyncio.timeout(2):
        while not (await service.root.rooms.list_alive()).isdisjoint(rooms):
            await asyncio.sleep(0.05)

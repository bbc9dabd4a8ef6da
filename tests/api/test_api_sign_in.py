"""Guests sign in, are recognised, expire, sign out; the cookie is all they hold, and a hash of it all that is kept."""

import sqlite3
from datetime import timedelta
from pathlib import Path

from tests.fakes.api_service import OURS, Browser, Service, running_service
from tests.fakes.rooms_server import Rooms


async def test_a_guest_signs_in_once(service: Service, ada: Browser) -> None:
    again = await ada.http.post("/api/auth/guest", json={})
    assert again.status_code == 200
    assert again.json() == {
        "user_id": ada.user_id,
        "display_name": None,
        "is_guest": True,
        "email": None,
        "language": None,
        "google_linked": False,
        "has_password": False,
    }
    assert (await ada.http.get("/api/auth/me")).json()["user_id"] == ada.user_id


async def test_the_cookie_is_out_of_reach(service: Service) -> None:
    answer = await service.client(**OURS).post("/api/auth/guest", json={})
    flags = answer.headers["set-cookie"].lower()
    assert "httponly" in flags
    assert "samesite=lax" in flags
    assert "secure" not in flags
    secure = await service.client(**OURS).post("https://localhost:8000/api/auth/guest", json={})
    assert "secure" in secure.headers["set-cookie"].lower()


async def test_only_a_hash_of_the_cookie_is_stored(service: Service, ada: Browser) -> None:
    secret = ada.http.cookies["astra_session"]
    with sqlite3.connect(service.database) as db:
        rows = db.execute("select * from sign_in").fetchall()
    assert rows
    assert secret not in repr(rows)


async def test_without_with_forged_or_with_tampered_cookie_nobody_is_signed_in(service: Service, ada: Browser) -> None:
    secret = ada.http.cookies["astra_session"]
    for forged in (None, "x", secret[:-1] + ("a" if secret[-1] != "a" else "b"), "y" * 5000):
        client = service.client(**OURS)
        if forged is not None:
            client.cookies.set("astra_session", forged)
        answer = await client.get("/api/auth/me")
        assert answer.status_code == 401
        assert answer.json()["error"]["code"] == "unauthenticated"


async def test_a_sign_in_dies_of_disuse_and_of_age(service: Service, ada: Browser) -> None:
    for _ in range(7):
        service.clock.at += timedelta(days=25)
        assert (await ada.http.get("/api/auth/me")).status_code == 200
    service.clock.at += timedelta(days=25)
    assert (await ada.http.get("/api/auth/me")).status_code == 401, "180 days are enough"
    bob = await service.guest()
    service.clock.at += timedelta(days=31)
    assert (await bob.http.get("/api/auth/me")).status_code == 401, "30 days without use are enough"


async def test_signing_out_revokes_the_cookie_and_closes_its_rooms(service: Service, ada: Browser) -> None:
    opened = await ada.open()
    secret = ada.http.cookies["astra_session"]
    assert (await ada.http.post("/api/auth/logout")).status_code == 204
    thief = service.client(**OURS)
    thief.cookies.set("astra_session", secret)
    assert (await thief.get("/api/auth/me")).status_code == 401
    assert opened["room"] not in await service.root.rooms.list_alive()
    assert (await ada.http.post("/api/auth/logout")).status_code == 204, "twice is harmless"


async def test_signing_in_again_gives_a_fresh_secret(service: Service, ada: Browser) -> None:
    first = ada.http.cookies["astra_session"]
    await ada.http.post("/api/auth/logout")
    await ada.http.post("/api/auth/guest", json={})
    assert ada.http.cookies["astra_session"] != first


async def test_too_many_sign_ins_wait(tmp_path: Path, rooms: Rooms) -> None:
    async with running_service(tmp_path, rooms, rate_sign_in="3/minute") as service:
        answers = [await service.client(**OURS).post("/api/auth/guest", json={}) for _ in range(4)]
    assert [a.status_code for a in answers] == [201, 201, 201, 429]
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert answers[-1].json()["error"]["code"] == "rate_limited"

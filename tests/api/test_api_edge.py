"""What every request passes through: forged, oversized and wrong ones; headers, the page, and a log without words."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import structlog

from tests.fakes.api_service import OURS, Browser, Service, running_service, said
from tests.fakes.rooms_server import Rooms


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"x-astra": "0"}, 403),
        ({"x-astra": "1", "origin": "https://evil.example"}, 403),
        ({"x-astra": "1", "origin": "null"}, 403),
        ({"x-astra": "1", "origin": "http://localhost:8000.evil.example"}, 403),
        ({"x-astra": "1", "origin": "http://localhost:8000"}, 201),
        ({"x-astra": "1", "origin": "http://127.0.0.1:8000"}, 201),
        ({"x-astra": "1"}, 201),
    ],
)
async def test_only_our_own_page_changes_anything(
    service: Service, ada: Browser, headers: dict[str, str], status: int
) -> None:
    browser = service.client(**headers)
    browser.cookies = ada.http.cookies
    assert (await browser.post("/api/session", json={})).status_code == status


async def test_a_bearer_beside_a_cookie_is_no_way_around(service: Service, ada: Browser) -> None:
    browser = service.client(authorization="Bearer whatever")
    browser.cookies = ada.http.cookies
    assert (await browser.post("/api/session", json={})).status_code == 403


async def test_a_body_of_ten_megabytes_is_refused(ada: Browser) -> None:
    answer = await ada.http.post("/api/users/sessions/save", content=b"x" * 10_000_000)
    assert answer.status_code == 413
    assert answer.json()["error"]["code"] == "too_large"


async def test_a_body_of_unknown_length_is_not_read_to_its_end(ada: Browser) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 100_000_000:
            sent += 100_000
            yield b"x" * 100_000
            await asyncio.sleep(0)

    answer = await ada.http.post("/api/users/sessions/save", content=endless())
    assert answer.status_code == 413


async def test_bodies_that_are_no_json_are_refused(ada: Browser) -> None:
    answer = await ada.http.post("/api/session", content=b"{", headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "malformed")
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        answer = await ada.http.post("/api/session", content=b"{}", headers={"content-type": kind})
        assert answer.status_code == 415
    for body in (b"[]", b"null", b'"x"', b"7"):
        answer = await ada.http.post("/api/session", content=body, headers={"content-type": "application/json"})
        assert answer.status_code == 422


async def test_unknown_fields_and_paths_are_refused(ada: Browser) -> None:
    answer = await ada.http.post("/api/session", json={"personna": "astra"})
    assert (answer.status_code, answer.json()["error"]["field"]) == (422, "personna")
    assert (await ada.http.get("/api/nothing")).json()["error"]["code"] == "not_found"
    assert (await ada.http.put("/api/session", json={})).status_code in {404, 405}
    assert (await ada.http.post("/api/session", json={"persona": "a\x00b"})).status_code == 422


async def test_every_answer_carries_the_headers(service: Service, rooms: Rooms) -> None:
    for path in ("/", "/api/personas", "/api/nothing", "/docs"):
        answer = await service.client().get(path)
        policy = answer.headers["content-security-policy"]
        assert "unsafe-inline" not in policy
        assert rooms.url in policy
        assert rooms.http in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"


async def test_the_page_is_served_for_every_path_of_its_own(service: Service, tmp_path: Path) -> None:
    browser = service.client()
    unbuilt = await browser.get("/")
    assert "npm run build" in unbuilt.text
    dist = tmp_path / "dist"
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text("<p>the page")
    (dist / "assets" / "app-1a2b.js").write_text("let a")
    (tmp_path / "secret.txt").write_text("not yours")
    for path in ("/", "/history", "/history/abc", "/index.html"):
        answer = await browser.get(path)
        assert (answer.status_code, answer.text) == (200, "<p>the page")
        assert answer.headers["cache-control"] == "no-cache"
    script = await browser.get("/assets/app-1a2b.js")
    assert "immutable" in script.headers["cache-control"]
    assert (await browser.get("/assets/gone.js")).status_code == 404
    for path in ("/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "//etc/passwd", "/%00"):
        assert "not yours" not in (await browser.get(path)).text
        assert "root:" not in (await browser.get(path)).text


async def test_the_description_names_every_error(service: Service) -> None:
    browser = service.client()
    description = (await browser.get("/openapi.json")).json()
    assert "ErrorAnswer" in description["components"]["schemas"]
    save = description["paths"]["/api/users/sessions/save"]["post"]["responses"]
    assert {"200", "400", "401", "403", "404", "413", "422", "429", "503"} <= save.keys()
    for calls in description["paths"].values():
        for call in calls.values():
            for status, reply in call["responses"].items():
                if status[0] in "45" and call.get("operationId", "").startswith("is_ready") is False:
                    shape = reply["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]
                    assert "error" in description["components"]["schemas"][shape]["required"], (call, status)
    page = await browser.get("/docs")
    assert "/api/users/sessions/save" in page.text
    assert "<script" not in page.text


async def test_no_words_and_no_secrets_reach_the_log(tmp_path: Path, rooms: Rooms) -> None:
    canary = "canary-of-the-spoken-word"
    with structlog.testing.capture_logs() as events:
        async with running_service(tmp_path, rooms) as service:
            ada = await service.guest()
            bob = await service.guest()
            opened = await ada.open()
            await service.ingest(opened["session_id"], said(1, canary), said(2, canary, mood="good"))
            await service.ingest(opened["session_id"], said(1, canary))
            await ada.save(opened["session_id"], ("user", canary, 1))
            await bob.save(opened["session_id"], ("user", canary, 1))
            await ada.save("x", ("forged", canary, 1))
            await ada.http.get(f"/api/session/{canary}/history")
            await ada.http.get("/api/sessions", params={"cursor": canary})
            secrets = [opened["token"], ada.http.cookies["astra_session"], opened["room"], rooms.secret]
            await service.root.jobs.run_due()
    text = json.dumps(events, default=str)
    assert "security.foreign_save" in text
    for secret in (canary, *secrets):
        assert secret not in text


async def test_what_nobody_expected_is_a_plain_answer(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError("words of a person")

    monkeypatch.setattr(type(service.root.personas), "all", lambda _self: fail())
    with structlog.testing.capture_logs() as events:
        answer = await service.client(**OURS).get("/api/personas")
    assert (answer.status_code, answer.json()["error"]["code"]) == (500, "internal")
    assert "words of a person" not in answer.text
    assert "words of a person" not in json.dumps(events, default=str)
    assert any(event["event"] == "request.failed" and event["error"] == "RuntimeError" for event in events)

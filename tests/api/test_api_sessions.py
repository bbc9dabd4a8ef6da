"""Opening, refreshing, reopening and closing sessions, with a real room server behind them."""

import asyncio
from datetime import timedelta
from pathlib import Path

import jwt
import pytest

from api.session import repository
from tests.api.conftest import BOTH
from tests.fakes.api_service import Browser, Service, running_service, said
from tests.fakes.rooms_server import Rooms


async def test_a_new_session_has_a_room_with_an_agent_on_its_way(service: Service, ada: Browser) -> None:
    opened = await ada.open()
    assert opened["room"] in await service.root.rooms.list_alive()
    dispatches = await service.root.rooms.list_dispatches(opened["room"])
    assert len(dispatches) == 1


async def test_the_token_opens_one_room_and_little_else(service: Service, rooms: Rooms, ada: Browser) -> None:
    opened = await ada.open()
    claims = jwt.decode(opened["token"], rooms.secret, algorithms=["HS256"], issuer=rooms.key)
    assert claims["sub"] == f"user-{ada.user_id}"
    assert claims["exp"] - claims["nbf"] == 600
    assert claims["video"] == {
        "roomJoin": True,
        "room": opened["room"],
        "canPublish": True,
        "canPublishSources": ["microphone"],
        "canSubscribe": True,
        "canPublishData": True,
        "canUpdateOwnMetadata": False,
    }
    assert not {"kind", "metadata", "roomConfig"} & claims.keys()


async def test_rooms_cannot_be_guessed(ada: Browser) -> None:
    names = {(await ada.open())["room"] for _ in range(3)}
    assert len(names) == 3
    assert all(len(name) >= 24 and ada.user_id not in name for name in names)


async def test_a_refresh_comes_back_into_the_same_room(service: Service, ada: Browser) -> None:
    opened = await ada.open()
    service.clock.move(30)
    again = await ada.http.post("/api/session", json={"session_id": opened["session_id"]})
    assert again.status_code == 200
    assert again.json()["room"] == opened["room"]
    assert len(await service.root.rooms.list_dispatches(opened["room"])) == 1


async def test_a_session_whose_room_is_gone_gets_another(service: Service, ada: Browser) -> None:
    opened = await ada.open()
    await service.root.rooms.close(opened["room"])
    again = await ada.open(session_id=opened["session_id"])
    assert again["session_id"] == opened["session_id"]
    assert again["room"] != opened["room"]
    assert again["room"] in await service.root.rooms.list_alive()


async def test_an_ended_session_goes_on_in_a_new_room(service: Service, ada: Browser) -> None:
    opened = await ada.open()
    await service.ingest(opened["session_id"], said(1, "first"))
    assert (await ada.http.delete(f"/api/session/{opened['session_id']}")).status_code == 204
    assert opened["room"] not in await service.root.rooms.list_alive()
    assert (await ada.sessions())[0]["active"] is False
    again = await ada.open(session_id=opened["session_id"])
    assert again["room"] != opened["room"]
    assert (await ada.sessions())[0]["active"] is True


@BOTH
async def test_two_tabs_that_reopen_at_once_meet_in_one_room(service: Service, ada: Browser) -> None:
    opened = await ada.open()
    await ada.http.delete(f"/api/session/{opened['session_id']}")
    tabs = await asyncio.gather(*(ada.open(session_id=opened["session_id"]) for _ in range(4)))
    assert len({tab["room"] for tab in tabs}) == 1
    context = await service.worker.get(f"/api/worker/sessions/{opened['session_id']}/context")
    assert context.status_code == 200


@pytest.mark.parametrize("call", ["delete", "end"])
async def test_ending_twice_is_harmless(ada: Browser, call: str) -> None:
    session_id = (await ada.open())["session_id"]
    for _ in range(2):
        if call == "delete":
            assert (await ada.http.delete(f"/api/session/{session_id}")).status_code == 204
        else:
            answer = await ada.http.post("/conversation/end", json={"session_id": session_id})
            assert (answer.status_code, answer.json()) == (200, {"ended": True})


async def test_an_unknown_persona_is_named(ada: Browser) -> None:
    answer = await ada.http.post("/api/session", json={"persona": "nobody"})
    assert answer.status_code == 422
    assert answer.json()["error"]["field"] == "persona"
    names = [item["name"] for item in (await ada.http.get("/api/personas")).json()["items"]]
    assert "astra" in names
    assert (await ada.http.post("/api/session", json={"persona": names[-1]})).status_code == 201


async def test_with_the_room_server_away_the_hop_is_named_and_nothing_is_left(tmp_path: Path) -> None:
    async with running_service(tmp_path) as service:
        ada = await service.guest()
        answer = await ada.http.post("/api/session", json={})
        assert answer.status_code == 503
        assert "room server" in answer.json()["error"]["message"]
        assert int(answer.headers["retry-after"]) >= 1
        await service.root.watcher.look()
        async with service.root.database.read() as db:
            assert await repository.list_watched(db) == []


async def test_the_worker_learns_what_it_needs(service: Service, ada: Browser) -> None:
    first = (await ada.open())["session_id"]
    await service.ingest(first, said(1, "hello", role="assistant"), said(2, "hi there"))
    path = f"/api/worker/sessions/{first}/context"
    context = (await service.worker.get(path)).json()
    assert context["user_identity"] == f"user-{ada.user_id}"
    assert context["next_seq"] == 3
    assert [m["text"] for m in context["messages"]] == ["hello", "hi there"]
    assert context["previous_session_ended_at"] is None
    await ada.http.delete(f"/api/session/{first}")
    assert (await service.worker.get(path)).status_code == 409
    second = (await ada.open())["session_id"]
    context = (await service.worker.get(f"/api/worker/sessions/{second}/context")).json()
    assert context["messages"] == []
    assert context["previous_session_ended_at"].startswith("2026-05-03T12:00")


async def test_the_worker_may_end_a_session_twice(service: Service, ada: Browser) -> None:
    opened = await ada.open()
    for _ in range(2):
        path = f"/api/worker/sessions/{opened['session_id']}/end"
        assert (await service.worker.post(path, json={"reason": "idle"})).status_code == 204
    assert opened["room"] not in await service.root.rooms.list_alive()


async def test_a_late_word_about_the_room_before_does_not_end_the_new_one(service: Service, ada: Browser) -> None:
    opened = await ada.open()
    service.clock.move(60)
    await ada.http.delete(f"/api/session/{opened['session_id']}")
    await ada.open(session_id=opened["session_id"])
    path = f"/api/worker/sessions/{opened['session_id']}"
    await service.worker.post(f"{path}/end", json={"reason": "left"})
    assert (await service.worker.get(f"{path}/context")).status_code == 200
    service.clock.at += timedelta(minutes=1)
    await service.worker.post(f"{path}/end", json={"reason": "left"})
    assert (await service.worker.get(f"{path}/context")).status_code == 409


async def test_a_cleared_session_is_gone_for_good(service: Service, ada: Browser) -> None:
    opened = await ada.open()
    await service.ingest(opened["session_id"], said(1, "forget me"))
    path = f"/api/session/{opened['session_id']}"
    assert (await ada.http.delete(f"{path}/clear")).status_code == 204
    assert (await ada.http.delete(f"{path}/clear")).status_code == 204, "twice is harmless"
    assert (await service.ingest(opened["session_id"], said(2, "late"))).status_code == 404
    assert (await ada.save(opened["session_id"], ("user", "late", 1))).status_code == 404
    assert (await ada.http.post("/api/session", json={"session_id": opened["session_id"]})).status_code == 404
    assert (await service.worker.get(f"/api/worker/sessions/{opened['session_id']}/context")).status_code == 404
    assert await ada.sessions() == []
    assert (await ada.http.delete(path)).status_code == 204, "there is nothing left to stop"

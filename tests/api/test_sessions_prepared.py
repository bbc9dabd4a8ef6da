"""Sessions that are prepared: nobody who joins loses one, and one that nobody joins leaves no trace."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from api.models import Session
from api.room.service import name_user
from api.session.watcher import Patience, Watcher
from tests.fakes.api_service import Browser, Service, said
from tests.fakes.rooms_server import Rooms
from tests.fakes.watched_rooms import agent_in_room, in_room, occupied, until

pytestmark = pytest.mark.rooms


async def find_row(service: Service, session_id: str) -> Session | None:
    async with service.root.database.read() as db:
        return await db.get(Session, UUID(session_id))


async def look_for(service: Service, seconds: float, every: float = 5.0) -> None:
    """Let time go by with the watcher looking."""
    for _ in range(round(seconds / every)):
        service.clock.move(every)
        await service.root.watcher.look()


async def prepare_beside(service: Service, ada: Browser) -> tuple[str, dict[str, Any]]:
    """An old conversation with words in it, and the next one on its way while the old one is being saved."""
    old = (await ada.open())["session_id"]
    await service.ingest(old, said(1, "Hello.", role="assistant"), said(2, "I moved to Pune"))
    prepared = await ada.http.post("/api/session", json={}, headers={"Idempotency-Key": str(uuid4())})
    assert prepared.status_code == 201
    saved = await ada.save(old, ("assistant", "Hello.", 1), ("user", "I moved to Pune", 2))
    assert saved.status_code == 200
    return old, prepared.json()


async def test_a_session_that_nobody_joins_was_never_there(service: Service, rooms: Rooms, ada: Browser) -> None:
    old, prepared = await prepare_beside(service, ada)
    async with agent_in_room(rooms, prepared["room"]):
        await until(occupied(service, prepared, ada.user_id, user=False, agents=1))
        await service.root.watcher.look()
        await look_for(service, 45)
        assert await find_row(service, prepared["session_id"]) is not None, "they still may come"
        await look_for(service, 10)
    assert await find_row(service, prepared["session_id"]) is None
    assert prepared["room"] not in await service.root.rooms.list_alive(), "its agent went with its room"
    assert [item["session_id"] for item in await ada.sessions()] == [old]
    assert (await ada.http.get("/api/session/current")).json()["session_id"] == old
    again = await ada.http.post("/api/session", json={"session_id": prepared["session_id"]})
    assert again.status_code == 404
    late = await service.worker.post(f"/api/worker/sessions/{prepared['session_id']}/end", json={"reason": "left"})
    assert late.status_code == 204
    assert await service.root.jobs.run_due() == 1, "the old one's ending, and nothing of the other"
    context = (await ada.open())["session_id"]
    told = (await service.worker.get(f"/api/worker/sessions/{context}/context")).json()
    assert told["previous_session_ended_at"] is not None


async def test_the_same_click_after_that_makes_it_anew(service: Service, ada: Browser) -> None:
    headers = {"Idempotency-Key": str(uuid4())}
    first = await ada.http.post("/api/session", json={}, headers=headers)
    await service.root.watcher.look()
    await look_for(service, 60)
    second = await ada.http.post("/api/session", json={}, headers=headers)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["session_id"] != second.json()["session_id"]


async def test_who_joins_late_keeps_their_session(service: Service, ada: Browser) -> None:
    _, prepared = await prepare_beside(service, ada)
    await service.root.watcher.look()
    await look_for(service, 40)
    async with in_room(prepared["url"], prepared["token"]):
        await until(occupied(service, prepared, ada.user_id, user=True, agents=0))
        await look_for(service, 60)
    await until(occupied(service, prepared, ada.user_id, user=False, agents=0))
    await look_for(service, 30)
    row = await find_row(service, prepared["session_id"])
    assert row is not None, "somebody was there: what they said may still be on a worker's disk"
    assert row.end_reason == "left"
    assert (await service.ingest(prepared["session_id"], said(1, "said before the crash"))).status_code == 200
    assert len(await ada.sessions()) == 2


@pytest.mark.parametrize("trace", ["words", "name", "reopened"])
async def test_what_was_used_is_never_taken_back(service: Service, ada: Browser, trace: str) -> None:
    opened = await ada.open()
    path = f"/api/session/{opened['session_id']}"
    if trace == "words":
        await service.ingest(opened["session_id"], said(1, "hello"))
    elif trace == "name":
        await ada.http.patch(path, json={"title": "Mine"})
    else:
        await ada.http.delete(path)
        service.clock.move(1)
        await ada.open(session_id=opened["session_id"])
    await service.root.watcher.look()
    await look_for(service, 60)
    row = await find_row(service, opened["session_id"])
    assert row is not None
    assert row.end_reason == "left"


async def test_a_watcher_that_came_later_takes_nothing_back(service: Service, ada: Browser) -> None:
    opened = await ada.open()
    service.clock.move(30)
    await look_for(service, 90)
    row = await find_row(service, opened["session_id"])
    assert row is not None, "nobody can say that they never came"
    assert row.ended_at is not None


async def test_a_watcher_that_starts_again_knows_who_was_there(service: Service, ada: Browser) -> None:
    opened = await ada.open()
    async with in_room(opened["url"], opened["token"]):
        await until(occupied(service, opened, ada.user_id, user=True, agents=0))
        await service.root.watcher.look()
    await until(occupied(service, opened, ada.user_id, user=False, agents=0))
    root = service.root
    patience = Patience(*(timedelta(seconds=s) for s in (300, 20, 45, 6, 1.5)))
    later = Watcher(root.database, root.rooms, root.sessions, root.clock, hot=root.hot, patience=patience)
    await later.look()
    service.clock.move(25)
    await later.look()
    row = await find_row(service, opened["session_id"])
    assert row is not None
    assert row.ended_at is not None, "they had left: the grace counts, not the time to join"


async def test_many_clicks_and_replays_make_one_conversation_an_intent(service: Service, ada: Browser) -> None:
    """Two tabs, each clicked often; some answers are lost and asked for again while the talk before is saved."""
    old = (await ada.open())["session_id"]
    await service.ingest(old, said(1, "Hello.", role="assistant"), said(2, "I moved to Pune"))
    clicks = [uuid4(), uuid4()]

    async def click(number: int) -> tuple[UUID, str, str]:
        intent = clicks[number % 2]
        if number % 10 == 0:
            await ada.save(old, ("assistant", "Hello.", 1), ("user", "I moved to Pune", 2))
        answer = await ada.http.post("/api/session", json={}, headers={"Idempotency-Key": str(intent)})
        assert answer.status_code in {200, 201}, answer.text
        return intent, answer.json()["session_id"], answer.json()["room"]

    made = [
        result for start in range(0, 60, 12) for result in await asyncio.gather(*map(click, range(start, start + 12)))
    ]
    assert len(set(made)) == len(clicks)
    alive = await service.root.rooms.list_alive([room for _, _, room in set(made)])
    assert len(alive) == len(clicks)
    for _, session_id, room in set(made):
        assert len(await service.root.rooms.list_dispatches(room)) == 1, session_id
        assert not (await service.root.rooms.look_into(room, name_user(UUID(ada.user_id)))).user_present
    assert [m["text"] for m in await ada.history(old)] == ["Hello.", "I moved to Pune"]

"""The watcher against a real room server and real clients: people who leave, agents that die, rooms that vanish."""

from uuid import UUID

import pytest

from api.models import Session
from tests.fakes.api_service import Browser, Service, said
from tests.fakes.rooms_server import Rooms
from tests.fakes.watched_rooms import agent_in_room, in_room, occupied, until

pytestmark = pytest.mark.rooms


async def is_active(browser: Browser, service: Service, session_id: str) -> bool:
    answer = await service.worker.get(f"/api/worker/sessions/{session_id}/context")
    assert answer.status_code in {200, 409}
    return answer.status_code == 200


async def dispatch_ids(service: Service, room: str) -> list[str]:
    return [item.id for item in await service.root.rooms.list_dispatches(room)]


async def test_a_session_whose_room_is_gone_has_ended(service: Service, ada: Browser) -> None:
    opened = await ada.open()
    await service.ingest(opened["session_id"], said(1, "hello"))
    await service.root.rooms.close(opened["room"])
    await service.root.watcher.look()
    assert await is_active(ada, service, opened["session_id"]), "a room may take a moment to come"
    service.clock.move(11)
    await service.root.watcher.look()
    assert not await is_active(ada, service, opened["session_id"])
    assert await service.root.jobs.run_due() == 1


async def test_a_person_left_without_their_agent_gets_one_and_only_one(
    service: Service, rooms: Rooms, ada: Browser
) -> None:
    opened = await ada.open()
    before = await dispatch_ids(service, opened["room"])
    async with in_room(opened["url"], opened["token"]):
        async with agent_in_room(rooms, opened["room"]):
            await until(occupied(service, opened, ada.user_id, user=True, agents=1))
            await service.root.watcher.look()
        await until(occupied(service, opened, ada.user_id, user=True, agents=0))
        await service.root.watcher.look()
        assert await dispatch_ids(service, opened["room"]) == before, "not at the first look"
        service.clock.move(2)
        await service.root.watcher.look()
        after = await dispatch_ids(service, opened["room"])
        assert len(after) == 1
        assert after != before
        for _ in range(4):
            service.clock.move(2)
            await service.root.watcher.look()
        assert await dispatch_ids(service, opened["room"]) == after, "the one that was sent has time to come"
        async with agent_in_room(rooms, opened["room"], "agent-two"):
            await until(occupied(service, opened, ada.user_id, user=True, agents=1))
            service.clock.move(30)
            await service.root.watcher.look()
            assert await dispatch_ids(service, opened["room"]) == after
        assert await is_active(ada, service, opened["session_id"])


async def test_an_agent_that_never_came_is_sent_for_again(service: Service, ada: Browser) -> None:
    opened = await ada.open()
    before = await dispatch_ids(service, opened["room"])
    async with in_room(opened["url"], opened["token"]):
        await until(occupied(service, opened, ada.user_id, user=True, agents=0))
        await service.root.watcher.look()
        service.clock.move(4)
        await service.root.watcher.look()
        assert await dispatch_ids(service, opened["room"]) == before
        service.clock.move(3)
        await service.root.watcher.look()
        after = await dispatch_ids(service, opened["room"])
        assert len(after) == 1
        assert after != before


async def test_who_leaves_and_comes_back_in_time_goes_on(service: Service, ada: Browser) -> None:
    opened = await ada.open()
    async with in_room(opened["url"], opened["token"]):
        await until(occupied(service, opened, ada.user_id, user=True, agents=0))
        await service.root.watcher.look()
    await until(occupied(service, opened, ada.user_id, user=False, agents=0))
    service.clock.move(15)
    await service.root.watcher.look()
    async with in_room(opened["url"], opened["token"]):
        await until(occupied(service, opened, ada.user_id, user=True, agents=0))
        service.clock.move(15)
        await service.root.watcher.look()
    await until(occupied(service, opened, ada.user_id, user=False, agents=0))
    assert await is_active(ada, service, opened["session_id"])
    service.clock.move(21)
    await service.root.watcher.look()
    assert not await is_active(ada, service, opened["session_id"])
    assert opened["room"] not in await service.root.rooms.list_alive()


async def test_who_says_nothing_for_long_is_let_go_though_the_agent_talks(
    service: Service, rooms: Rooms, ada: Browser
) -> None:
    opened = await ada.open()
    async with in_room(opened["url"], opened["token"]), agent_in_room(rooms, opened["room"]):
        await until(occupied(service, opened, ada.user_id, user=True, agents=1))
        service.clock.move(200)
        await service.ingest(opened["session_id"], said(1, "hi", at=service.clock.at))
        service.clock.move(200)
        await service.ingest(opened["session_id"], said(2, "still here?", role="assistant", at=service.clock.at))
        await service.root.watcher.look()
        assert await is_active(ada, service, opened["session_id"])
        service.clock.move(111)
        await service.root.watcher.look()
        assert not await is_active(ada, service, opened["session_id"])


async def test_a_room_that_outlived_its_session_is_closed(service: Service, ada: Browser) -> None:
    opened = await ada.open()
    await ada.http.delete(f"/api/session/{opened['session_id']}")
    async with service.root.database.write() as db:
        row = await db.get(Session, UUID(opened["session_id"]))
        assert row is not None
        row.room, row.room_close_at = opened["room"], service.clock.at
        db.add(row)
    await service.root.rooms.open(opened["room"], UUID(opened["session_id"]))
    await service.root.watcher.look()
    assert opened["room"] not in await service.root.rooms.list_alive()

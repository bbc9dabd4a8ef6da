"""An agent that was sent ahead: it waits with its greeting until the person is there, and says nothing to nobody."""

import asyncio
import time

import pytest
from livekit import api

from tests.fakes.agent_stage import KEY, SECRET, Stage
from tests.fakes.room_guest import guest_in_room, wait_until

pytestmark = pytest.mark.rooms


async def wait_agent_ready(stage: Stage, room: str) -> None:
    """The agent is in the room, and is through with setting itself up."""
    async with api.LiveKitAPI(stage.rooms_url.replace("ws", "http", 1), KEY, SECRET) as server:

        async def is_ready() -> bool:
            found = await server.room.list_participants(api.ListParticipantsRequest(room=room))
            states = [p.attributes.get("lk.agent.state", "initializing") for p in found.participants]
            return bool(states) and "initializing" not in states

        deadline = time.monotonic() + 20
        while not await is_ready():
            assert time.monotonic() < deadline, "the agent did not come"
            await asyncio.sleep(0.05)


async def test_the_greeting_waits_for_the_person_and_is_heard_whole(stage: Stage) -> None:
    session_id = stage.service.add_session()
    room, token = await stage.call(session_id)
    await wait_agent_ready(stage, room)
    assert stage.service.texts(session_id, "assistant") == []
    async with guest_in_room(stage.rooms_url, token) as guest:
        await wait_until(lambda: guest.is_hearing, what="greeting heard")
        await wait_until(lambda: stage.service.said(session_id), what="greeting stored")
    said = stage.service.said(session_id)
    assert [one["role"] for one in said] == ["assistant"]
    assert not said[0]["interrupted"]
    assert said[0]["text"] == "Hello, I'm Astra, good to meet you."


async def test_when_nobody_comes_nothing_was_said(stage: Stage) -> None:
    session_id = stage.service.add_session()
    room, _ = await stage.call(session_id)
    await wait_agent_ready(stage, room)
    async with api.LiveKitAPI(stage.rooms_url.replace("ws", "http", 1), KEY, SECRET) as server:
        await server.room.delete_room(api.DeleteRoomRequest(room=room))
    await stage.end_talks(wait=True)
    assert stage.service.said(session_id) == []

"""People and agents in real rooms, for tests of whoever watches over rooms."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any

from livekit import api, rtc

from tests.fakes.api_service import Service
from tests.fakes.rooms_server import Rooms


async def until(condition: Callable[[], Awaitable[bool]], within_s: float = 15) -> None:
    deadline = monotonic() + within_s
    while not await condition():
        assert monotonic() < deadline, "did not happen in time"
        await asyncio.sleep(0.05)


@asynccontextmanager
async def in_room(url: str, token: str) -> AsyncGenerator[rtc.Room]:
    room = rtc.Room()
    await room.connect(url, token)
    try:
        yield room
    finally:
        await room.disconnect()


@asynccontextmanager
async def agent_in_room(rooms: Rooms, room: str, name: str = "agent-one") -> AsyncGenerator[rtc.Room]:
    token = api.AccessToken(rooms.key, rooms.secret).with_identity(name).with_kind("agent")
    grants = api.VideoGrants(room_join=True, room=room, agent=True)
    async with in_room(rooms.url, token.with_grants(grants).to_jwt()) as joined:
        yield joined


def occupied(service: Service, opened: dict[str, Any], user_id: str, *, user: bool, agents: int) -> Any:
    async def check() -> bool:
        there = await service.root.rooms.look_into(opened["room"], f"user-{user_id}")
        return (there.user_present, len(there.agents)) == (user, agents)

    return check

"""Servers for the room tests. `rooms` is any server (LIVEKIT_URL names it, else ours); `own_rooms` is always ours."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.fakes.rooms_clients import Cast, cast
from tests.fakes.rooms_server import Rooms, foreign_rooms, running_rooms


@pytest.fixture(scope="session")
def own_rooms() -> Iterator[Rooms]:
    with running_rooms(own=True) as rooms:
        yield rooms


@pytest.fixture(scope="session")
def rooms(request: pytest.FixtureRequest) -> Rooms:
    return foreign_rooms() or request.getfixturevalue("own_rooms")


@pytest.fixture
async def people(rooms: Rooms) -> AsyncIterator[Cast]:
    async with cast(rooms) as made:
        yield made


@pytest.fixture
async def own_people(own_rooms: Rooms) -> AsyncIterator[Cast]:
    async with cast(own_rooms) as made:
        yield made

"""A room server for all tests of the service, and a service for each."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.fakes.api_service import Browser, Service, running_service
from tests.fakes.rooms_server import Rooms, running_rooms


@pytest.fixture(scope="session")
def rooms() -> Iterator[Rooms]:
    with running_rooms() as server:
        yield server


@pytest.fixture
async def service(tmp_path: Path, rooms: Rooms) -> AsyncIterator[Service]:
    async with running_service(tmp_path, rooms) as running:
        yield running


@pytest.fixture
async def ada(service: Service) -> Browser:
    return await service.guest()


@pytest.fixture
async def bob(service: Service) -> Browser:
    return await service.guest()

"""A room server for all tests of the service, and a service for each; on Postgres too, where a test asks for both.

`ASTRA_TEST_DATABASE=postgres` runs every test that uses `service` or `database_url` on Postgres.
"""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.fakes.api_service import Browser, Service, running_service
from tests.fakes.postgres import Postgres, running_postgres
from tests.fakes.rooms_server import Rooms, running_rooms

SQLITE, POSTGRES = "sqlite", "postgres"
BOTH = pytest.mark.parametrize("kind_of_database", [SQLITE, POSTGRES], indirect=True)


@pytest.fixture(scope="session")
def rooms() -> Iterator[Rooms]:
    with running_rooms() as server:
        yield server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with running_postgres() as server:
        yield server


@pytest.fixture
def kind_of_database(request: pytest.FixtureRequest) -> str:
    return getattr(request, "param", os.environ.get("ASTRA_TEST_DATABASE", SQLITE))


@pytest.fixture
async def database_url(tmp_path: Path, kind_of_database: str, request: pytest.FixtureRequest) -> AsyncIterator[str]:
    if kind_of_database == SQLITE:
        yield f"sqlite+aiosqlite:///{tmp_path / 'astra.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    url = await server.make_database()
    yield url
    await server.drop_database(url)


@pytest.fixture
async def service(tmp_path: Path, rooms: Rooms, database_url: str) -> AsyncIterator[Service]:
    async with running_service(tmp_path, rooms, database_url=database_url) as running:
        yield running


@pytest.fixture
async def ada(service: Service) -> Browser:
    return await service.guest()


@pytest.fixture
async def bob(service: Service) -> Browser:
    return await service.guest()

"""Reading in one step: what an asynchronous session would find, by connections that only read, awaiting nothing."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import select, text

from api.at_once import AtOnce
from api.db import AsyncSession
from api.models import User
from tests.api.conftest import BOTH, SQLITE
from tests.fakes.api_service import Browser, Service


@pytest.fixture
async def at_once(service: Service) -> AsyncIterator[AtOnce]:
    reader = AtOnce(service.root.database)
    yield reader
    reader.close()


async def list_ids(db: AsyncSession) -> list[str]:
    connection = await db.connection()
    by_core = (await connection.execute(text('SELECT count(*) FROM "user"'))).scalar_one()
    found = [str(user.id) for user in (await db.exec(select(User))).all()]
    assert by_core == len(found)
    return found


@BOTH
async def test_it_finds_what_was_committed_before(at_once: AtOnce, service: Service, ada: Browser) -> None:
    assert await at_once.read(list_ids) == [ada.user_id]
    bob = await service.guest()
    answers = await asyncio.gather(*(at_once.read(list_ids) for _ in range(12)))
    assert [set(found) for found in answers] == [{ada.user_id, bob.user_id}] * 12


async def test_it_can_not_write(at_once: AtOnce, kind_of_database: str) -> None:
    async def write(db: AsyncSession) -> None:
        await (await db.connection()).execute(text('DELETE FROM "user"'))

    assert kind_of_database == SQLITE
    with pytest.raises(OperationalError, match="readonly"):
        await at_once.read(write)


async def test_a_look_up_that_waits_for_something_else_is_refused(at_once: AtOnce, kind_of_database: str) -> None:
    async def wait(_db: AsyncSession) -> None:
        await asyncio.sleep(0)

    assert kind_of_database == SQLITE
    with pytest.raises(RuntimeError, match="nothing but its statements"):
        await at_once.read(wait)

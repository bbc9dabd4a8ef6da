"""Writers of one process queue up for SQLite's one write lock: in their order, and nobody for ever."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from api.db import AWAY, Database, DatabaseAwayError, WriteQueue, make_engine

WRITERS = 40


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "astra.db"
    with closing(sqlite3.connect(path)) as store, store:
        store.execute("CREATE TABLE line (place INTEGER PRIMARY KEY AUTOINCREMENT, writer INTEGER)")
    return path


@pytest.fixture
async def database(file: Path) -> AsyncIterator[Database]:
    database = Database(make_engine(f"sqlite+aiosqlite:///{file}", busy_ms=150))
    yield database
    await database.aclose()


async def write(database: Database, writer: int) -> None:
    async with database.write() as db:
        await db.exec(text("INSERT INTO line (writer) VALUES (:writer)").bindparams(writer=writer))  # pyright: ignore[reportCallIssue, reportArgumentType]  plain SQL


def read(file: Path) -> list[int]:
    with closing(sqlite3.connect(file)) as store:
        return [writer for (writer,) in store.execute("SELECT writer FROM line ORDER BY place")]


async def test_all_at_once_they_write_in_the_order_in_which_they_came(database: Database, file: Path) -> None:
    await asyncio.gather(*(write(database, writer) for writer in range(WRITERS)))

    assert read(file) == list(range(WRITERS))


async def test_one_that_fails_or_is_called_off_lets_the_next_in(database: Database, file: Path) -> None:
    begun = asyncio.Event()

    async def write_for_ever() -> None:
        async with database.write() as db:
            await db.exec(text("INSERT INTO line (writer) VALUES (1)"))  # pyright: ignore[reportCallIssue, reportArgumentType]  plain SQL
            begun.set()
            await asyncio.Event().wait()

    endless = asyncio.create_task(write_for_ever())
    await begun.wait()
    waiting = asyncio.create_task(write(database, 2))
    endless.cancel()
    await waiting
    with pytest.raises(LookupError):
        async with database.write():
            raise LookupError
    await write(database, 3)

    assert read(file) == [2, 3]


async def test_a_lock_of_another_process_is_told_to_everybody_who_waits(database: Database, file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        found = await asyncio.gather(*(write(database, writer) for writer in range(3)), return_exceptions=True)
        assert all(isinstance(error, AWAY) for error in found)
        other.execute("ROLLBACK")
    await write(database, 7)

    assert read(file) == [7]


async def test_who_waits_too_long_is_turned_away_and_the_queue_goes_on() -> None:
    queue = WriteQueue(0.05)
    async with queue:
        with pytest.raises(DatabaseAwayError):
            async with queue:
                raise AssertionError("two at once")
    async with queue:
        pass


async def test_a_database_is_told_how_long_its_writers_wait_for_each_other(file: Path) -> None:
    hasty = Database(make_engine(f"sqlite+aiosqlite:///{file}"), queue_s=0.05)
    async with hasty.write():
        with pytest.raises(DatabaseAwayError):
            await write(hasty, 1)
    await write(hasty, 2)
    await hasty.aclose()

    assert read(file) == [2]

"""SQLite over our own cursors gives what the DB-API gives: rows, counts, errors, and order among many at once."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from api.db import make_engine


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    engine = make_engine(f"sqlite+aiosqlite:///{tmp_path / 'some.db'}", busy_ms=100)
    async with engine.begin() as db:
        await db.execute(text("CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT UNIQUE)"))
    yield engine
    await engine.dispose()


async def test_rows_counts_and_returned_values_are_those_of_the_statement(engine: AsyncEngine) -> None:
    async with engine.begin() as db:
        many = [{"words": f"line {number}"} for number in range(500)]
        assert (await db.execute(text("INSERT INTO note (words) VALUES (:words)"), many)).rowcount == 500
        one = await db.execute(text("INSERT INTO note (words) VALUES ('last') RETURNING id"))
        assert one.scalar_one() == 501
        assert (await db.execute(text("UPDATE note SET words = words || '!' WHERE id > 490"))).rowcount == 11
        assert (await db.execute(text("DELETE FROM note WHERE id = 9999"))).rowcount == 0
    async with engine.connect() as db:
        found = await db.execute(text("SELECT id, words FROM note ORDER BY id"))
        assert list(found.keys()) == ["id", "words"]
        rows = found.all()
        assert (len(rows), rows[0], rows[-1]) == (501, (1, "line 0"), (501, "last!"))
        assert (await db.execute(text("SELECT words FROM note WHERE id = 0"))).first() is None


async def test_rows_can_be_read_a_few_at_a_time(engine: AsyncEngine) -> None:
    async with engine.begin() as db:
        await db.execute(text("INSERT INTO note (words) VALUES (:words)"), [{"words": str(n)} for n in range(25)])
    async with engine.connect() as db, db.stream(text("SELECT id FROM note ORDER BY id")) as rows:
        assert [row.id async for row in rows] == list(range(1, 26))


async def test_errors_are_those_of_sqlite_and_leave_the_connection_usable(engine: AsyncEngine) -> None:
    async with engine.connect() as db:
        await db.execute(text("INSERT INTO note (words) VALUES ('once')"))
        with pytest.raises(IntegrityError):
            await db.execute(text("INSERT INTO note (words) VALUES ('once')"))
        with pytest.raises(OperationalError):
            await db.execute(text("SELECT nothing FROM nowhere"))
        assert (await db.execute(text("SELECT count(*) FROM note"))).scalar_one() == 1
        await db.rollback()
        assert (await db.execute(text("SELECT count(*) FROM note"))).scalar_one() == 0


async def test_who_waits_too_long_for_the_write_lock_is_told(engine: AsyncEngine) -> None:
    async with engine.connect() as one, engine.connect() as other:
        await one.execute(text("INSERT INTO note (words) VALUES ('held')"))
        with pytest.raises(OperationalError, match="locked"):
            await other.execute(text("INSERT INTO note (words) VALUES ('waits')"))
        await one.commit()
        await other.rollback()
        await other.execute(text("INSERT INTO note (words) VALUES ('goes')"))
        await other.commit()


async def test_readers_at_once_each_get_their_own_rows(engine: AsyncEngine) -> None:
    async with engine.begin() as db:
        await db.execute(text("INSERT INTO note (words) VALUES (:words)"), [{"words": str(n)} for n in range(40)])

    async def read(number: int) -> str:
        async with engine.connect() as db:
            return (await db.execute(text("SELECT words FROM note WHERE id = :id"), {"id": number + 1})).scalar_one()

    assert await asyncio.gather(*(read(number) for number in range(40))) == [str(number) for number in range(40)]


async def call_off(db: AsyncConnection, before: str = "") -> None:
    """Run something slow, behind `before`, and be cancelled while it runs."""
    slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT max(i) FROM n"
    running = asyncio.ensure_future(db.execute(text(f"{before} {slow}")))
    await asyncio.sleep(0)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_a_reader_that_is_cancelled_leaves_no_lock_behind(engine: AsyncEngine) -> None:
    async with engine.connect() as db:
        await call_off(db)
    async with engine.begin() as db:
        await db.execute(text("INSERT INTO note (words) VALUES ('after')"))


async def test_a_transaction_begins_with_its_first_statement_and_without_one_leaves_nothing(
    engine: AsyncEngine,
) -> None:
    async with engine.connect() as db, engine.connect() as other:
        await db.begin()
        raw = await db.get_raw_connection()
        assert raw.driver_connection is not None
        assert not raw.driver_connection.in_transaction
        await db.rollback()
        await db.execute(text("INSERT INTO note (words) VALUES ('one')"))
        assert raw.driver_connection.in_transaction
        await db.rollback()
        assert not raw.driver_connection.in_transaction
        await other.execute(text("INSERT INTO note (words) VALUES ('two')"))
        await other.commit()
        assert (await db.execute(text("SELECT words FROM note"))).scalars().all() == ["two"]


async def test_a_change_that_is_called_off_while_it_runs_is_taken_back(engine: AsyncEngine) -> None:
    async with engine.connect() as db:
        await call_off(db, "INSERT INTO note (words)")
    async with engine.begin() as db:
        await db.execute(text("INSERT INTO note (words) VALUES ('after')"))
        assert (await db.execute(text("SELECT words FROM note"))).scalars().all() == ["after"]


async def test_what_follows_a_beginning_that_failed_is_in_a_transaction_too(engine: AsyncEngine) -> None:
    writers = engine.execution_options(astra_begin="BEGIN IMMEDIATE")
    put = text("INSERT INTO note (words) VALUES ('never')")
    async with engine.connect() as other, writers.connect() as db:
        await other.execute(text("INSERT INTO note (words) VALUES ('held')"))
        with pytest.raises(OperationalError, match="locked"):
            await db.execute(put)
        await other.rollback()
        await db.execute(put)
        await db.rollback()
        assert (await db.execute(text("SELECT words FROM note"))).scalars().all() == []

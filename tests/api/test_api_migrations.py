"""The migrations lead to the tables that the code has, from nothing and from where they were, on both databases."""

from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from api.db import Database, make_engine
from api.migrate import downgrade, upgrade
from api.models import Session, User
from api.models.base import Table, UtcDateTime
from tests.api.conftest import BOTH
from tests.fakes.api_service import START
from tests.fakes.postgres import Postgres

FIRST = "0001"
_FILL = """
INSERT INTO message (id, session_id, seq, anchor, place, role, source, text, interrupted, at, stored_at)
WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :rows)
SELECT {id}, :session_id, n, n, 0, 'user', 'voice', 'my sister lives in Pune', false, :at, :at FROM number
"""
_IDS = {"sqlite": "printf('%032x', n)", "postgresql": "CAST(lpad(to_hex(n), 32, '0') AS uuid)"}


def compare(connection: Connection) -> list[object]:
    def is_ours(name: str | None, kind: str, _parents: object) -> bool:
        is_index = str(name).startswith(("memory_index", "message_words"))
        return kind != "table" or not is_index  # a search index has no model

    context = MigrationContext.configure(connection, opts={"include_name": is_ours})
    return list(compare_metadata(context, Table.metadata))


async def test_the_migrated_database_is_the_one_the_code_expects(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite+aiosqlite:///{tmp_path / 'new' / 'astra.db'}")
    await upgrade(engine)
    await upgrade(engine)
    async with engine.connect() as connection:
        assert await connection.run_sync(compare) == []
        mode = (await connection.exec_driver_sql("PRAGMA journal_mode")).scalar_one()
        keys = (await connection.exec_driver_sql("PRAGMA foreign_keys")).scalar_one()
    assert (mode, keys) == ("wal", 1)
    await engine.dispose()


async def test_so_is_a_migrated_postgres(postgres: Postgres) -> None:
    url = await postgres.make_database(migrated=False)
    engine = make_engine(url)
    await upgrade(engine)
    await upgrade(engine)
    async with engine.connect() as connection:
        assert await connection.run_sync(compare) == []
    await engine.dispose()
    await postgres.drop_database(url)


@BOTH
async def test_the_steps_lead_down_and_up_again_and_keep_what_was_said(
    kind_of_database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    await go_down_and_up(kind_of_database, tmp_path, request, rows=200)


@BOTH
@pytest.mark.slow
async def test_so_they_do_with_a_million_rows(
    kind_of_database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    await go_down_and_up(kind_of_database, tmp_path, request, rows=1_000_000)


async def go_down_and_up(kind: str, tmp_path: Path, request: pytest.FixtureRequest, *, rows: int) -> None:
    if kind == "sqlite":
        engine = make_engine(f"sqlite+aiosqlite:///{tmp_path / 'astra.db'}")
    else:
        server: Postgres = request.getfixturevalue("postgres")
        engine = make_engine(await server.make_database(migrated=False))
    await upgrade(engine)
    await fill(engine, rows)
    await downgrade(engine, FIRST)
    assert await count_messages(engine) == rows
    await upgrade(engine)
    assert await count_messages(engine) == rows
    async with engine.connect() as connection:
        assert await connection.run_sync(compare) == []
    await downgrade(engine, "base")
    async with engine.connect() as connection:
        left = await connection.run_sync(lambda one: sa.inspect(one).get_table_names())
        assert left == ["alembic_version"]
    await upgrade(engine)
    async with engine.connect() as connection:
        assert await connection.run_sync(compare) == []
    assert await count_messages(engine) == 0
    await engine.dispose()


async def fill(engine: AsyncEngine, rows: int) -> None:
    """A person with one very long talk."""
    user_id, session_id = uuid4(), uuid4()
    moments = {"created_at": START, "opened_at": START, "last_activity": START}
    async with Database(engine).write() as db:
        db.add(User(id=user_id, created_at=START))
        await db.flush()
        db.add(Session(id=session_id, user_id=user_id, persona="astra", message_count=rows, **moments))
        await db.flush()
        statement = sa.text(_FILL.format(id=_IDS[engine.dialect.name])).bindparams(
            sa.bindparam("session_id", session_id, sa.Uuid()),
            sa.bindparam("at", START, UtcDateTime()),
            sa.bindparam("rows", rows, sa.Integer()),
        )
        await (await db.connection()).execute(statement)


async def count_messages(engine: AsyncEngine) -> int:
    async with engine.connect() as connection:
        return (await connection.exec_driver_sql("SELECT count(*) FROM message")).scalar_one()

"""The migrations lead to the tables that the code has, from nothing and from where they were, on both databases."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.engine import Connection

from api.db import make_engine
from api.migrate import upgrade
from api.models.base import Table
from tests.fakes.postgres import Postgres


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

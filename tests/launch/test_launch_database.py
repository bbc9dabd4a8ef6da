"""Whether a start has to bring the database up to date first: told from the file, and never wrongly yes."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from api.db import make_engine
from api.migrate import upgrade
from launch.database import find_newest_step, is_up_to_date


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    path = tmp_path / "astra.db"
    engine = make_engine(f"sqlite+aiosqlite:///{path}")
    await upgrade(engine)
    await engine.dispose()
    return path


def record(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as store, store:
        store.execute(statement)


async def test_a_database_with_every_step_is_up_to_date(file: Path) -> None:
    assert is_up_to_date(file)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE alembic_version SET version_num = '0001'",
        "UPDATE alembic_version SET version_num = '9999'",
        "DELETE FROM alembic_version",
        "DROP TABLE alembic_version",
    ],
)
async def test_one_that_lacks_steps_or_has_others_is_not(file: Path, statement: str) -> None:
    record(file, statement)

    assert not is_up_to_date(file)


def test_no_file_and_a_file_of_something_else_are_not(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(b"no database" * 1000)

    assert not is_up_to_date(tmp_path / "missing.db")
    assert not is_up_to_date(other)
    assert find_newest_step() is not None

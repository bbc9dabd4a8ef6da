"""The index of words, which each database has in its own form under one name: FTS5 in SQLite, a GIN index in Postgres.

Both hold the same stems (`api.synapse.language`) and answer the same two things: where a stem occurs among the turns of
one user, and the stems of given turns. A user's turns have the numbers of one block, so that the index itself, which
knows no users, can be asked for one user's turns only: `no` = user_no × 2³² + place.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import bindparam, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel.ext.asyncio.session import AsyncSession

from api.db import Database
from api.synapse.language.words import QUESTION_MARK
from api.synapse.ranking import Line

_BLOCK = 2**32
_MANY = 500


def number(user_no: int, place: int) -> int:
    """The number of the turn at `place` in the user's block."""
    return user_no * _BLOCK + place


def place_of(no: int) -> int:
    """The place of a turn in its user's block."""
    return no % _BLOCK


async def add_terms(db: AsyncSession, user_no: int, rows: Sequence[tuple[int, str]]) -> None:
    """Index turns, given as (number, terms)."""
    if not rows:
        return
    connection = await db.connection()
    if _is_sqlite(connection):
        await connection.execute(
            text("INSERT INTO memory_index (rowid, terms) VALUES (:no, :terms)"),
            [{"no": no, "terms": terms} for no, terms in rows],
        )
        return
    await connection.execute(
        text(
            "INSERT INTO memory_index (no, terms, words) "
            "VALUES (:no, :terms, array_to_tsvector(CAST(:stems AS text[])))"
        ),
        [{"no": no, "terms": terms, "stems": _list_lexemes(user_no, terms)} for no, terms in rows],
    )


async def remove_terms(db: AsyncSession, numbers: Sequence[int]) -> None:
    """Take turns out of the index. What SQLite's index still holds of them goes with `compact`."""
    connection = await db.connection()
    key = _key(connection)
    statement = text(f"DELETE FROM memory_index WHERE {key} IN :numbers")  # noqa: S608  the key is one of two words
    statement = statement.bindparams(bindparam("numbers", expanding=True))
    for start in range(0, len(numbers), _MANY):
        await connection.execute(statement, {"numbers": list(numbers[start : start + _MANY])})


async def remove_block(db: AsyncSession, user_no: int) -> None:
    """Take all turns of a user out of the index."""
    connection = await db.connection()
    key = _key(connection)
    statement = text(f"DELETE FROM memory_index WHERE {key} BETWEEN :low AND :high")  # noqa: S608  one of two words
    await connection.execute(statement, {"low": number(user_no, 0), "high": number(user_no, _BLOCK - 1)})


async def compact(db: AsyncSession) -> None:
    """Rewrite SQLite's index so that no page holds words of removed turns; in Postgres `VACUUM` does that later."""
    connection = await db.connection()
    if _is_sqlite(connection):
        await connection.execute(text("INSERT INTO memory_index (memory_index) VALUES ('optimize')"))


async def list_postings(
    db: AsyncSession, user_no: int, probes: Sequence[Sequence[str]], *, low: int, high: int, caps: Sequence[int]
) -> list[NDArray[np.int64]]:
    """For each probe (any of its stems) the places from `low` to `high` that hold it, newest first, `cap` at most."""
    if not probes:
        return []
    connection = await db.connection()
    sqlite = _is_sqlite(connection)
    parts: list[str] = []
    given: dict[str, Any] = {
        "base": number(user_no, 0),
        "low": number(user_no, low),
        "high": number(user_no, high),
    }
    for at, (stems, cap) in enumerate(zip(probes, caps, strict=True)):
        parts.append((_PROBE_SQLITE if sqlite else _PROBE_POSTGRES).format(at=at))
        given[f"q{at}"] = _match_sqlite(stems) if sqlite else _match_postgres(user_no, stems)
        given[f"cap{at}"] = cap
    rows = (await connection.execute(text(" UNION ALL ".join(parts)), given)).all()
    found = {int(row[0]): str(row[1]) for row in rows if row[1]}
    return [
        np.fromstring(found[at], dtype=np.int64, sep=",") if at in found else np.empty(0, dtype=np.int64)
        for at in range(len(probes))
    ]


_PROBE_SQLITE = (
    "SELECT {at}, group_concat(place) FROM (SELECT rowid - :base AS place FROM memory_index "
    "WHERE memory_index MATCH :q{at} AND rowid BETWEEN :low AND :high ORDER BY rowid DESC LIMIT :cap{at})"
)
_PROBE_POSTGRES = (
    "SELECT {at}, string_agg(place::text, ',') FROM (SELECT no - CAST(:base AS bigint) AS place FROM "
    "(SELECT no FROM memory_index WHERE words @@ CAST(:q{at} AS tsquery) "
    "AND no BETWEEN CAST(:low AS bigint) AND CAST(:high AS bigint) OFFSET 0) AS held{at} "
    "ORDER BY no DESC LIMIT CAST(:cap{at} AS int)) AS found{at}"
)
"""`OFFSET 0` keeps the planner from walking the user's turns backwards in search of a rare word."""


_LINES = (
    "SELECT t.no, t.session_id, t.turn_id, t.role, t.speaker, t.day, t.text, i.terms FROM memory_turn AS t "
    "JOIN memory_index AS i ON i.{key} = t.no WHERE +t.user_no = :user_no AND t.no {wanted}"
)
"""The plus keeps SQLite from weighing the indexes of `user_no` for each of the numbers, which takes it longest."""


async def list_lines(db: AsyncSession, user_no: int, places: Sequence[int]) -> dict[int, Line]:
    """Those of these places of the user's that hold a turn, as the ranking needs them."""
    connection = await db.connection()
    lines: dict[int, Line] = {}
    for start in range(0, len(places), _MANY):
        numbers = [number(user_no, place) for place in places[start : start + _MANY]]
        if _is_sqlite(connection):  # spelled out, for its hundreds of parameters would cost more than the look-up
            wanted = _LINES.format(key="rowid", wanted=f"IN ({','.join(map(str, numbers))})")
            rows = await connection.exec_driver_sql(wanted.replace(":user_no", str(int(user_no))))
        else:
            wanted = _LINES.format(key="no", wanted="= ANY(CAST(:numbers AS bigint[]))")
            rows = await connection.execute(text(wanted), {"user_no": user_no, "numbers": numbers})
        for row in rows.all():
            no, session_id, turn_id, role, speaker, day, said, terms = tuple[Any, ...](row)
            said_on = date.fromisoformat(day) if isinstance(day, str) else day
            place = no % _BLOCK
            lines[place] = Line(place, session_id, turn_id, role, speaker, said_on, said, terms)
    return lines


async def scrub(database: Database) -> None:
    """Empty what the database keeps of removed rows beside its tables: SQLite's log, Postgres's dead rows."""
    if database.is_sqlite:
        async with database.engine.connect() as connection:  # a checkpoint can't run inside a transaction
            raw = await connection.get_raw_connection()
            if raw.driver_connection is not None:
                cursor = await raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                await cursor.close()
        return
    async with database.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        for table in ("memory_index", "memory_turn", "memory_brief", "memory_vector"):
            await connection.exec_driver_sql(f"VACUUM {table}")


def _is_sqlite(connection: AsyncConnection) -> bool:
    return connection.dialect.name == "sqlite"


def _key(connection: AsyncConnection) -> str:
    return "rowid" if _is_sqlite(connection) else "no"


def _match_sqlite(stems: Sequence[str]) -> str:
    return " OR ".join(f'"{stem}"' for stem in stems)


def _match_postgres(user_no: int, stems: Sequence[str]) -> str:
    any_of = " | ".join(f"'{stem}'" for stem in stems)
    return f"'{_user_lexeme(user_no)}' & ({any_of})"


def _user_lexeme(user_no: int) -> str:
    """A word in each of the user's rows, so that the index is asked for theirs only; no stem has a colon."""
    return f"u:{user_no}"


def _list_lexemes(user_no: int, terms: str) -> list[str]:
    return [_user_lexeme(user_no), *sorted({stem for stem in terms.split() if stem != QUESTION_MARK})]

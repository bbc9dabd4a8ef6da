"""How a database means to find what it is asked for: every statement of a stretch of work, and its plan."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from tests.fakes.counted_statements import listening

_PLANNED = ("SELECT", "UPDATE", "DELETE", "WITH")
_SCANS = re.compile(r"^SCAN (?!CONSTANT ROW|\d+|\()(\w+)\b(?! VIRTUAL TABLE INDEX \d+:\S)")
_ORDER = re.compile(r" ORDER BY (?:(?! LIMIT |\(|\)).)*$", re.DOTALL)
_SORTS = "USE TEMP B-TREE FOR ORDER BY"


@dataclass
class Statements:
    """What was asked, each statement once with the parameters of its first time."""

    asked: dict[str, Any] = field(default_factory=dict[str, Any])

    def note(self, _c: Any, _k: Any, statement: str, parameters: Any, _x: Any, many: bool) -> None:
        """One statement more."""
        if statement.lstrip().upper().startswith(_PLANNED):
            self.asked.setdefault(statement, parameters[0] if many else parameters)


@contextmanager
def noting(engine: AsyncEngine) -> Iterator[Statements]:
    """Note all that is asked through `engine` in the block."""
    statements = Statements()
    with listening(engine, statements.note):
        yield statements


async def find_scans(engine: AsyncEngine, statements: Statements) -> dict[str, str]:
    """The tables that are read from end to end, each with a statement that does it."""
    find = _find_in_sqlite if engine.dialect.name == "sqlite" else _find_in_postgres
    found: dict[str, str] = {}
    async with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            await connection.exec_driver_sql("SET enable_seqscan = off")
        for statement, parameters in statements.asked.items():
            for table in await find(connection, statement, parameters):
                found.setdefault(table, " ".join(statement.split()))
    return found


async def find_sorts(engine: AsyncEngine, statements: Statements) -> list[str]:
    """The statements for which SQLite sorts what it has found instead of reading it in order."""
    sorting: list[str] = []
    async with engine.connect() as connection:
        for statement, parameters in statements.asked.items():
            rows = (await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)).all()
            if any(_SORTS in str(row[3]) for row in rows):
                sorting.append(" ".join(statement.split()))
    return sorting


async def _find_in_sqlite(connection: Any, statement: str, parameters: Any) -> set[str]:
    rows = (await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)).all()
    names = {match[1] for row in rows if (match := _SCANS.match(str(row[3])))}
    return {_unalias(statement, name) for name in names}


async def _find_in_postgres(connection: Any, statement: str, parameters: Any) -> set[str]:
    found_by = _ORDER.sub("", statement)  # nearly empty tables are read in their order for the order's sake alone
    plan = (await connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {found_by}", parameters)).scalar_one()
    plan = json.loads(plan) if isinstance(plan, str) else plan
    return set(_walk(plan[0]["Plan"]))


def _walk(node: dict[str, Any]) -> Iterator[str]:
    kind = node["Node Type"]
    if kind == "Seq Scan" or (kind in {"Index Scan", "Index Only Scan"} and "Index Cond" not in node):
        yield node["Relation Name"]
    for inner in node.get("Plans", ()):
        yield from _walk(inner)


def _unalias(statement: str, name: str) -> str:
    named = re.search(rf'"?(\w+)"?\s+AS\s+"?{name}"?\b', statement, re.IGNORECASE)
    return named[1] if named else name

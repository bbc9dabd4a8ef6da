"""Counting what a service asks its database."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

_TRANSACTIONS = ("BEGIN", "COMMIT", "ROLLBACK")


@dataclass
class Asked:
    """The statements of a stretch of work, in order; the ends of transactions are none."""

    statements: list[str] = field(default_factory=list[str])

    @property
    def count(self) -> int:
        return len(self.statements)

    def note(self, _c: Any, _k: Any, statement: str, _p: Any, _x: Any, _many: bool) -> None:
        if not statement.startswith(_TRANSACTIONS):
            self.statements.append(" ".join(statement.split()))


@contextmanager
def counting(engine: AsyncEngine) -> Generator[Asked]:
    """Note all that is asked through `engine` in the block."""
    asked = Asked()
    event.listen(engine.sync_engine, "before_cursor_execute", asked.note)
    try:
        yield asked
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", asked.note)

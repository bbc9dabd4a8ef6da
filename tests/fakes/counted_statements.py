"""Counting what a service asks its database."""

from collections.abc import Callable, Generator
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
def listening(engine: AsyncEngine, note: Callable[..., None]) -> Generator[None]:
    """Call `note` for every statement that goes through `engine` in the block, with what SQLAlchemy's event tells."""
    event.listen(engine.sync_engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", note)


@contextmanager
def counting(engine: AsyncEngine) -> Generator[Asked]:
    """Note all that is asked through `engine` in the block."""
    asked = Asked()
    with listening(engine, asked.note):
        yield asked

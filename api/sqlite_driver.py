"""SQLite for asyncio with one trip to its thread for each statement.

aiosqlite runs a connection in a thread of its own, and SQLAlchemy goes there four times for a statement: to make a
cursor, to execute, to fetch, to close. Each trip costs about as much as a small query itself. Here all four are one; a
transaction begins on the way of its first statement, and where none is open its end needs no trip.
"""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, Self, TypeVar

import aiosqlite

Parameters = Sequence[Any] | dict[str, Any]
Row = tuple[Any, ...]
_T = TypeVar("_T")

_CHUNK = 64
"""Rows at a time, where somebody iterates over aiosqlite's own cursors."""


class Cursor:
    """The part of the DB-API that SQLAlchemy's asyncio adapter uses; rows are all here once a statement has run."""

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection
        self._rows: list[Row] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, operation: str, parameters: Parameters = ()) -> Self:
        """Run one statement and fetch what it gives; raises `sqlite3.Error`."""
        await self._connection.run(self._execute, operation, parameters)
        return self

    async def executemany(self, operation: str, seq_of_parameters: Sequence[Parameters]) -> Self:
        """Run one statement for each set of parameters; raises `sqlite3.Error`."""
        await self._connection.run(self._execute_many, operation, seq_of_parameters)
        return self

    async def fetchone(self) -> Row | None:
        """The next row."""
        return self._rows.pop(0) if self._rows else None

    async def fetchmany(self, size: int | None = None) -> list[Row]:
        """The next `size` rows, or `arraysize`."""
        count = self.arraysize if size is None else size
        taken, self._rows = self._rows[:count], self._rows[count:]
        return taken

    async def fetchall(self) -> list[Row]:
        """The rows that are left."""
        taken, self._rows = self._rows, []
        return taken

    async def close(self) -> None:
        """Nothing is held open: the statement's own cursor is closed when it has run."""

    def _execute(self, operation: str, parameters: Parameters) -> None:
        self._take(self._connection.open.execute(operation, parameters))

    def _execute_many(self, operation: str, seq_of_parameters: Sequence[Parameters]) -> None:
        self._take(self._connection.open.executemany(operation, seq_of_parameters))

    def _take(self, cursor: sqlite3.Cursor) -> None:
        """In the connection's thread: everything that the statement gave. `rowcount` is known once all is fetched."""
        try:
            self.description = cursor.description
            self._rows = cursor.fetchall() if cursor.description else []
            self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        finally:
            cursor.close()


class Connection(aiosqlite.Connection):
    """aiosqlite's connection, with cursors that travel once."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, _CHUNK)
        self._thread.daemon = True  # as SQLAlchemy has it for connections that it makes itself
        self._beginning: str | None = None
        self._sent = 0
        """Pieces of work on their way: counted here, where they are sent, and ..."""
        self._done = 0
        """... there, once they are done, whoever still waits for them."""

    @property
    def open(self) -> sqlite3.Connection:
        """The connection itself; to be used in its thread only."""
        return self._conn

    def begin(self, statement: str) -> None:
        """Begin a transaction by this statement, right before the first one that is run in it.

        Where that fails, the next one tries again: nothing is run outside the transaction that was asked for.
        """
        self._beginning = statement

    async def run(self, work: Callable[..., _T], *given: Any) -> _T:
        """Do something in the connection's thread; raises what it raises, or what beginning the transaction does."""
        return await self._go(self._begin_and_do, self._beginning, work, *given)

    async def commit(self) -> None:
        """Commit what is open; a transaction without a statement is none."""
        if self._is_open():
            await self._go(self.open.commit)

    async def rollback(self) -> None:
        """Take back what is open; a transaction without a statement is none."""
        if self._is_open():
            await self._go(self.open.rollback)

    def cursor(self) -> Cursor:  # pyright: ignore[reportIncompatibleMethodOverride]  # SQLAlchemy enters what it is given
        """A cursor; nothing is done before it executes."""
        return Cursor(self)

    def _is_open(self) -> bool:
        """Whether there is a transaction to be ended. While the thread has work nobody can tell: then there is."""
        self._beginning = None
        return self._sent != self._done or self.open.in_transaction

    async def _go(self, work: Callable[..., _T], *given: Any) -> _T:
        self._sent += 1
        return await self._execute(self._count, work, *given)

    def _count(self, work: Callable[..., _T], *given: Any) -> _T:
        try:
            return work(*given)
        finally:
            self._done += 1

    def _begin_and_do(self, beginning: str | None, work: Callable[..., _T], *given: Any) -> _T:
        if beginning is not None:
            self.open.execute(beginning)
            self._beginning = None
        return work(*given)


async def connect(database: str, **settings: Any) -> Connection:
    """Open a database file: an `async_creator_fn` for SQLAlchemy's `sqlite+aiosqlite`."""
    connection = Connection(lambda: sqlite3.connect(database, **settings))
    await connection
    return connection

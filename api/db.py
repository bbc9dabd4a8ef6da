"""The database's edge: one engine, readers and writers, and how SQLite is kept from locking itself up.

SQLite has one writer at a time. A transaction that reads first and writes later can't be helped by waiting once
somebody else has written in between, so every transaction that may write takes the write lock when it begins
(`BEGIN IMMEDIATE`) and waits for it up to the busy time-out; readers begin plainly and never wait, thanks to the
write-ahead log. SQLite lets those who wait try again with growing pauses and in no order, so the writers of one process
queue up here first: one after the other, the longest waiting first.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from api import sqlite_driver

__all__ = ["AWAY", "AsyncSession", "Database", "DatabaseAwayError", "make_engine"]

_CONNECT_WITHIN_S = 5


class DatabaseAwayError(Exception):
    """No connection could be made."""


AWAY = (DBAPIError, PoolTimeoutError, DatabaseAwayError)
"""What is raised when the database is locked, gone or too busy; worth another try in a moment."""

QUEUE_S = 4.0
"""How long a writer waits for those before it, unless told otherwise; the wait for other processes comes on top."""

_BEGIN = "astra_begin"


def make_engine(url: str, *, busy_ms: int = 4000) -> AsyncEngine:
    """An engine for `url`; for SQLite with WAL, foreign keys, a busy time-out, and transactions that begin as asked."""
    if not url.startswith("sqlite"):
        return create_async_engine(
            url,
            pool_pre_ping=True,
            pool_size=8,
            max_overflow=16,
            hide_parameters=True,
            connect_args={"async_creator_fn": _connect_postgres},
        )
    if path := make_url(url).database:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(
        url,
        pool_timeout=max(1.0, busy_ms / 1000),
        pool_size=8,
        max_overflow=24,
        hide_parameters=True,
        connect_args={"async_creator_fn": sqlite_driver.connect},
    )

    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={busy_ms}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begin(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        driver.begin(connection.get_execution_options().get(_BEGIN, "BEGIN"))

    event.listen(engine.sync_engine, "connect", prepare)
    event.listen(engine.sync_engine, "begin", begin)
    return engine


async def _connect_postgres(*args: Any, **settings: Any) -> Any:
    """A connection, or one kind of error whatever is in the way: nobody listens, it is starting, it is full."""
    try:
        return await asyncpg.connect(*args, timeout=_CONNECT_WITHIN_S, **settings)
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise DatabaseAwayError(type(error).__name__) from None


class WriteQueue:
    """Lets one at a time in, in the order in which they came. Raises `DatabaseAwayError` for who waits too long."""

    def __init__(self, within_s: float) -> None:
        self._within_s = within_s
        self._lock = asyncio.Lock()

    async def __aenter__(self) -> None:
        try:
            async with asyncio.timeout(self._within_s):
                await self._lock.acquire()
        except TimeoutError:
            raise DatabaseAwayError("too many writers") from None

    async def __aexit__(self, *_: object) -> None:
        self._lock.release()


class Database:
    """Hands out sessions. `read()` is for looking, `write()` for changing; both end with the block."""

    def __init__(self, engine: AsyncEngine, *, queue_s: float = QUEUE_S) -> None:
        self.engine = engine
        self._writer = engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
        self._queue = WriteQueue(queue_s) if self.is_sqlite else nullcontext()

    @property
    def is_sqlite(self) -> bool:
        """Whether the database has one writer at a time."""
        return self.engine.dialect.name == "sqlite"

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[AsyncSession]:
        """A session that sees one consistent state and keeps no change."""
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            yield session

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[AsyncSession]:
        """A session whose changes are committed when the block ends well, and forgotten when it raises.

        On SQLite nobody else in this process writes meanwhile: a block within another one waits for itself in vain.
        """
        async with self._queue, AsyncSession(self._writer, expire_on_commit=False) as session:
            yield session
            await session.commit()

    async def aclose(self) -> None:
        """Close all connections."""
        await self.engine.dispose()

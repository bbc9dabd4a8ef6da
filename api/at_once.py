"""Reading from SQLite in one step: many small look-ups that make one answer which somebody waits for.

Every statement of an asynchronous SQLite session changes threads and back several times, and on a busy machine each
change waits for its turn. Here a whole look-up, written for an asynchronous session, runs in one other thread on
connections that can only read. Where the database is another, or has no file, it runs as it was written.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, cast

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlmodel import Session

from api.db import AsyncSession, Database

_READERS = 4
_BUSY_MS = 4000
_MAPPED_BYTES = 2**30
"""So much of the file is read where the system holds it, without copying; address space only, not memory."""

AnswerT = TypeVar("AnswerT")


class AtOnce:
    """Reads from a database, for one event loop; closed by its owner."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._engine = _make_engine(database)

    async def read(self, look: Callable[[AsyncSession], Awaitable[AnswerT]]) -> AnswerT:
        """What `look` finds with a session that sees one state; it may await that session's statements alone."""
        engine = self._engine
        if engine is None:
            async with self._database.read() as db:
                return await look(db)

        def run() -> AnswerT:
            with Session(engine, expire_on_commit=False) as session:
                return _finish(look(cast("AsyncSession", _Undelayed(session))))

        return await asyncio.to_thread(run)

    def close(self) -> None:
        """Close the connections."""
        if self._engine is not None:
            self._engine.dispose()


class _Undelayed:
    """A session or connection whose statements are done when they are called: to await them suspends nothing."""

    def __init__(self, inner: Session | Connection) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if not callable(found):
            return found

        async def call(*args: Any, **kwargs: Any) -> Any:
            answer = found(*args, **kwargs)
            return _Undelayed(answer) if isinstance(answer, Connection) else answer

        return call


def _finish(look: Awaitable[AnswerT]) -> AnswerT:
    steps = look.__await__()
    try:
        next(steps)
    except StopIteration as stop:
        return stop.value
    steps.close()
    raise RuntimeError("what reads at once may wait for nothing but its statements")


def _make_engine(database: Database) -> Engine | None:
    url = database.engine.url
    if not database.is_sqlite or not url.database or url.database == ":memory:":
        return None
    engine = create_engine(
        url.set(drivername="sqlite"), pool_size=_READERS, max_overflow=_READERS, hide_parameters=True
    )

    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself
        for pragma in (f"busy_timeout={_BUSY_MS}", "query_only=ON", f"mmap_size={_MAPPED_BYTES}"):
            connection.execute(f"PRAGMA {pragma}").close()

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine

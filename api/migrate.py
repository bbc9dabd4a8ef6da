"""Bringing the database up to date, and writing a new step when the tables have changed."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

_SCRIPTS = Path(__file__).parent / "migrations"


def _configure(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


async def upgrade(engine: AsyncEngine) -> None:
    """Apply every step that the database lacks; harmless when it lacks none."""

    def run(connection: Connection) -> None:
        command.upgrade(_configure(connection), "head")

    async with engine.begin() as connection:
        await connection.run_sync(run)


async def downgrade(engine: AsyncEngine, to: str) -> None:
    """Take steps back until the database is as the step `to` left it; `base` is before the first, and empty."""

    def run(connection: Connection) -> None:
        command.downgrade(_configure(connection), to)

    async with engine.begin() as connection:
        await connection.run_sync(run)


async def write_step(engine: AsyncEngine, message: str) -> None:
    """Write the step from the database as it is to the tables as the code has them."""

    def run(connection: Connection) -> None:
        command.revision(_configure(connection), message, autogenerate=True)

    async with engine.begin() as connection:
        await connection.run_sync(run)

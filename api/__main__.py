"""`python -m api serve | migrate | revise`: the service's process."""

import asyncio
from typing import Annotated, Any

import typer
import uvicorn
from pydantic import ValidationError

from api.db import make_engine
from api.log import configure_log
from api.migrate import upgrade, write_step
from api.settings import Settings, load_llm_settings, load_settings
from astra.kit.loading import paused_collection

_MAX_FRAME_BYTES = 64 * 1024
"""Of what a page sends over a socket: nothing that it says there is read."""

cli = typer.Typer(no_args_is_help=True, add_completion=False)


@cli.command()
def serve(port: Annotated[int | None, typer.Option(help="default: ASTRA_PORT")] = None) -> None:
    """Bring the database up to date and serve on 127.0.0.1."""
    settings = _read_settings() if port is None else _read_settings(port=port)
    configure_log()
    with paused_collection():
        from api.app import create_app  # noqa: PLC0415  seconds of loading, which only serving needs

        app = create_app(settings, llm=load_llm_settings())
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=settings.port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=5,
        ws_max_size=_MAX_FRAME_BYTES,
    )


@cli.command()
def migrate() -> None:
    """Bring the database up to date."""

    async def run() -> None:
        settings = _read_settings()
        engine = make_engine(settings.database, busy_ms=settings.database_busy_ms)
        await upgrade(engine)
        await engine.dispose()

    asyncio.run(run())


@cli.command()
def revise(message: str) -> None:
    """For developers: write the migration from the database as it is to the tables as the code has them."""

    async def run() -> None:
        settings = _read_settings()
        engine = make_engine(settings.database, busy_ms=settings.database_busy_ms)
        await write_step(engine, message)
        await engine.dispose()

    asyncio.run(run())


def _read_settings(**given: Any) -> Settings:
    """The settings, or an end with one line for each that is missing or wrong; their values stay unsaid."""
    try:
        return load_settings(**given)
    except ValidationError as error:
        for fault in error.errors(include_input=False, include_url=False):
            typer.echo(f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}", err=True)
        raise typer.Exit(2) from None


if __name__ == "__main__":
    cli()

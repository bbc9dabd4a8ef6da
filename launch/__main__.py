"""The commands behind `make run` and `make doctor`."""

import asyncio
import contextlib
import signal
from pathlib import Path
from typing import Annotated

import typer

from launch.plan import Plan, PlanError, build_plan
from launch.settings import merge_settings, read_environment
from launch.supervisor import LaunchError, Supervisor

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Run the whole of Astra on this machine.")

_Root = Annotated[Path, typer.Option(help="The checkout: where .env and .astra are.")]


def _load_plan(root: Path) -> Plan:
    try:
        return build_plan(merge_settings(read_environment(), root.resolve()))
    except PlanError as error:
        typer.echo(f"astra: {error}", err=True)
        raise typer.Exit(2) from None


async def _supervise(plan: Plan) -> None:
    running = asyncio.get_running_loop().create_task(Supervisor(plan, tell=typer.echo).run())
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, running.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await running


@app.command()
def up(root: _Root = Path()) -> None:
    """Start everything, and stop it with Ctrl-C."""
    plan = _load_plan(root)
    try:
        asyncio.run(_supervise(plan))
    except LaunchError as error:
        typer.echo(f"astra: {error}", err=True)
        raise typer.Exit(1) from None
    typer.echo("Stopped.")


@app.command()
def doctor(root: _Root = Path()) -> None:
    """Say which parts are real, which are stand-ins and what is broken; exits 1 when something is."""
    from launch.doctor import diagnose, render_findings  # noqa: PLC0415  its clients would delay every `up` by a second

    findings = asyncio.run(diagnose(_load_plan(root)))
    typer.echo(render_findings(findings))
    if any(finding.broken for finding in findings):
        raise typer.Exit(1)


if __name__ == "__main__":
    app()

"""The command: `python -m scenarios run FILE…` against a running Astra, and `check FILE…` without one."""

import asyncio
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from scenarios.performing import Stage, perform, save_sounds
from scenarios.powers import Powers
from scenarios.reading import ScenarioError, read_scenario
from scenarios.report import Report
from scenarios.script import Scenario
from scenarios.transcriber import LISTENER_MODEL, Transcriber
from scenarios.voices import VoiceBox

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Run conversations that are written as YAML files.")

_Files = Annotated[list[Path], typer.Argument(help="Scenario files.")]


@app.command()
def check(files: _Files) -> None:
    """Say whether the files can be read, and what is wrong where they can't."""
    scenarios = _read_all(files)
    typer.echo(f"{len(scenarios)} scenario{'s' if len(scenarios) != 1 else ''} can be run.")


@app.command()
def run(  # noqa: PLR0917  typer's way of naming options
    files: _Files,
    url: Annotated[str, typer.Option(help="Where Astra's page is.")] = "http://localhost:8000",
    speech_url: Annotated[
        str,
        typer.Option(help="OpenAI-compatible base URL for voices and ears; default: the stand-in beside --url."),
    ] = "",
    listener_model: Annotated[str, typer.Option(help="Model that writes down what was heard.")] = LISTENER_MODEL,
    openai_standin: Annotated[str, typer.Option(help="Stand-in that `fault: {at: openai}` means.")] = "",
    elevenlabs_standin: Annotated[str, typer.Option(help="Stand-in that `fault: {at: elevenlabs}` means.")] = "",
    launcher_pid: Annotated[int, typer.Option(help="Process id of the launcher, for `kill` steps.")] = 0,
    database: Annotated[Path | None, typer.Option(help="The service's SQLite file, for `days_pass` steps.")] = None,
    cache: Annotated[Path, typer.Option(help="Where spoken lines are kept.")] = Path(".astra/cache/scenarios"),
    out: Annotated[Path | None, typer.Option(help="Folder for what each person heard, as WAV files.")] = None,
) -> None:
    """Run the scenarios one after another; exits 1 when one goes wrong, 2 when one can't be run."""
    scenarios = _read_all(files)
    speech = speech_url or _find_standin(url)
    standins = {"openai": openai_standin, "elevenlabs": elevenlabs_standin}
    given = {name: base.rstrip("/") for name, base in standins.items() if base}
    powers = Powers(given, launcher_pid or None, database)
    stage = Stage(url.rstrip("/"), VoiceBox(speech, cache), Transcriber(speech, model=listener_model), powers)
    try:
        reports = asyncio.run(_run_all(scenarios, stage))
    except ScenarioError as error:
        typer.echo(f"scenarios: {error}", err=True)
        raise typer.Exit(2) from None
    if out is not None:
        for report in reports:
            save_sounds(report, out)
    failed = sum(not report.ok for report in reports)
    typer.echo(f"\n{len(reports) - failed} of {len(reports)} went as written.")
    if failed:
        raise typer.Exit(1)


async def _run_all(scenarios: list[Scenario], stage: Stage) -> list[Report]:
    reports: list[Report] = []
    for scenario in scenarios:
        reports.append(await perform(scenario, stage))
        typer.echo(reports[-1].render())
    return reports


def _read_all(files: list[Path]) -> list[Scenario]:
    try:
        return [read_scenario(path) for path in files]
    except ScenarioError as error:
        typer.echo(f"scenarios: {error}", err=True)
        raise typer.Exit(2) from None


def _find_standin(url: str) -> str:
    """The stand-in for speech listens two ports above the page (docs/architecture.md)."""
    parts = urlsplit(url)
    return f"http://127.0.0.1:{(parts.port or 8000) + 2}/v1"


if __name__ == "__main__":
    app()

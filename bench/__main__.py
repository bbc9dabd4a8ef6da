"""`python -m bench`: run the benchmarks, print Markdown, and with `--write` keep each part in docs/benchmarks.md."""

import asyncio
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from astra.kit.clock import SYSTEM_CLOCK
from bench.caller import NotHeardError
from bench.charts import measure as measure_charts
from bench.claims import measure as measure_claims
from bench.document import put_sections
from bench.drawings import measure as measure_drawings
from bench.memory_learning import measure_updates
from bench.memory_retrieval.run import measure as measure_retrieval
from bench.mind import measure as measure_mind
from bench.places import measure as measure_places
from bench.processes import BenchError
from bench.report import describe_environment
from bench.responder import measure as measure_responder
from bench.service import measure as measure_service
from bench.starvation import Tolerance
from bench.voice import Findings, Plan, compare

_TARGET = Path("docs/benchmarks.md")
_VOICE = ("replies", "openings", "over-greeting", "barge-in", "memory")
_QUICK: dict[str, Callable[[], tuple[str, list[str]]]] = {
    "charts": measure_charts,
    "drawings": measure_drawings,
    "places": measure_places,
    "claims": measure_claims,
    "mind": measure_mind,
    "retrieval": measure_retrieval,
    "updates": measure_updates,
    "responder": measure_responder,
    "service": measure_service,
}
"""What needs no rooms and no voices: each gives its section, and the figures that are over their target."""
_SETS = {
    "voice": set(_VOICE),
    "rooms": {"rooms"},
    "quick": set(_QUICK),
    **{name: {name} for name in (*_QUICK, *_VOICE)},
}
_INTRO = """\
# Benchmarks

`make bench` measures all of this anew; `.venv/bin/python -m bench --only replies --turns 6` is a quick form of one
part, and `--write` puts what was measured in place of its section here. Every figure is a ratio against a named peer or
baseline of the same run, or stands beside the bound that it must keep: shared machines give no
absolute times worth keeping."""
_METHOD = """\
Every figure is a ratio of two things measured in one run: LiveKit's plain starter agent (`bench/starter.py`) and Astra
(`python -m agent start` with its real service), in rooms of the same room server, behind the same stand-ins with fixed
latencies (STT 120 ms, LLM 250 ms to the first token and then 50 tokens a second, TTS 75 ms). Turns are interleaved.
Time is taken at the client that listens: from the last sample of a spoken sentence (Piper) to the first audible frame
that leaves the client's jitter buffer. The questions are ones that the turn detector takes for finished with a clear
margin: on doubtful ones the starter waits for its longest delay, which would flatter Astra. A measurement during which
the machine was starved (the client's event loop, its outgoing frames, the kernel's account of processor pressure,
stolen time) is thrown away and counted; where more are thrown away than kept there is no figure."""


def main(
    only: Annotated[str, typer.Option(help=f"A comma list of {', '.join(_SETS)}.")] = "quick,rooms,voice",
    turns: Annotated[int, typer.Option(min=1, help="Turns with each peer and configuration.")] = 20,
    openings: Annotated[int, typer.Option(min=1, help="Greetings, and New Chats, of each peer.")] = 10,
    barge_ins: Annotated[int, typer.Option(min=1, help="Interruptions of each peer.")] = 10,
    soak_minutes: Annotated[float, typer.Option(min=0, help="How long the room server is soaked.")] = 10,
    write: Annotated[bool, typer.Option("--write", help=f"Also write {_TARGET}.")] = False,
    leniency: Annotated[
        float, typer.Option(min=1, help="How many times more starved a measurement may be and still count.")
    ] = 1.0,
) -> None:
    """Measure Astra against the starter, and the room server against its targets."""
    chosen = _choose(only)
    plan = Plan(
        turns=turns if "replies" in chosen else 0,
        openings=openings if "openings" in chosen else 0,
        over_greeting=4 if "over-greeting" in chosen else 0,
        barge_ins=barge_ins if "barge-in" in chosen else 0,
        memory_talks=4 if "memory" in chosen else 0,
        tolerance=Tolerance().times(leniency),
    )
    sections: list[str] = []
    missed: list[str] = []
    for name in (name for name in _QUICK if name in chosen):
        section, over = _QUICK[name]()
        sections.append(section)
        missed += over
    if "rooms" in chosen:
        sections += _run_rooms(soak_minutes)
    if parts := [name for name in _VOICE if name in chosen]:
        findings = _run_voice(plan)
        missed += findings.missed
        title = "Astra and the starter" + ("" if len(parts) == len(_VOICE) else f": {', '.join(parts)}")
        method = f"{_METHOD}\nA measurement of this run could suffer: {plan.tolerance}."
        sections.append(f"## {title}\n\n{describe_environment()}\n\n{method}\n\n{findings.render()}")
    typer.echo("\n\n".join(sections))
    if write:
        put_sections(_TARGET, _INTRO, sections)
    if missed:
        typer.echo(f"Over their target: {', '.join(missed)}", err=True)


def _choose(only: str) -> set[str]:
    names = [name.strip() for name in only.split(",") if name.strip()]
    if unknown := [name for name in names if name not in _SETS]:
        raise typer.BadParameter(f"{', '.join(unknown)}: there are {', '.join(_SETS)}")
    return set[str]().union(*(_SETS[name] for name in names))


def _run_voice(plan: Plan) -> Findings:
    started_s = SYSTEM_CLOCK.monotonic()

    def tell(line: str) -> None:
        typer.echo(f"[{SYSTEM_CLOCK.monotonic() - started_s:6.0f} s] {line}", err=True)

    try:
        return asyncio.run(compare(plan, tell))
    except (BenchError, NotHeardError) as error:
        typer.echo(f"bench: {error}", err=True)
        raise typer.Exit(1) from None


def _run_rooms(soak_minutes: float) -> list[str]:
    """The room server's own benchmark, in a process of its own; no section where it could not be measured."""
    command = [sys.executable, "-m", "bench.rooms", "--minutes", str(soak_minutes)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if not done.stdout.strip():
        typer.echo("bench: the room server could not be measured", err=True)
        return []
    return [f"## Rooms\n\n{done.stdout.strip()}"]


if __name__ == "__main__":
    typer.run(main)

"""The service's own figures: reading a growing history, saving, live words of many talks, bodies too large.

`python -m bench.service --sizes 10000,100000` measures smaller stores in less time.
"""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from bench.service_load import (
    BATCH,
    SAVED,
    TALKS,
    Times,
    time_large_bodies,
    time_many_talks,
    time_reading,
    time_writing,
)
from bench.service_stage import PEOPLE, staged
from tests.fakes.rooms_server import Rooms, running_rooms

SIZES = (10_000, 100_000, 1_000_000)
READS = 60
WRITES = 30
LOAD_S = 20.0
BODIES = 10
GROWTH_TARGET = 1.5
READ_TARGET_MS = 50.0
_TARGETS_MS = {"a token": 30.0, "an ingest batch": 15.0, "a save": 50.0}
_LOAD_TARGET_MS = 100.0
_BODY_TARGET_MS = 50.0
_BODY_TARGET_MIB = 20.0
_TOO_SMALL_TO_GROW_MS = 10.0
"""A figure that stays below this may double by the noise of the machine alone."""


@dataclass(slots=True)
class Figures:
    """What was measured, in milliseconds; reading by the size of the store, the rest on the largest."""

    reading: dict[int, dict[str, Times]] = field(default_factory=dict[int, dict[str, Times]])
    writing: dict[str, Times] = field(default_factory=dict[str, Times])
    load: Times = field(default_factory=list[float])
    bodies: Times = field(default_factory=list[float])
    body_mib: float = 0.0


def measure(sizes: Sequence[int] = SIZES) -> tuple[str, list[str]]:
    """A section of Markdown, and what is over its target."""
    with running_rooms(own=True) as rooms:
        figures = asyncio.run(_measure(rooms, sizes))
    rows, over = _render_reading(figures)
    more, also_over = _render_work(figures)
    return "\n".join([*rows, "", *more]), over + also_over


async def _measure(rooms: Rooms, sizes: Sequence[int]) -> Figures:
    figures = Figures()
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            async with staged(Path(folder), rooms, size) as stage:
                figures.reading[size] = await time_reading(stage, READS)
                if size == sizes[-1]:
                    figures.writing = await time_writing(stage, WRITES)
                    figures.load = await time_many_talks(stage, LOAD_S)
                    figures.bodies, figures.body_mib = await time_large_bodies(stage, BODIES)
    return figures


def _render_reading(figures: Figures) -> tuple[list[str], list[str]]:
    sizes = list(figures.reading)
    rows = [
        "## The service",
        "",
        f"Utterances of {PEOPLE} people in SQLite, one of whom reads; p95 of {READS}, at the wire of a process.",
        "",
        f"| reading | {' | '.join(f'{size:,}' for size in sizes)} | growth | target |",
        f"|---|{'---|' * len(sizes)}---|---|",
    ]
    over: list[str] = []
    for name in figures.reading[sizes[0]]:
        p95s = [p95(figures.reading[size][name]) for size in sizes]
        growth = p95s[-1] / p95s[0]
        if p95s[-1] > READ_TARGET_MS or (growth > GROWTH_TARGET and p95s[-1] > _TOO_SMALL_TO_GROW_MS):
            over.append(f"reading {name}")
        shown = " | ".join(f"{value:.1f} ms" for value in p95s)
        rows.append(f"| {name} | {shown} | {growth:.2f} | ≤ {GROWTH_TARGET}, ≤ {READ_TARGET_MS:.0f} ms |")
    return rows, over


def _render_work(figures: Figures) -> tuple[list[str], list[str]]:
    named = {"an ingest batch": f"a batch of {BATCH} live utterances", "a save": f"a save of {SAVED} messages"}
    figures_ms = [
        (named.get(name, "a room and its token"), p95(times), _TARGETS_MS[name])
        for name, times in figures.writing.items()
    ]
    figures_ms += [
        (f"ingest of {TALKS} talks at once, for {LOAD_S:.0f} s", p95(figures.load), _LOAD_TARGET_MS),
        ("a body of 10 MB, from its head to 413", p95(figures.bodies), _BODY_TARGET_MS),
    ]
    rows = [f"On the largest, p95 of {WRITES}:", "", "| what | figure | target |", "|---|---|---|"]
    rows += [f"| {name} | {value:.1f} ms | ≤ {target:.0f} ms |" for name, value, target in figures_ms]
    rows.append(f"| memory for bodies of 10 MB | + {figures.body_mib:.1f} MiB | + ≤ {_BODY_TARGET_MIB:.0f} MiB |")
    over = [name for name, value, target in figures_ms if value > target]
    return rows, over + (["memory for large bodies"] if figures.body_mib > _BODY_TARGET_MIB else [])


def p95(times: Sequence[float]) -> float:
    """The value that nineteen of twenty do not exceed."""
    ordered = sorted(times)
    return ordered[max(0, -(-95 * len(ordered) // 100) - 1)]


def main(sizes: Annotated[str, typer.Option(help="How many utterances, smallest first.")] = "10000,100000") -> None:
    """Measure the service on stores of these sizes."""
    section, over = measure([int(size) for size in sizes.split(",")])
    typer.echo(section)
    if over:
        typer.echo(f"Over their target: {', '.join(over)}", err=True)


if __name__ == "__main__":
    typer.run(main)

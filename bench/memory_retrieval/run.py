"""Runs the retrieval benchmark against the service in process, over its own wire, and writes what it found."""

import asyncio
import logging
import tempfile
from collections.abc import Sequence
from pathlib import Path

import httpx
import structlog

from api.app import create_app
from api.settings import load_settings
from astra.kit.clock import SYSTEM_CLOCK
from bench.memory_retrieval.plain import ask_plainly
from bench.memory_retrieval.quality import LIMIT, Tally, ask_all, mean, measure_gate
from bench.memory_retrieval.speed import Pace, measure_growth
from bench.memory_retrieval.talks import invent_all

SIZES = (5_000, 20_000, 100_000)
_QUERY_P95_MS = {5_000: 10.0, 20_000: 25.0, 100_000: 40.0}
_INGEST_MS = 50.0
_BRIEF_MS = 5.0
_BYTES_PER_TURN = 1_600.0
_RECALL_AT_3 = 0.61
_RECALL_AT_10 = 0.75
_TOKEN = "the-service-token-of-the-benchmark-0123456789"
_SECRET = "a-secret-of-the-benchmark-of-more-than-32-bytes"
_METHOD = """\
Twenty invented pairs of people talk sixteen times over many months, and are asked about by what they told each other:
about two thirds of the questions in words near to what was said, the rest in other words altogether; the listener
repeats the speaker's words, and both may tell of the same kind of thing. Everything passes through `/synapse` itself,
with no model and no embeddings. Recall is the share of a question's evidence among the first 3 and 10 lines. Its bounds
are those for a public set of long talks, and this set is held to them too."""


def measure(sizes: Sequence[int] = SIZES) -> tuple[str, list[str]]:
    """The whole benchmark as Markdown, and the names of the figures that are over their targets."""
    return asyncio.run(_run(sizes))


async def _run(sizes: Sequence[int]) -> tuple[str, list[str]]:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(
            load_settings(
                _env_file=None,
                home=Path(folder),
                livekit_api_key="bench",
                livekit_api_secret=_SECRET,
                service_token=_TOKEN,
                watch_every_s=1e6,
                jobs_every_s=1e6,
            )
        )
        transport = httpx.ASGITransport(app=app)
        headers = {"authorization": f"Bearer {_TOKEN}"}
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://localhost:8000", headers=headers) as client,
        ):
            talks = invent_all()
            tallies = await ask_all(client, talks)
            paces = await measure_growth(client, app.state.root.database, SYSTEM_CLOCK, sizes) if sizes else []
    text = f"## Memory retrieval\n\n{_METHOD}\n\n{render_quality(tallies, ask_plainly(talks))}\n\n{render_speed(paces)}"
    return text, list_recall_misses(tallies) + [miss for pace in paces for miss in list_speed_misses(pace)]


def list_recall_misses(tallies: dict[str, Tally]) -> list[str]:
    """Which recall, over all questions, is under its bound."""
    asked = _gather(tallies)
    figures = (("recall@3", asked.at_3, _RECALL_AT_3), (f"recall@{LIMIT}", asked.at_10, _RECALL_AT_10))
    return [f"{name} of the own set" for name, values, bound in figures if mean(values) < bound]


def list_speed_misses(pace: Pace) -> list[str]:
    """What took longer, or more room, than it may."""
    at = f"at {pace.turns:,} turns"
    figures = (
        (f"memory query p95 {at}", pace.query_p95_ms, _bound_query(pace.turns)),
        (f"taking 200 turns in {at}", pace.ingest_ms, _INGEST_MS),
        (f"cached start brief {at}", pace.cached_brief_ms, _BRIEF_MS),
        (f"bytes a turn {at}", pace.bytes_per_turn, _BYTES_PER_TURN),
    )
    return [name for name, value, target in figures if value > target]


def render_quality(tallies: dict[str, Tally], plain: Tally) -> str:
    """Recall, rank and gate as a table, beside plain full-text search."""
    lines = [f"| questions | count | recall@3 | recall@{LIMIT} | MRR |", "|---|---|---|---|---|"]
    for kind, tally in tallies.items():
        if tally.at_3:
            lines.append(_row(kind, len(tally.best), mean(tally.at_3), mean(tally.at_10), mean(tally.reciprocal)))
    asked = _gather(tallies)
    for name, tally in (("all", asked), ("all, by plain FTS5", plain)):
        lines.append(_row(name, len(tally.at_3), mean(tally.at_3), mean(tally.at_10), mean(tally.reciprocal)))
    lines.append(f"| wanted of all | | ≥ {_RECALL_AT_3} | ≥ {_RECALL_AT_10} | |")
    gate = measure_gate(tallies)
    sentence = (
        f"Gate: the best line's score tells answerable questions from {len(tallies['unanswerable'].best)} unanswerable "
        f"ones (half of them about what the other person told) with an AUC of {gate.auc:.2f}. At 0.5 it lets "
        f"{gate.let_in:.0%} of the unanswerable in and turns {gate.turned_away:.0%} of the answerable away."
    )
    return "\n".join([*lines, "", sentence])


def render_speed(paces: Sequence[Pace]) -> str:
    """Milliseconds and bytes as a table, each beside its bound, and how a query's time grew."""
    if not paces:
        return ""
    lines = [
        "| turns of one user | query p50 | query p95 | bound | 200 turns taken in | cached brief | bytes a turn |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {pace.turns:,} | {pace.query_p50_ms:.1f} ms | {pace.query_p95_ms:.1f} ms "
        f"| ≤ {_bound_query(pace.turns):.0f} ms | {pace.ingest_ms:.0f} ms | {pace.cached_brief_ms:.1f} ms "
        f"| {pace.bytes_per_turn:.0f} |"
        for pace in paces
    ]
    lines.append(f"| bound | | | | ≤ {_INGEST_MS:.0f} ms | ≤ {_BRIEF_MS:.0f} ms | ≤ {_BYTES_PER_TURN:.0f} |")
    first, last = paces[0], paces[-1]
    growth = (
        f"From {first.turns:,} to {last.turns:,} turns, {last.turns / first.turns:.0f} times as many, a query's p95 "
        f"grew {last.query_p95_ms / max(first.query_p95_ms, 1e-3):.1f}-fold."
    )
    return "\n".join([*lines, *(["", growth] if len(paces) > 1 else [])])


def _bound_query(turns: int) -> float:
    """The bound of the smallest size that is no smaller; of the largest for more."""
    return next((bound for size, bound in sorted(_QUERY_P95_MS.items()) if turns <= size), max(_QUERY_P95_MS.values()))


def _gather(tallies: dict[str, Tally]) -> Tally:
    """Every question that has an answer."""
    everything = Tally()
    for tally in tallies.values():
        everything.at_3 += tally.at_3
        everything.at_10 += tally.at_10
        everything.reciprocal += tally.reciprocal
    return everything


def _row(kind: str, count: int, *figures: float) -> str:
    return f"| {kind} | {count} | " + " | ".join(f"{figure:.3f}" for figure in figures) + " |"

"""Written talk in figures: how soon a message is picked up, how far a socket is behind the model, what sockets weigh.

`python -m bench --only responder`. The service is a process of its own; the model is a wire in this one, so that both
ends of a token are seen by one clock. Whatever the service refuses or leaves unanswered is counted and said; every wait
has an end, and so has the whole.
"""

import asyncio
import contextlib
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
from websockets.asyncio.client import ClientConnection

from astra.kit.clock import SYSTEM_CLOCK
from bench.responder_stage import (
    ANSWER_WITHIN_S,
    PAUSE_S,
    Echoes,
    Figures,
    Talker,
    TimedWire,
    counting,
    running_service,
)
from bench.service import p95

IDLE_MESSAGES = 40
STEADY_PER_S = 5
LOAD_PER_S = 50
LOAD_S = 10
TALKS = 25
PEOPLE = 50
TOKENS = 40
SOCKETS = 500
_IDLE_TARGET_MS, _LOAD_TARGET_MS, _TOKEN_TARGET_MS, _SOCKETS_TARGET_MB = 50.0, 200.0, 50.0, 150.0
_LOAD_WITHIN_S = 60.0
_WITHIN_S = 240.0
"""How long all of it may take; what is not measured by then is said to be so."""

Row = tuple[str, float | None, float | None, str]
"""What, its value, its target where it has one, the unit."""


def measure() -> tuple[str, list[str]]:
    """A section of Markdown, and what is over its target or could not be measured."""
    figures = Figures()
    with tempfile.TemporaryDirectory(prefix="astra-bench-") as folder:
        asyncio.run(_measure(Path(folder), figures))
    return _render(figures)


def _render(figures: Figures) -> tuple[str, list[str]]:
    token = f"first token at the socket after the model's, p95 of {len(figures.tokens)}"
    rows: list[Row] = [
        *_list_echoes("idle", figures.idle, _IDLE_TARGET_MS),
        *_list_echoes(f"at {STEADY_PER_S} messages a second in {TALKS} talks", figures.steady, None),
        *_list_echoes(f"at {LOAD_PER_S} messages a second in {TALKS} talks", figures.load, _LOAD_TARGET_MS),
        (token, _p95(figures.tokens), _TOKEN_TARGET_MS, "ms"),
        (f"{SOCKETS} open sockets", figures.sockets_mb, _SOCKETS_TARGET_MB, "MB"),
    ]
    lines = [
        "## Written talk",
        "",
        "The service as a process of its own on SQLite, its clients and the model beside it on the same machine.",
        "Picking up is from the message in the outbox to a responder that has it, as the service itself counts it for",
        "`/metrics`: the figure is the upper bound of the step in which the ninety-fifth of a hundred lies. An echo is",
        "from the arrival of a message to its echo in the store; a socket takes a breath of 30 ms between two looks.",
        "",
        "| what | figure | target |",
        "|---|---|---|",
        *(f"| {name} | {_say(value, unit)} | {_aim(target, unit)} |" for name, value, target, unit in rows),
        "",
        f"Answers 503, after which the same message was sent again: {figures.busy}.",
        f"Sockets refused and opened again: {figures.refused}.",
        f"Messages without a reply in their time: {figures.unanswered}.",
    ]
    missed = [name for name, value, target, _ in rows if target is not None and (value is None or value > target)]
    if figures.unanswered or not figures.is_whole:
        missed.append("written talk: not all of it was answered in time")
    return "\n".join(lines), missed


def _list_echoes(when: str, echoes: Echoes, target_ms: float | None) -> list[Row]:
    count = len(echoes.seen)
    return [
        (f"a message picked up, {when}, p95 of {echoes.picked_up.count}", echoes.picked_up.p95_ms, target_ms, "ms"),
        (f"its echo stored, p95 of {count}", _p95(echoes.stored), None, "ms"),
        ("its echo at the socket, from the answer to its POST", _p95(echoes.seen), None, "ms"),
    ]


async def _measure(folder: Path, figures: Figures) -> None:
    """Fill in the figures; those that time does not allow stay empty."""
    async with TimedWire() as wire, running_service(folder, wire.base_url) as (url, pid), AsyncExitStack() as stack:
        with contextlib.suppress(TimeoutError, httpx.HTTPError):
            async with asyncio.timeout(_WITHIN_S):
                talkers = [await _make_talker(stack, url, figures) for _ in range(PEOPLE)]
                async with counting(talkers[0].http, figures.idle):
                    await _time_echoes(talkers[0])
                await _time_tokens(talkers[0], wire)
                await _weigh_sockets(talkers, pid)
                for echoes, per_s in ((figures.steady, STEADY_PER_S), (figures.load, LOAD_PER_S)):
                    async with counting(talkers[0].http, echoes):
                        await _time_load(talkers[:TALKS], echoes, per_s)
                figures.is_whole = True
    for echoes in (figures.idle, figures.steady, figures.load):
        echoes.read_store(folder / "astra.db")


async def _make_talker(stack: AsyncExitStack, url: str, figures: Figures) -> Talker:
    client = httpx.AsyncClient(base_url=url, headers={"x-astra": "1"}, trust_env=False, timeout=ANSWER_WITHIN_S)
    talker = Talker(await stack.enter_async_context(client), url, figures)
    await talker.post("/api/auth/guest", {})
    await talker.send("/start")
    return talker


async def _time_echo(talker: Talker, socket: ClientConnection, text: str, echoes: Echoes) -> None:
    try:
        name = await talker.send(text)
    except (TimeoutError, httpx.HTTPError):
        talker.figures.unanswered += 1
        return
    began = SYSTEM_CLOCK.monotonic()
    if await talker.await_reply(socket, name):
        echoes.seen[name] = (SYSTEM_CLOCK.monotonic() - began) * 1000


async def _time_echoes(talker: Talker) -> None:
    async with talker.follow() as socket:
        for number in range(IDLE_MESSAGES):
            await _time_echo(talker, socket, f"/echo {number}", talker.figures.idle)
            await asyncio.sleep(PAUSE_S)


async def _time_tokens(talker: Talker, wire: TimedWire) -> None:
    async with talker.follow() as socket:
        for number in range(TOKENS):
            name = await talker.send(f"What about kettle{number}?")
            kind = await talker.await_words(socket, name)
            if kind is not None and number in wire.first_at:
                talker.figures.tokens.append((SYSTEM_CLOCK.monotonic() - wire.first_at[number]) * 1000)
            if kind == "reply:partial":
                await talker.await_reply(socket, name)


async def _time_load(talkers: Sequence[Talker], echoes: Echoes, per_s: int) -> None:
    each, pause_s = per_s * LOAD_S // len(talkers), len(talkers) / per_s

    async def talk(index: int, talker: Talker) -> None:
        async with talker.follow() as socket:
            await asyncio.sleep(pause_s * index / len(talkers))
            for number in range(each):
                due = SYSTEM_CLOCK.monotonic() + pause_s
                await _time_echo(talker, socket, f"/echo {number}", echoes)
                await asyncio.sleep(max(0.0, due - SYSTEM_CLOCK.monotonic()))

    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_LOAD_WITHIN_S):
            await asyncio.gather(*(talk(index, talker) for index, talker in enumerate(talkers)))
    figures = talkers[0].figures
    figures.unanswered = max(figures.unanswered, each * len(talkers) - len(echoes.seen))


async def _weigh_sockets(talkers: Sequence[Talker], pid: int) -> None:
    before = _read_rss_mb(pid)
    async with AsyncExitStack() as stack:
        for talker in talkers:
            for _ in range(SOCKETS // len(talkers)):
                await stack.enter_async_context(talker.follow())
        await asyncio.sleep(2)
        talkers[0].figures.sockets_mb = _read_rss_mb(pid) - before


def _p95(times: Mapping[str, float] | Sequence[float]) -> float | None:
    values = list(times.values()) if isinstance(times, Mapping) else times
    return p95(values) if values else None


def _say(value: float | None, unit: str) -> str:
    return "not measured" if value is None else f"{value:.0f} {unit}"


def _aim(target: float | None, unit: str) -> str:
    return "" if target is None else f"≤ {target:.0f} {unit}"


def _read_rss_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS"))

"""What the mind costs a turn: building a packet, and the first sound of a reply with memory on, off, and hanging.

Both sides are the same turns in the same run: the mind of a spoken session behind stand-ins with the fixed latencies of
the other benchmarks. The words come whole, as from a recogniser that says nothing before it is sure, and the reply is
begun in that moment: memory gets no head start that it would have from words that come bit by bit.
"""

import asyncio
import json
import random
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import httpx
from aiohttp import web

from api.app import create_app
from api.settings import load_settings
from astra.contracts.astro import AstroContext
from astra.contracts.memory import BriefItem, Loop, SessionIngest, StartBrief, TranscriptTurn
from astra.contracts.session import Correction, PastMessage, SessionContext
from astra.contracts.utterance import Role, Source
from astra.kernels import Kernels, load_kernels
from astra.kit.ids import new_id
from astra.librarian import RecallLine
from astra.llm import Chain, LlmSettings, open_chain
from astra.memory import MemoryBudgets, MemoryClient
from astra.mind import MindParts, Said, SessionMind, TurnRecord
from astra.packet import SessionState, Turn, build_packet, fit_packet, render_packet
from bench.figures import Ratio, median, p90, ratio_of_medians

BUILDS = 2_000
TURNS = 40
WORDS_FINAL_S = 0.12
"""From the end of a sentence to its words."""
FIRST_WORD_S = 0.25
FIRST_SOUND_S = 0.075
"""From the first words of a reply to its sound."""
PACKET_TARGET_MS = 5.0
ADDED_TARGET = 1.02
_TOKEN = "a-token-of-the-benchmark-of-32-bytes-or-more"
_NOW = datetime(2026, 5, 6, 12, tzinfo=UTC)
_QUESTION = "What did I tell you about my sister's wedding and the {}?"
_THINGS = [
    *("music", "dress", "cake", "guests", "flowers", "temple", "priest", "horse", "band", "lights", "cook", "driver"),
    *("hotel", "train", "letter", "ring", "garland", "henna", "sweets", "photos", "tent", "stage", "chairs", "speech"),
    *("aunt", "uncle", "cousin", "neighbour", "budget", "loan", "jeweller", "tailor", "market", "weather", "parking"),
    *("invitation", "cards", "gifts", "return", "bridge"),
]
"""One for each turn: the same question twice is looked up once."""
_WORDS = [*_THINGS, "sister", "wedding", *(f"word{number}" for number in range(400))]


@dataclass(frozen=True, slots=True)
class Heard:
    """What one side's turns took, in milliseconds from the end of a sentence."""

    words_ms: list[float] = field(default_factory=list)
    """To the first words of the reply."""
    sound_ms: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sides:
    """The same turns with memory off, with memory on, and with one that never answers."""

    off: Heard = field(default_factory=Heard)
    on: Heard = field(default_factory=Heard)
    hanging: Heard = field(default_factory=Heard)

    @property
    def added(self) -> Ratio:
        """The first sound with memory on against the same turns with memory off."""
        return ratio_of_medians(self.on.sound_ms, self.off.sound_ms)

    @property
    def added_hanging(self) -> Ratio:
        """The same of a memory that hangs."""
        return ratio_of_medians(self.hanging.sound_ms, self.off.sound_ms)


def measure() -> tuple[str, list[str]]:
    """A section of Markdown, and what is over its target."""
    kernels = load_kernels(Path("prompts"))
    builds = sorted(_time_builds(kernels))
    p95_ms = builds[int(0.95 * (len(builds) - 1))]
    sides = asyncio.run(_measure_turns(kernels))
    return render(p95_ms, sides), list_misses(p95_ms, sides)


def render(p95_ms: float, sides: Sides) -> str:
    """The section: the packet beside its bound, then the turns, each beside the same turns without memory."""
    rows = [
        "## The mind",
        "",
        f"The packet of all eleven blocks is built in {p95_ms:.2f} ms (p95 of {BUILDS}; ≤ {PACKET_TARGET_MS:.0f} ms is",
        "wanted).",
        "",
        f"{len(sides.off.sound_ms)} turns with each kind of memory, interleaved, each a question that memory is asked",
        "about, in a session of a person with 2,000 remembered turns; behind a recogniser of",
        f"{WORDS_FINAL_S * 1000:.0f} ms, a model of {FIRST_WORD_S * 1000:.0f} ms to its first word and a voice of",
        f"{FIRST_SOUND_S * 1000:.0f} ms. Time is taken from the end of the sentence. The words come whole, so that",
        "memory is asked in the moment in which the reply is begun.",
        "",
        "| memory | first words: median (P90) | first sound: median (P90) | ratio of first sounds (95 %) | target |",
        "|---|---|---|---|---|",
        _row("off", sides.off, None),
        _row("on", sides.on, sides.added),
        _row("hangs", sides.hanging, sides.added_hanging),
    ]
    return "\n".join(rows)


def list_misses(p95_ms: float, sides: Sides) -> list[str]:
    """What is over its target."""
    checks = (
        ("packet build", p95_ms > PACKET_TARGET_MS),
        ("memory on", sides.added.value > ADDED_TARGET),
        ("memory hangs", sides.added_hanging.value > ADDED_TARGET),
    )
    return [name for name, is_over in checks if is_over]


def _row(title: str, heard: Heard, ratio: Ratio | None) -> str:
    compared = " | |"
    if ratio is not None:
        verdict = "met" if ratio.value <= ADDED_TARGET else "**missed**"
        compared = f" **{ratio.value:.3f}** ({ratio.low:.3f}–{ratio.high:.3f}) | ≤ {ADDED_TARGET} {verdict} |"
    return f"| {title} | {_spread(heard.words_ms)} | {_spread(heard.sound_ms)} |{compared}"


def _spread(values_ms: Sequence[float]) -> str:
    return f"{median(values_ms):.1f} ({p90(values_ms):.1f}) ms"


def _time_builds(kernels: Kernels) -> list[float]:
    state, turn = (
        _fill_state(kernels),
        Turn("What now, with all of this?", Source.VOICE, _NOW, (RecallLine("x", None),) * 3),
    )
    times: list[float] = []
    for _ in range(BUILDS):
        began_at = time.perf_counter()
        render_packet(fit_packet(build_packet(turn, state)))
        times.append((time.perf_counter() - began_at) * 1000)
    return times


def _fill_state(kernels: Kernels) -> SessionState:
    session_id, line = new_id(), "They said that the wedding is in Goa and that the landlord wants an answer. " * 3
    return SessionState(
        persona_kernel=kernels.persona("astra").kernel_text,
        style_line=kernels.style(spoken=True),
        phrases=kernels.phrases,
        messages=tuple(PastMessage(role=Role.USER, text=line, at=_NOW) for _ in range(20)),
        session_id=session_id,
        brief=StartBrief(bridge_text=line, current_focus=line, items=(BriefItem(kind="fact", text=line),) * 12),
        loops=(Loop(text=line, opened_at=_NOW),) * 5,
        astro=AstroContext(pinned=(line,) * 5, snapshot="\n".join([line] * 40), transits=(line,) * 8),
        corrections=(Correction(said=line, right=line, at=_NOW),) * 8,
        rolling_summary=line * 4,
        rolling_summary_session_id=session_id,
        previous_session_ended_at=_NOW - timedelta(days=2),
    )


async def _measure_turns(kernels: Kernels) -> Sides:
    user_id, sides = new_id(), Sides()
    with tempfile.TemporaryDirectory() as folder:
        async with (
            _model() as url,
            _voice() as voice,
            _service(Path(folder)) as transport,
            _silence() as silent,
            httpx.AsyncClient(base_url=voice, trust_env=False) as speaker,
        ):
            chain = open_chain(LlmSettings(openrouter_base_url=url, llm_model="m", llm_fallback_model="m"))
            memory = MemoryClient("http://localhost/synapse", _TOKEN, transport=transport)
            nowhere = MemoryClient("http://127.0.0.1:9", _TOKEN)
            hanging = MemoryClient(silent, _TOKEN, budgets=MemoryBudgets(brief_s=0.3, query_s=0.3))
            await memory.ingest(_write_past(user_id))
            minds = [await _open_mind(chain, client, kernels, user_id) for client in (nowhere, memory, hanging)]
            pairs = list(zip(minds, (sides.off, sides.on, sides.hanging), strict=True))
            for number in range(TURNS):
                for mind, heard in pairs if number % 2 == 0 else reversed(pairs):
                    await _time_turn(mind, number, speaker, heard)
            for closing in (*minds, memory, nowhere, hanging, chain):
                await closing.aclose()
    return sides


async def _time_turn(mind: SessionMind, number: int, speaker: httpx.AsyncClient, heard: Heard) -> None:
    """The words are final and the reply is begun in the same moment, as it is in the room."""
    said = Said(f"t{number}", _QUESTION.format(_THINGS[number % len(_THINGS)]), Source.VOICE, _NOW)
    began_at = time.perf_counter()
    await asyncio.sleep(WORDS_FINAL_S)
    mind.hear(said.text)
    reply = mind.answer(said, TurnRecord())
    words = await anext(reply)
    heard.words_ms.append((time.perf_counter() - began_at) * 1000)
    (await speaker.post("/v1/speech", content=words)).raise_for_status()
    heard.sound_ms.append((time.perf_counter() - began_at) * 1000)
    await reply.aclose()


async def _open_mind(chain: Chain, memory: MemoryClient, kernels: Kernels, user_id: UUID) -> SessionMind:
    context = SessionContext(
        session_id=new_id(), user_id=user_id, user_identity="u", persona="astra", display_name=None, next_seq=1,
        messages=[], previous_session_ended_at=None, idle_close_s=300, grace_s=20,
    )  # fmt: skip
    mind = SessionMind(context, MindParts(chain, memory, kernels), spoken=True)
    await mind.wait_loaded(10)
    return mind


def _write_past(user_id: UUID) -> SessionIngest:
    dice = random.Random(7)
    turns = [
        TranscriptTurn(turn_id=str(new_id()), role=Role.USER, text=" ".join(dice.choices(_WORDS, k=14)), at=_NOW)
        for _ in range(2_000)
    ]
    return SessionIngest(user_id=str(user_id), session_id=str(new_id()), started_at=_NOW, transcript=turns)


@asynccontextmanager
async def _service(folder: Path) -> AsyncIterator[httpx.ASGITransport]:
    settings = load_settings(
        _env_file=None, home=folder, livekit_url="ws://127.0.0.1:9", livekit_api_key="k", livekit_api_secret=_TOKEN,
        service_token=_TOKEN, web_dist=folder, watch_every_s=1e6, jobs_every_s=1e6, mind_look_every_s=1e6,
    )  # fmt: skip
    app = create_app(settings, llm=LlmSettings())
    async with app.router.lifespan_context(app):
        yield httpx.ASGITransport(app=app)


@asynccontextmanager
async def _model() -> AsyncIterator[str]:
    async def complete(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"content-type": "text/event-stream"})
        await answer.prepare(request)
        await asyncio.sleep(FIRST_WORD_S)
        for delta, finish in (({"content": "Well then, "}, None), ({"content": "yes."}, None), ({}, "stop")):
            choice = {"index": 0, "delta": delta, "finish_reason": finish}
            chunk = {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
            await answer.write(f"data: {json.dumps(chunk)}\n\n".encode())
        await answer.write(b"data: [DONE]\n\n")
        return answer

    async with _serve("/v1/chat/completions", complete) as url:
        yield f"{url}/v1"


@asynccontextmanager
async def _voice() -> AsyncIterator[str]:
    async def speak(_request: web.Request) -> web.Response:
        await asyncio.sleep(FIRST_SOUND_S)
        return web.Response(body=b"sound")

    async with _serve("/v1/speech", speak) as url:
        yield url


@asynccontextmanager
async def _silence() -> AsyncIterator[str]:
    async def hang(_request: web.Request) -> web.Response:
        await asyncio.sleep(3600)
        return web.Response()

    async with _serve("/{path:.*}", hang) as url:
        yield url


@asynccontextmanager
async def _serve(path: str, handler: object) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post(path, handler)  # type: ignore[arg-type]
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()

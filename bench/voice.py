"""The comparison of Astra with the starter: what is run in which order, and which target each figure has."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

from bench.barge_in import SHORT_REPLY, measure_barge_in, set_replies
from bench.clips import prepare_clips
from bench.memory import measure_memory
from bench.openings import Opening, OverGreeting, measure_openings, measure_over_greeting
from bench.peers import Astra, Peer, Starter
from bench.processes import Stage, open_stage
from bench.replies import Reply, measure_replies, read_steps
from bench.report import HEADER, Comparison, convert, render_row, render_steps
from bench.starvation import Tolerance
from bench.trial import Series

LIKE_THE_STARTER = {
    "ASTRA_MIN_ENDPOINTING_S": "0.3",
    "ASTRA_MAX_ENDPOINTING_S": "2.5",
    "ASTRA_VAD_SILENCE_S": "0.25",
    "ASTRA_INTERRUPTION_S": "0.5",
    "ASTRA_FALSE_INTERRUPTION_S": "2.0",
    "TTS_ENCODING": "mp3_22050_32",
    "ASTRA_FIRST_CLAUSE": "false",
    "ASTRA_TURN_TEXT": "false",
}
"""The framework's and the plugin's defaults, which are all that the starter has."""
ITS_OWN: dict[str, str] = {}
LIVE_EARS = {"STT_LIVE": "openai"}
"""A recogniser that listens along; the starter's STT stays the POST that its documentation begins with."""

_MANY_REPLIES = 5000


@dataclass(frozen=True, slots=True)
class Configuration:
    """Settings of Astra's worker under which replies are measured, and the ratio that they may reach."""

    title: str
    settings: Mapping[str, str]
    target: float


CONFIGURATIONS = (
    Configuration("reply, identical settings", LIKE_THE_STARTER, 1.05),
    Configuration("reply, a live recogniser", LIVE_EARS, 0.80),
    Configuration("reply, Astra's own settings", ITS_OWN, 0.90),
)
"""The last one is what the other measurements run under."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of what is measured. 0 leaves a measurement out."""

    turns: int
    openings: int
    over_greeting: int
    barge_ins: int
    memory_talks: int
    tolerance: Tolerance
    configurations: tuple[Configuration, ...] = CONFIGURATIONS
    reply: str = SHORT_REPLY


@dataclass(slots=True)
class Findings:
    """Rows and further tables, as they come."""

    rows: list[Comparison]
    notes: list[str]
    tables: list[str]

    @property
    def missed(self) -> list[str]:
        """Figures that were measured and are over their target."""
        return [row.title for row in self.rows if row.is_met is False]

    def render(self) -> str:
        """All of it as Markdown."""
        lines = [HEADER, *(render_row(row) for row in self.rows)] if self.rows else []
        return "\n".join([*lines, "", *(f"- {note}" for note in self.notes), "", "\n\n".join(self.tables)])


async def compare(plan: Plan, tell: Callable[[str], None]) -> Findings:
    """Run everything that `plan` asks for. Raises `BenchError` when a process can't be started,
    `NotHeardError` when a peer does not even greet."""
    tell("synthesising what the caller says")
    prepare_clips()
    findings = Findings([], [], [])
    async with AsyncExitStack() as stack:
        stage = await stack.enter_async_context(open_stage())
        access = stage.plan.environment
        starter = await stack.enter_async_context(
            Starter(access["LIVEKIT_URL"], access["LIVEKIT_API_KEY"], access["LIVEKIT_API_SECRET"])
        )
        astra = await stack.enter_async_context(Astra(stage.service_url))
        peers = [starter, astra]
        for configuration in plan.configurations if plan.turns else plan.configurations[-1:]:
            await stage.start_worker(configuration.settings)
            if plan.turns:
                tell(f"{configuration.title}: {plan.turns} turns each")
                await _compare_replies(stage, peers, plan, configuration, findings)
        await _compare_openings(peers, plan, findings, tell)
        if plan.barge_ins:
            tell(f"barge-in: {plan.barge_ins} times each")
            theirs, ours = await measure_barge_in(stage, peers, plan.barge_ins, plan.tolerance)
            findings.rows.append(Comparison("barge-in to silence", "ms", convert(theirs), convert(ours), 0.60))
        if plan.memory_talks:
            tell(f"memory: {plan.memory_talks} further talks each")
            await _compare_memory(stage, peers, plan, findings)
    return findings


async def _compare_replies(
    stage: Stage, peers: Sequence[Peer], plan: Plan, configuration: Configuration, findings: Findings
) -> None:
    await set_replies(stage, [plan.reply] * _MANY_REPLIES)
    theirs, ours = await measure_replies(peers, plan.turns, plan.tolerance)
    findings.rows.append(Comparison(configuration.title, "ms", _waits(theirs), _waits(ours), configuration.target))
    sides = {"starter": read_steps(stage, theirs.values), "Astra": read_steps(stage, ours.values)}
    findings.tables.append(render_steps(f"Where the time goes: {configuration.title}", sides))


def _waits(series: Series[Reply]) -> Series[float]:
    return Series(series.wanted, [reply.latency_s * 1000 for reply in series.values], series.rejected)


async def _compare_openings(peers: Sequence[Peer], plan: Plan, findings: Findings, tell: Callable[[str], None]) -> None:
    if plan.openings:
        tell(f"token to greeting, and New Chat: {plan.openings} times each")
        theirs, ours = await measure_openings(peers, plan.openings, plan.tolerance)
        picks: tuple[tuple[str, float, Callable[[Opening], float]], ...] = (
            ("token request to greeting heard", 0.70, lambda opening: opening.greeting_s),
            ("New Chat click to greeting heard", 1.00, lambda opening: opening.new_chat_s),
        )
        for title, target, pick in picks:
            findings.rows.append(Comparison(title, "ms", _picked(theirs, pick), _picked(ours, pick), target))
        theirs_greets = _picked(theirs, lambda opening: opening.new_chat_s)
        ours_listens = _picked(ours, lambda opening: opening.new_chat_listening_s)
        title = "New Chat click to greeting heard (starter), to listening (Astra)"
        findings.rows.append(Comparison(title, "ms", theirs_greets, ours_listens, 0.60))
    if plan.over_greeting:
        tell(f"words over the greeting: {plan.over_greeting} times each")
        theirs_over, ours_over = await measure_over_greeting(peers, plan.over_greeting, plan.tolerance)
        findings.notes.append(
            f"Words over the greeting answered: Astra {_answered(ours_over)}, starter {_answered(theirs_over)}."
        )


def _picked(series: Series[Opening], pick: Callable[[Opening], float]) -> Series[float]:
    return Series(series.wanted, [pick(opening) * 1000 for opening in series.values], series.rejected)


def _answered(series: Series[OverGreeting]) -> str:
    return f"{sum(each.answered for each in series.values)} of {len(series.values)}"


async def _compare_memory(stage: Stage, peers: Sequence[Peer], plan: Plan, findings: Findings) -> None:
    sides = [
        Series(1, [await measure_memory(stage.pid(name), peer, plan.memory_talks)])
        for name, peer in zip(("starter", "worker"), peers, strict=True)
    ]
    findings.rows.append(Comparison("memory of one more session", "MiB", sides[0], sides[1], 1.50))

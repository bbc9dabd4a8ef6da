"""How well replies are held to the sky, and what the check costs: wrong sentences let through, right ones changed,
milliseconds a sentence, and the time to the first sound with the filter against without."""

import asyncio
import re
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

from astra.claims import ClaimChecker, check_stream, open_checker
from astra.kit.clock import SYSTEM_CLOCK
from bench.claim_cases import FIRST, NOW, SECOND, ZONE, Case, make_cases, make_charts
from bench.figures import Ratio, median, ratio_of_medians

TARGETS = {"let_through": 0.005, "changed": 0.01, "sentence_ms": 5.0, "first_sound": 1.02}
_BREATH = re.compile(r"\w\W*[,.!?]\s")
_TOKEN_S = 0.02
_FIRST_TOKEN_S = 0.25
_REPLIES = (
    "I hear you, and that sounds hard. Tell me what happened at work today.",
    "That makes sense. You were tired, and nobody asked you. What would have helped?",
    "Good, then let's look at it together. Your Moon is in Pisces, so rest counts twice for you.",
    "Your Moon is in Pisces, so rest counts twice for you. Saturn beside it asks for patience, too.",
    "Oh, lovely news. When do you start, and who knows already?",
)


_SETS = {FIRST: "first wordings", SECOND: "second wordings"}


@dataclass(frozen=True, slots=True)
class Held:
    """What was found over the sentences of one set of wordings."""

    name: str
    wrong: int
    let_through: int
    right: int
    changed: int


@dataclass(frozen=True, slots=True)
class ClaimFigures:
    """What was found over all sentences."""

    sets: tuple[Held, ...]
    p50_ms: float
    p95_ms: float
    first_sound: Ratio

    @property
    def missed(self) -> list[str]:
        """Which targets were missed."""
        found = [
            *(("let_through", held.let_through / held.wrong) for held in self.sets),
            *(("changed", held.changed / held.right) for held in self.sets),
            ("sentence_ms", self.p95_ms),
            ("first_sound", self.first_sound.value),
        ]
        return list(dict.fromkeys(f"claims {name}" for name, value in found if value > TARGETS[name]))

    def render(self) -> str:
        """The table, as Markdown."""
        rows = (
            *((f"wrong let through, {one.name}", f"{one.let_through} of {one.wrong}", "0.5 %") for one in self.sets),
            *((f"right changed, {one.name}", f"{one.changed} of {one.right}", "1 %") for one in self.sets),
            ("processor time of a check, p50 / p95", f"{self.p50_ms:.2f} / {self.p95_ms:.2f} ms", "5 ms"),
            (
                "time to the first clause with the filter, over without",
                f"{self.first_sound.value:.3f} ({self.first_sound.low:.3f}–{self.first_sound.high:.3f})",
                "1.02",
            ),
        )
        lines = ["| figure | measured | target |", "|---|---|---|"]
        return "\n".join([*lines, *(f"| {name} | {value} | {target} |" for name, value, target in rows)])


def measure() -> tuple[str, list[str]]:
    """The section of the report, and the names of missed targets."""
    figures = measure_claims()
    return f"## Claims about the sky\n\n{figures.render()}", figures.missed


def measure_claims(count: int = 2_000, replies: int = 24) -> ClaimFigures:
    """Check `count` generated sentences of each set, then stream replies with and without the filter, interleaved."""
    sets: list[Held] = []
    times: list[float] = []
    for templates, name in _SETS.items():
        results = [_try(case) for case in make_cases(count, templates=templates)]
        sets.append(_sum_up(name, results))
        times += [spent for _, _, spent in results]
    times.sort()
    with_filter, without = asyncio.run(_stream(replies))
    return ClaimFigures(
        sets=tuple(sets),
        p50_ms=median(times),
        p95_ms=times[int(len(times) * 0.95)],
        first_sound=ratio_of_medians([one / other for one, other in zip(with_filter, without, strict=True)], [1.0]),
    )


def _sum_up(name: str, results: list[tuple[Case, bool, float]]) -> Held:
    wrong = [passed for case, passed, _ in results if not case.is_right]
    right = [passed for case, passed, _ in results if case.is_right]
    return Held(name, len(wrong), sum(wrong), len(right), len(right) - sum(right))


def _open(case: Case) -> ClaimChecker:
    return open_checker(case.chart, now=lambda: NOW, zone=ZONE)


def _try(case: Case) -> tuple[Case, bool, float]:
    checker = _open(case)
    began = time.thread_time()
    checked = checker.check_sentence(case.text)
    return case, checked.text == case.text, (time.thread_time() - began) * 1000


async def _tokens(reply: str) -> AsyncIterator[str]:
    await asyncio.sleep(_FIRST_TOKEN_S)
    for index, word in enumerate(reply.split(" ")):
        yield word if index == 0 else f" {word}"
        await asyncio.sleep(_TOKEN_S)


async def _until_clause(pieces: AsyncIterator[str]) -> float:
    """Seconds until three words and a breath are out, which is when the first clause goes to speech."""
    began, text = SYSTEM_CLOCK.monotonic(), ""
    async for piece in pieces:
        text += piece
        if (clause := _BREATH.search(text)) and len(text[: clause.end()].split()) >= 3:
            break
    return SYSTEM_CLOCK.monotonic() - began


async def _stream(count: int) -> tuple[list[float], list[float]]:
    filtered: list[float] = []
    plain: list[float] = []
    chart = make_charts()[0]
    for index in range(count):
        reply = _REPLIES[index % len(_REPLIES)]
        checker = open_checker(chart, now=lambda: NOW, zone=ZONE)
        plain.append(await _until_clause(_tokens(reply)))
        filtered.append(await _until_clause(check_stream(_tokens(reply), checker)))
    return filtered, plain

"""How well replies are held to the sky, and what the check costs: wrong sentences let through, right ones changed,
milliseconds a sentence, and the time to the first sound with the filter against without."""

import asyncio
import re
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

from astra.claims import ClaimChecker, check_stream, open_checker
from astra.kit.clock import SYSTEM_CLOCK
from bench.claim_cases import NOW, ZONE, Case, make_cases, make_charts
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


@dataclass(frozen=True, slots=True)
class ClaimFigures:
    """What was found over all sentences."""

    wrong: int
    let_through: int
    right: int
    changed: int
    p50_ms: float
    p95_ms: float
    first_sound: Ratio

    @property
    def missed(self) -> list[str]:
        """Which targets were missed."""
        found = {
            "let_through": self.let_through / self.wrong,
            "changed": self.changed / self.right,
            "sentence_ms": self.p95_ms,
            "first_sound": self.first_sound.value,
        }
        return [f"claims {name}" for name, value in found.items() if value > TARGETS[name]]

    def render(self) -> str:
        """The table, as Markdown."""
        rows = (
            ("wrong sentences let through", f"{self.let_through} of {self.wrong}", "0.5 %"),
            ("right sentences changed", f"{self.changed} of {self.right}", "1 %"),
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
    """Check `count` generated sentences, then stream some replies with and without the filter, interleaved."""
    cases = make_cases(count)
    results = [_try(case) for case in cases]
    wrong = [passed for case, passed, _ in results if not case.is_right]
    right = [passed for case, passed, _ in results if case.is_right]
    times = sorted(spent for _, _, spent in results)
    with_filter, without = asyncio.run(_stream(replies))
    return ClaimFigures(
        wrong=len(wrong),
        let_through=sum(wrong),
        right=len(right),
        changed=len(right) - sum(right),
        p50_ms=median(times),
        p95_ms=times[int(len(times) * 0.95)],
        first_sound=ratio_of_medians([one / other for one, other in zip(with_filter, without, strict=True)], [1.0]),
    )


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

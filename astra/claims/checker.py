"""Checks sentences one by one, puts right what can be put right, and counts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from astra.chart.model import Chart
from astra.chart.zodiac import Point
from astra.claims.claim import Claim
from astra.claims.knowledge import Judgement, Knowledge
from astra.claims.moving_sky import MovingSky
from astra.claims.parse import find_last_spoken_of, may_become_sky, parse_claims, speaks_of_sky
from astra.claims.repair import repair
from astra.claims.report import Checked, ClaimReport, Finding, Verdict
from astra.claims.sentence import read_sentence
from astra.claims.verdict import judge

_ROUNDS: Final = 5
"""A sentence with more wrong claims than this is better left out."""


class ClaimChecker:
    """Checks the sentences of one reply, and counts over it. Pure but for the counts."""

    def __init__(
        self, chart: Chart | None, sky: MovingSky, *, now: Callable[[], datetime], zone: tzinfo, nothing_left: str
    ) -> None:
        self._chart = chart
        self._sky = sky
        self._now = now
        self._zone = zone
        self._last: Point | None = None
        self.nothing_left = nothing_left
        self.report = ClaimReport()

    def may_claim(self, text: str) -> bool:
        """Whether `text` has a word of the sky, so that its sentence must be whole before it is let out."""
        return speaks_of_sky(text)

    def may_begin_claim(self, word: str) -> bool:
        """Whether an unfinished word may still grow into a word of the sky."""
        return may_become_sky(word)

    def bears_out(self, clause: str) -> bool:
        """Whether a clause that begins a sentence claims something, and all that it claims is so. Not counted."""
        checked = self._check(clause)
        return bool(checked.findings) and checked.text == clause

    def check_sentence(self, text: str) -> Checked:
        """Check one sentence; its white space at both ends is kept. Counts it in `report`."""
        checked = self._check(text)
        self._last = find_last_spoken_of(read_sentence(text, self._now().date()), self._last)
        self.report = self.report.with_sentence(checked)
        return checked

    def _check(self, text: str) -> Checked:
        known = Knowledge(self._chart, self._sky, self._now(), self._zone)
        findings: list[Finding] = []
        current = text
        for _ in range(_ROUNDS):
            sentence, claims = parse_claims(current, known.today, self._last)
            judged = [(claim, judge(claim, replace(known, hedged=sentence.has("hedge", "or")))) for claim in claims]
            wrong = [(claim, judgement) for claim, judgement in judged if not judgement.supported]
            if not wrong:
                right = [Finding(claim.kind.value, Verdict.SUPPORTED) for claim, _ in judged]
                return Checked(current, (*findings, *right[len(findings) :]))
            claim, judgement = wrong[0]
            if _is_torn(wrong, judged):
                return Checked("", (*findings, Finding(claim.kind.value, Verdict.DROPPED)))
            repaired = repair(sentence, claim, judgement.fix) if judgement.fix is not None else None
            if repaired is None or repaired == current:
                return Checked("", (*findings, Finding(claim.kind.value, Verdict.DROPPED)))
            findings.append(Finding(claim.kind.value, Verdict.REPAIRED))
            current = repaired
        return Checked("", (*findings, Finding("many", Verdict.DROPPED)))


def _is_torn(wrong: list[tuple[Claim, Judgement]], judged: list[tuple[Claim, Judgement]]) -> bool:
    """Whether one word stands for several claims that no one word can satisfy, as in "Sun and Moon are in Leo"."""
    claim, judgement = wrong[0]
    others = [other for other in judged if other[0].slot == claim.slot and other[0].kind is claim.kind]
    return len(others) > 1 and any(other.supported or other.fix != judgement.fix for _, other in others)


def open_checker(
    chart: Chart | None, *, now: Callable[[], datetime], zone: str = "UTC", nothing_left: str = ""
) -> ClaimChecker:
    """A checker for one reply.

    `now` gives aware moments; `zone` is the IANA name of the zone in which the person lives, for what "today" means;
    `nothing_left` is said where every sentence of a reply had to go (`kernels.spoken("claims_nothing_left", …)`).
    """
    sky = MovingSky(chart.ayanamsha, chart.node_kind) if chart is not None else MovingSky(None)
    return ClaimChecker(chart, sky, now=now, zone=ZoneInfo(zone), nothing_left=nothing_left)

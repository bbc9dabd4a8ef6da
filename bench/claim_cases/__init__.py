"""Sentences about the sky, right and wrong ones in equal number, from templates, real charts and a fixed seed.

What is true is read from the chart and computed by `astra.chart`, never by the code that is to be tried.
"""

import random
from collections.abc import Callable
from typing import Any

from astra.chart.zodiac import DASHA_LORDS, PLANETS
from bench.claim_cases.charts import NOW, ZONE, make_charts, today_of
from bench.claim_cases.natal import say_ordinal
from bench.claim_cases.pen import Case
from bench.claim_cases.second import MoreCases

__all__ = ["FIRST", "NOW", "SECOND", "ZONE", "Case", "make_cases", "make_charts"]

_KINDS = ("trine", "square", "sextile")
_MORE = ("shared", "degree", "retrograde_until", "contact", "phase_now")


FIRST, SECOND = "templates", "templates_second"
"""Two sets of wordings; the second was written when the checker had been made with the first."""


def make_cases(count: int = 2_000, seed: int = 20_261_121, templates: str = FIRST) -> list[Case]:
    """`count` cases, half of them wrong, every family of claims in both halves."""
    writer = _Writer(random.Random(seed), templates)
    halves: list[list[Case]] = []
    for wanted in (True, False):
        families = writer.families(right=wanted)
        half: list[Case] = []
        seen: set[tuple[str, int]] = set()
        while len(half) < count // 2:
            case = writer.random.choice(families)()
            key = (case.text, id(case.chart)) if case is not None else None
            if case is not None and key is not None and key not in seen:
                seen.add(key)
                half.append(case)
        halves.append(half)
    return [case for pair in zip(*halves, strict=True) for case in pair]


class _Writer(MoreCases):
    """Fills templates; every family gives a case or None where the chart at hand has nothing for it."""

    def families(self, *, right: bool) -> list[Callable[[], Case | None]]:
        """What can be said, as often as it matters; some lies have no true counterpart."""
        names = (
            *("sign",) * 8,
            *("house",) * 4,
            *("both", "pair", "rising", "moon_sign", "nakshatra", "moon_star", "retrograde", "negated"),
            *("aspect", "aspect", "conjunction", "opposition", "dasha", "dasha", "dasha_dated", "antar"),
            *("transit_sign", "transit_sign", "transit_house", "transit_dated", "ingress", "station"),
            *("now_retrograde", "phase", "eclipse"),
        )
        more = tuple(name for name in _MORE if name in self.templates)
        extra = ("harmless",) * 8 if right else ("no_time", "no_time", "no_chart", "no_chart")
        return [lambda name=name: getattr(self, f"_{name}")(right) for name in (*names, *more, *more, *extra)]

    def _harmless(self, right: bool) -> Case | None:
        number = self.random.randrange(1, 13)
        chart = self.random.choice((*make_charts(), None))
        return Case(self._fill("harmless", S=self._other_sign(), H=number), chart, right, "harmless")

    def _no_time(self, right: bool) -> Case | None:
        chart = self.random.choice([chart for chart in make_charts() if not chart.has_time])
        family = self.random.choice(("rising", "house", "dasha", "dasha_start"))
        number = self.random.randrange(1, 13)
        lord = self.random.choice(DASHA_LORDS)
        sign = self._other_sign()
        point = self.random.choice(PLANETS)
        values = {"rising": {"S": sign}, "dasha": {"L": lord}, "dasha_start": {"L": lord, "Y": "2019", "M": "May 2019"}}
        house = {"P": point, "H": number, "N": say_ordinal(number), "B": str(number)}
        return Case(self._fill(family, **values.get(family, house)), chart, right, f"no_time_{family}")

    def _no_chart(self, right: bool) -> Case | None:
        family = self.random.choice(("sign", "house", "rising", "aspect", "dasha", "moon_star"))
        point, other = self.random.sample(PLANETS, 2)
        number = self.random.randrange(1, 13)
        sign = self._other_sign(*(today_of(make_charts()[1]).placements[PLANETS.index(point)].sign,))
        kind = self.random.choice(_KINDS)
        values: dict[str, dict[str, Any]] = {
            "sign": {"P": point, "S": sign},
            "house": {"P": point, "H": number, "N": say_ordinal(number), "B": str(number)},
            "rising": {"S": sign},
            "aspect": {"P": point, "Q": other, "A": kind},
            "dasha": {"L": self.random.choice(DASHA_LORDS)},
            "moon_star": {"K": "Rohini", "KK": "रोहिणी"},
        }
        return Case(self._fill(family, **values[family]), None, right, f"no_chart_{family}")

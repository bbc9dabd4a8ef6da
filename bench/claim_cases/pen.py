"""Fills templates with the names of bodies, signs, stars and houses, in the register that each place asks for."""

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from astra.chart.model import Chart, Placement
from astra.chart.zodiac import NODES, PLANETS, SIGNS, Point, Sign
from astra.claims.vocabulary import load_vocabulary
from bench.claim_cases.charts import make_charts, today_of

_PLACED = (*PLANETS, *sorted(NODES))


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence: the chart that it is said to the owner of (None: no chart yet), and whether it holds."""

    text: str
    chart: Chart | None
    is_right: bool
    kind: str


@cache
def load_templates(name: str) -> dict[str, list[str]]:
    """The templates of one file, by family."""
    return yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8"))


class Pen:
    """What all families of sentences draw on."""

    def __init__(self, source: random.Random, templates: str) -> None:
        self.random = source
        self.templates = load_templates(templates)

    def _fill(self, family: str, **values: Any) -> str:
        template = self.random.choice(self.templates[family])
        return self._write(template, values)

    def _write(self, template: str, values: dict[str, Any]) -> str:
        """Points, signs, nakshatras and houses in the register that the case of the place asks for."""
        names = load_vocabulary()
        filled: dict[str, str] = {}
        for key, value in values.items():
            if type(value) is str:
                filled[key] = value
                continue
            for place in (key, key.lower(), key * 2):
                register = "hi" if len(place) == 2 else ("en" if place.isupper() else "in")
                if isinstance(value, int) and key == "H":
                    filled[place] = names.name(value, register)  # type: ignore[arg-type]
                else:
                    name = names.name(value, register)  # type: ignore[arg-type]
                    filled[place] = name.title() if place.isupper() and register == "en" else name
        text = template.format(**filled)
        for vowel in "AEIOU":
            text = text.replace(f" a {vowel}", f" an {vowel}").replace(f" a {vowel.lower()}", f" an {vowel.lower()}")
        return text[0].upper() + text[1:]

    def _chart(self, *, with_time: bool = False, vedic: bool = False) -> Chart:
        charts = [
            chart
            for chart in make_charts()
            if (chart.has_time or not with_time) and (chart.dasha is not None or not vedic)
        ]
        return self.random.choice(charts)

    def _placement(self, chart: Chart, *points: Point) -> Placement:
        certain = [p for p in chart.placements if p.point in (points or _PLACED) and p.is_sign_certain]
        return self.random.choice(certain)

    def _other_sign(self, *wrong: Sign) -> Sign:
        return self.random.choice([sign for sign in SIGNS if sign not in wrong])

    def _sign_for(self, chart: Chart, placement: Placement, *, right: bool) -> Sign:
        if right:
            return placement.sign
        nodes = {chart.mean_node.sign, chart.true_node.sign}
        today = today_of(chart).find(placement.point)
        spare = {placement.sign, *(nodes if placement.point in NODES else ())}
        return self._other_sign(*spare, *((today.sign,) if today else ()))

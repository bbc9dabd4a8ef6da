"""Births with a public record: charts and dashas read on pages with an address, and others as they are remembered.

`cited.json` holds what pages print, with their addresses. `recalled.json` was written down from memory: it names where
each chart is published, and guards against gross errors, but nobody read those values there.
"""

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from astra.chart import cast_chart
from astra.chart.dasha import make_vimshottari
from astra.chart.model import Chart
from astra.chart.zodiac import Point
from astra.contracts.astro import NodeKind
from tests.fakes.births import make_birth, make_western

SKY = Path(__file__).parents[2] / "fixtures/sky"
CITED: dict[str, list[dict[str, Any]]] = json.loads((SKY / "cited.json").read_text())
RECALLED: list[dict[str, Any]] = json.loads((SKY / "recalled.json").read_text())["charts"]
ANGLES = {Point.ASCENDANT, Point.MIDHEAVEN}


def cast(born: dict[str, Any]) -> Chart:
    make = make_western if born["system"] == "western" else make_birth
    kind = born.get("node_kind")
    return cast_chart(
        make(
            date=date.fromisoformat(born["date"]),
            time=time.fromisoformat(born["time"]),
            utc_offset_s=born["offset_s"],
            latitude=born["latitude"],
            longitude=born["longitude"],
            node_kind=None if kind is None else NodeKind(kind),
        )
    )


def assert_placed(chart: Chart, places: dict[str, Any]) -> None:
    """Signs exactly, whole degrees exactly, degrees and minutes within 2′ and angles within 3′."""
    for name, (sign, *place) in places.items():
        placement = chart.place(Point(name))
        assert placement.sign.value == sign
        if len(place) == 1:
            assert int(placement.degree) == place[0]
        elif place:
            within = 3.0 if placement.point in ANGLES else 2.0
            assert abs(placement.degree - place[0] - place[1] / 60) * 60 <= within, name


@pytest.mark.parametrize("cited", CITED["charts"], ids=lambda chart: f"{chart['name']} {chart['address']}")
def test_a_chart_comes_out_as_the_page_prints_it(cited: dict[str, Any]) -> None:
    assert_placed(cast(cited), cited["printed"])


@pytest.mark.parametrize("cited", CITED["dashas"], ids=lambda dasha: dasha["name"])
def test_dashas_begin_when_the_page_says(cited: dict[str, Any]) -> None:
    (born,) = [chart for chart in CITED["charts"] if chart["address"] == cited["address"]]
    dasha = cast(born).dasha
    assert dasha is not None
    starts = {maha.lord.value: maha.start.date() for maha in dasha.mahas}
    for lord, start in cited["starts"].items():
        assert abs((starts[lord] - date.fromisoformat(start)).days) <= 2, lord


def test_a_worked_balance_comes_out() -> None:
    # saravali.de/articles/dasa_balance.html: a Moon at 20°37′ Leo, counted by longitude; the Sun from 1 August 1944.
    dasha = make_vimshottari(140 + 37 / 60, datetime.fromisoformat("1935-07-06T05:38:16+00:00"), 0.0)
    assert dasha.mahas[0].lord is Point.VENUS
    assert dasha.balance_years == pytest.approx(9 + 27 / 360, abs=0.5 / 360)
    worked = datetime.fromisoformat("1944-08-01T04:52:15+00:00")
    assert abs((dasha.mahas[1].start - worked).total_seconds()) < 2 * 86_400


@pytest.mark.parametrize("recalled", RECALLED, ids=lambda chart: chart["name"])
def test_a_remembered_chart_comes_out(recalled: dict[str, Any]) -> None:
    assert_placed(cast(recalled), recalled["published"])


def test_it_is_known_how_many_were_read_and_how_many_remembered() -> None:
    addresses = {chart["address"] for chart in CITED["charts"]}
    assert len(addresses) >= 15
    assert sum(len(place) == 3 for chart in CITED["charts"] for place in chart["printed"].values()) >= 50
    assert len(RECALLED) == 41
    assert all(chart["remembered_from"] for chart in RECALLED)

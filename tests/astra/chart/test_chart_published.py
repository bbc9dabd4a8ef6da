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
from astra.chart.dasha_model import YEAR_DAYS, DashaPeriod, Vimshottari
from astra.chart.model import Chart
from astra.chart.why import Difference, Shown, find_causes
from astra.chart.zodiac import Point, Sign
from astra.contracts.astro import Ayanamsha, ChartInputs, NodeKind
from tests.fakes.births import make_birth, make_western

SKY = Path(__file__).parents[2] / "fixtures/sky"
CITED: dict[str, list[dict[str, Any]]] = json.loads((SKY / "cited.json").read_text())
CHARTS, OFF_THE_CLOCK = CITED["charts"], CITED["off_the_clock"]
RECALLED: list[dict[str, Any]] = json.loads((SKY / "recalled.json").read_text())["charts"]
ANGLES = {Point.ASCENDANT, Point.MIDHEAVEN}
DASHA_DAYS = 2


def name(chart: dict[str, Any]) -> str:
    return f"{chart['name']} {chart['time']} {chart['address']}"


def inputs(born: dict[str, Any]) -> ChartInputs:
    make = make_western if born["system"] == "western" else make_birth
    kind = born.get("node_kind")
    used = {"ayanamsha": Ayanamsha(born["ayanamsha"])} if "ayanamsha" in born else {}
    return make(
        date=date.fromisoformat(born["date"]),
        time=time.fromisoformat(born["time"]),
        utc_offset_s=born["offset_s"],
        latitude=born["latitude"],
        longitude=born["longitude"],
        node_kind=None if kind is None else NodeKind(kind),
        **used,
    )


def cast(born: dict[str, Any]) -> Chart:
    return cast_chart(inputs(born))


def to_degrees(place: list[float]) -> float | None:
    """Degrees in the sign to the minute or finer; None where a page has the sign or a whole degree only."""
    if not place or (len(place) == 1 and isinstance(place[0], int)):
        return None
    return sum(part / 60**index for index, part in enumerate(place))


def is_placed(chart: Chart, point: Point, sign: str, *place: float) -> bool:
    """Signs exactly, whole degrees exactly, minutes, seconds and decimals within 2′ and those of angles within 3′."""
    placement, degrees = chart.place(point), to_degrees(list(place))
    if placement.sign.value != sign:
        return False
    if degrees is None:
        return not place or int(placement.degree) == place[0]
    return abs(placement.degree - degrees) * 60 <= (3.0 if point in ANGLES else 2.0)


def assert_placed(chart: Chart, places: dict[str, Any]) -> None:
    assert [point for point, place in places.items() if not is_placed(chart, Point(point), *place)] == []


def periods_of(dasha: Vimshottari) -> dict[str, DashaPeriod]:
    """Great periods and their parts by their lords' names."""
    every = [*dasha.mahas, *(part for maha in dasha.mahas for part in maha.split())]
    return {" ".join(lord.value for lord in period.lords): period for period in every}


def assert_timed(chart: Chart, printed: dict[str, Any]) -> None:
    assert chart.dasha is not None
    ours = periods_of(chart.dasha)
    for lords, edges in printed.items():
        for at, day in zip((ours[lords].start, ours[lords].end), edges, strict=True):
            assert day is None or abs((at.date() - date.fromisoformat(day)).days) <= DASHA_DAYS, lords


@pytest.mark.parametrize("cited", [chart for chart in CHARTS if chart["printed"]], ids=name)
def test_a_chart_comes_out_as_the_page_prints_it(cited: dict[str, Any]) -> None:
    assert_placed(cast(cited), cited["printed"])


@pytest.mark.parametrize("cited", [chart for chart in CHARTS if "periods" in chart], ids=name)
def test_dashas_begin_and_end_when_the_page_says(cited: dict[str, Any]) -> None:
    assert_timed(cast(cited), cited["periods"])


@pytest.mark.parametrize("cited", [chart for chart in CHARTS if "balance" in chart], ids=name)
def test_what_is_left_of_the_first_dasha_is_what_the_page_says(cited: dict[str, Any]) -> None:
    lord, years, months, days = cited["balance"]
    dasha = cast(cited).dasha
    assert dasha is not None
    assert dasha.mahas[0].lord.value == lord
    assert abs(dasha.balance_days - (years + months / 12) * YEAR_DAYS - days) <= DASHA_DAYS


@pytest.mark.parametrize("cited", [chart for chart in CHARTS if "unlike" in chart], ids=name)
def test_what_is_said_to_disagree_still_does(cited: dict[str, Any]) -> None:
    chart = cast(cited)
    assert not any(is_placed(chart, Point(point), *place) for point, place in cited["unlike"].items())


@pytest.mark.parametrize("cited", OFF_THE_CLOCK, ids=name)
def test_a_page_that_forgot_summer_time_is_seen_through(cited: dict[str, Any]) -> None:
    shown = [
        Shown(Point(point), sign=Sign(sign), degree=to_degrees(place))
        for point, (sign, *place) in cited["printed"].items()
    ]
    causes = find_causes(inputs(cited), shown, most_changes=1)
    assert [cause.differences for cause in causes] == [(Difference.CLOCK,)]
    assert causes[0].inputs.utc_offset_s == cited["page_offset_s"]
    assert_timed(cast_chart(causes[0].inputs), cited.get("periods", {}))


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
    charts = [chart for chart in CHARTS if chart["printed"]]
    places = [place for chart in charts for place in chart["printed"].values()]
    dated = [day for chart in CHARTS for edges in chart.get("periods", {}).values() for day in edges if day]
    assert all(chart["address"] for chart in CHARTS)
    assert len(charts) >= 30
    assert len({chart["name"] for chart in charts}) >= 30
    assert sum(to_degrees(place[1:]) is not None for place in places) >= 250
    assert len(dated) >= 60
    assert sum("balance" in chart for chart in CHARTS) >= 6
    assert len(RECALLED) == 41
    assert all(chart["remembered_from"] for chart in RECALLED)

"""Births with a public record, and what is published of their charts. The fixture names the source of each."""

import json
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from astra.chart import cast_chart
from astra.chart.zodiac import Point
from tests.fakes.births import make_birth, make_western

CHARTS: list[dict[str, Any]] = json.loads((Path(__file__).parents[2] / "fixtures/sky/published.json").read_text())[
    "charts"
]
WITHIN_MIN = {Point.ASCENDANT: 3.0}


@pytest.mark.parametrize("published", CHARTS, ids=lambda chart: chart["name"])
def test_the_published_chart_comes_out(published: dict[str, Any]):
    make = make_western if published["system"] == "western" else make_birth
    chart = cast_chart(
        make(
            date=date.fromisoformat(published["date"]),
            time=time.fromisoformat(published["time"]),
            utc_offset_s=published["offset_s"],
            latitude=published["latitude"],
            longitude=published["longitude"],
        )
    )
    for name, (sign, *place) in published["published"].items():
        placement = chart.place(Point(name))
        assert placement.sign.value == sign
        if len(place) == 1:
            assert int(placement.degree) == place[0]
        elif place:
            assert abs(placement.degree - place[0] - place[1] / 60) * 60 <= WITHIN_MIN.get(placement.point, 2.0)


def test_there_are_thirty_with_a_source():
    assert len(CHARTS) >= 30
    assert all(chart["source"] for chart in CHARTS)

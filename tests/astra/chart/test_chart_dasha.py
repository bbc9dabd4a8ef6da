"""Vimshottari: proportions, balance, levels, and periods that almanacs print."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from astra.chart import cast_chart
from astra.chart.dasha import make_vimshottari
from astra.chart.dasha_model import LORD_YEARS, YEAR_DAYS
from astra.chart.zodiac import NAKSHATRA_DEG, Point
from tests.fakes.births import make_birth, make_western

BIRTH = datetime(1996, 5, 14, 1, 50, tzinfo=UTC)


def test_a_moon_at_the_start_of_ashwini_has_all_of_ketu_before_it():
    dasha = make_vimshottari(0.0, BIRTH, 0.0)
    assert dasha.mahas[0].lord is Point.SOUTH_NODE
    assert dasha.balance_years == pytest.approx(7)
    assert dasha.mahas[0].start == BIRTH
    assert (dasha.mahas[-1].end - BIRTH).total_seconds() / 86_400 == pytest.approx(120 * YEAR_DAYS)


def test_the_balance_is_the_unpassed_part_of_the_nakshatra():
    dasha = make_vimshottari(NAKSHATRA_DEG * 1.25, BIRTH, 0.0)
    assert dasha.mahas[0].lord is Point.VENUS
    assert dasha.balance_years == pytest.approx(15)
    assert dasha.mahas[1].lord is Point.SUN


def test_each_level_is_split_in_proportion_and_without_gaps():
    dasha = make_vimshottari(200.0, BIRTH, 0.0)
    for maha in dasha.mahas:
        antars = maha.split()
        assert antars[0].lord is maha.lord
        assert (antars[0].start, antars[-1].end) == (maha.start, maha.end)
        for antar in antars:
            share = LORD_YEARS[antar.lord] * LORD_YEARS[maha.lord] / 120 * YEAR_DAYS
            assert (antar.end - antar.start) / timedelta(days=1) == pytest.approx(share, abs=1e-6)
            parts = antar.split()
            assert [part.level for part in parts] == [3] * 9
            assert all(one.end == two.start for one, two in pairwise(parts))


def test_the_running_periods_lie_inside_each_other():
    dasha = cast_chart(make_birth()).dasha
    assert dasha is not None
    at = datetime(2026, 11, 21, tzinfo=UTC)
    maha, antar, pratyantar = dasha.at(at)
    assert maha.start <= antar.start <= pratyantar.start <= at < pratyantar.end <= antar.end <= maha.end
    assert (maha.lord, antar.lord) == (Point.VENUS, Point.NORTH_NODE)
    assert dasha.at(dasha.birth - timedelta(seconds=1)) is None
    assert dasha.at(dasha.birth + timedelta(days=121 * 366)) is None
    assert dasha.list_antars(dasha.mahas[0])[0].end > dasha.birth


def test_indias_periods_are_those_that_almanacs_print():
    # Delhi, 15 August 1947, midnight: Mercury from September 1965, Venus from 1989, Moon from 2015, Mars from 2025.
    chart = cast_chart(make_birth(date=date(1947, 8, 15), time=time(0, 0), latitude=28.6667, longitude=77.2167))
    assert chart.dasha is not None
    starts = {maha.lord: maha.start for maha in chart.dasha.mahas}
    assert chart.dasha.mahas[0].lord is Point.SATURN
    for lord, year in ((Point.MERCURY, 1965), (Point.VENUS, 1989), (Point.MOON, 2015), (Point.MARS, 2025)):
        assert (starts[lord].year, starts[lord].month) == (year, 9)


def test_western_charts_have_no_dasha():
    assert cast_chart(make_western()).dasha is None

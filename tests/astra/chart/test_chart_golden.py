"""Positions against a second engine (JPL DE440 through SOFA): tests/fixtures/sky says how the rows were made."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from astra.chart import cast_chart, find_next_ingress, find_phase_moments
from astra.chart.ephemeris import open_ephemeris
from astra.chart.houses import Horizon
from astra.chart.julian import to_julian_day
from astra.chart.model import Engine
from astra.chart.zodiac import PLANETS, Point, turn_between
from astra.contracts.astro import Ayanamsha, HouseSystem, NodeKind
from tests.fakes.births import make_birth, make_western

GOLDEN: dict[str, Any] = json.loads((Path(__file__).parents[2] / "fixtures/sky/golden.json").read_text())
ROWS: list[dict[str, Any]] = GOLDEN["rows"]
J2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)
LEAPS_KNOWN_TO = 2461400.0
LAHIRI_AT_J2000_DEG = 23 + 51 / 60 + 25.532 / 3600


def arcsec(first: float, second: float) -> float:
    return abs(turn_between(first, second)) * 3600.0


def tt_of(row: dict[str, Any]) -> float:
    return row["jd_ut"] + row["tt_minus_ut_s"] / 86_400.0


def at_jd(jd_ut: float) -> datetime:
    return J2000 + timedelta(days=jd_ut - 2451545.0)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["jd_ut"]))
def test_bodies_agree_with_jpl(row: dict[str, Any]):
    readings = open_ephemeris().read(tt_of(row), PLANETS, None, NodeKind.TRUE)
    for name, (longitude, latitude) in row["bodies"].items():
        reading = readings[Point(name)]
        assert arcsec(reading.longitude, longitude) < 0.05, name
        assert arcsec(reading.latitude, latitude) < 0.05, name


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["jd_ut"]))
def test_angles_agree_with_sofa(row: dict[str, Any]):
    for name, latitude, longitude in GOLDEN["places"]:
        horizon = Horizon(
            open_ephemeris(),
            latitude=latitude,
            longitude=longitude,
            asked=HouseSystem.PLACIDUS,
            ayanamsha=None,
            jd_ut=row["jd_ut"],
        )
        angles = horizon.read(row["jd_ut"])
        assert arcsec(angles.ascendant, row["angles"][name][0]) < 0.05, name
        assert arcsec(angles.midheaven, row["angles"][name][1]) < 0.05, name


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["jd_ut"]))
def test_sidereal_places_are_those_of_a_fixed_zodiac(row: dict[str, Any]):
    # Ayanamshas differ by up to 1″ over centuries with the theory of precession that carries them.
    readings = open_ephemeris().read(tt_of(row), PLANETS, Ayanamsha.LAHIRI, NodeKind.TRUE)
    for name, (longitude, _) in row["bodies"].items():
        expected = longitude - row["nutation_deg"] - row["ayanamsha"]["lahiri"]
        assert arcsec(readings[Point(name)].longitude, expected) < 0.2, name
    for name, value in row["ayanamsha"].items():
        assert arcsec(open_ephemeris().read_ayanamsha(tt_of(row), Ayanamsha(name)), value) < 1.0, name


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["jd_ut"]))
def test_the_true_node_is_that_of_the_moons_osculating_orbit(row: dict[str, Any]):
    reading = open_ephemeris().read_one(tt_of(row), Point.NORTH_NODE, None, NodeKind.TRUE)
    assert arcsec(reading.longitude, row["true_node"]) < 0.5


@pytest.mark.parametrize(
    "row", [row for row in ROWS if 2441317.5 < row["jd_ut"] < LEAPS_KNOWN_TO], ids=lambda row: str(row["jd_ut"])
)
def test_a_whole_chart_agrees_from_the_clock_on(row: dict[str, Any]):
    moment = at_jd(row["jd_ut"])
    name, latitude, longitude = GOLDEN["places"][1]
    chart = cast_chart(
        make_western(date=moment.date(), time=moment.time(), utc_offset_s=0, latitude=latitude, longitude=longitude)
    )
    for body, (expected, _) in row["bodies"].items():
        assert arcsec(chart.place(Point(body)).longitude, expected) < 0.5, body
    assert arcsec(chart.place(Point.ASCENDANT).longitude, row["angles"][name][0]) < 0.05
    assert arcsec(chart.place(Point.MIDHEAVEN).longitude, row["angles"][name][1]) < 0.05
    assert chart.provenance.engine is Engine.SWISS_FILES


def test_lahiri_is_what_the_almanac_says_at_j2000():
    chart = cast_chart(make_birth(date=J2000.date(), time=J2000.time(), utc_offset_s=0))
    assert chart.ayanamsha_deg is not None
    assert arcsec(chart.ayanamsha_deg, LAHIRI_AT_J2000_DEG) < 0.01


def test_a_sidereal_place_is_not_tropical_minus_the_mean_ayanamsha():
    tropical, sidereal = cast_chart(make_western()), cast_chart(make_birth())
    assert sidereal.ayanamsha_deg is not None
    naive = tropical.place(Point.SUN).longitude - sidereal.ayanamsha_deg
    assert 1.0 < arcsec(naive, sidereal.place(Point.SUN).longitude) < 19.0


def test_phases_are_exact_to_seconds():
    first = at_jd(GOLDEN["phases"][0]["jd_ut"]) - timedelta(days=3)
    found = find_phase_moments(first, len(GOLDEN["phases"]))
    for moment, expected in zip(found, GOLDEN["phases"], strict=True):
        assert list(type(moment.quarter)).index(moment.quarter) == expected["quarter"]
        assert abs(to_julian_day(moment.at) - expected["jd_ut"]) * 86_400 < 3.0


@pytest.mark.parametrize("crossing", GOLDEN["sun_crossings"], ids=lambda crossing: str(crossing["jd_ut"]))
def test_equinoxes_and_solstices_are_exact_to_seconds(crossing: dict[str, float]):
    found = find_next_ingress(Point.SUN, at_jd(crossing["jd_ut"]) - timedelta(days=10))
    assert found is not None
    assert abs(to_julian_day(found.at) - crossing["jd_ut"]) * 86_400 < 3.0

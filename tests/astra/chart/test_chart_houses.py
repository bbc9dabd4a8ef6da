"""Angles and houses: their definitions, the polar circles, and the two hemispheres."""

import math

import pytest

from astra.chart import cast_chart
from astra.chart.ephemeris import open_ephemeris
from astra.chart.houses import Horizon, house_of
from astra.chart.model import NoteKind
from astra.chart.zodiac import ANGLES, Point, degree_in_sign, turn_between
from astra.contracts.astro import HouseSystem
from tests.fakes.births import make_birth, make_western

OBLIQUITY = math.radians(23.4377)
QUADRANT = [HouseSystem.PLACIDUS, HouseSystem.KOCH, HouseSystem.SRIPATI]


@pytest.mark.parametrize("system", [HouseSystem.PLACIDUS, HouseSystem.KOCH])
@pytest.mark.parametrize("latitude", [-55.0, 0.0, 40.0, 65.9])
def test_quadrant_houses_hang_on_the_angles(system, latitude):
    chart = cast_chart(make_western(house_system=system, latitude=latitude))
    cusps = chart.houses.cusps
    assert cusps[0] == pytest.approx(chart.place(Point.ASCENDANT).longitude)
    assert cusps[9] == pytest.approx(chart.place(Point.MIDHEAVEN).longitude)
    for index in range(6):
        assert abs(turn_between(cusps[index] + 180.0, cusps[index + 6])) < 1e-6


@pytest.mark.parametrize("latitude", [-42.0, 8.0, 51.5, 64.0])
def test_placidus_cusps_divide_the_semi_arcs_in_three(latitude):
    jd_ut = 2451545.0
    horizon = Horizon(
        open_ephemeris(), latitude=latitude, longitude=0.0, asked=HouseSystem.PLACIDUS, ayanamsha=None, jd_ut=jd_ut
    )
    tilt = math.radians(open_ephemeris().read_obliquity(jd_ut))
    angles = horizon.read(jd_ut)
    for number, share in ((11, 1 / 3), (12, 2 / 3), (2, -2 / 3), (3, -1 / 3)):
        longitude = math.radians(angles.cusps[number - 1])
        right_ascension = math.degrees(math.atan2(math.sin(longitude) * math.cos(tilt), math.cos(longitude)))
        declination = math.asin(math.sin(longitude) * math.sin(tilt))
        difference = math.degrees(math.asin(math.tan(math.radians(latitude)) * math.tan(declination)))
        if share > 0:  # above the horizon: thirds of the diurnal semi-arc, east of the Midheaven
            expected = angles.armc + share * (90.0 + difference)
        else:  # below it: thirds of the nocturnal semi-arc, from the lower meridian
            expected = angles.armc + 180.0 + share * (90.0 - difference)
        assert abs(turn_between(expected, right_ascension)) * 3600 < 0.1


def test_equal_houses_start_at_the_ascendant():
    chart = cast_chart(make_western(house_system=HouseSystem.EQUAL))
    start = chart.place(Point.ASCENDANT).longitude
    assert chart.houses.cusps == pytest.approx([(start + 30 * index) % 360 for index in range(12)])


def test_sripati_puts_the_ascendant_inside_the_first_house():
    chart = cast_chart(make_birth(house_system=HouseSystem.SRIPATI))
    cusps, ascendant = chart.houses.cusps, chart.place(Point.ASCENDANT)
    assert ascendant.house == 1
    before, after = (ascendant.longitude - cusps[0]) % 360, (cusps[1] - ascendant.longitude) % 360
    third = (chart.place(Point.IMUM_COELI).longitude - ascendant.longitude) % 360 / 3
    assert after == pytest.approx(third / 2)
    assert before == pytest.approx((60 - third) / 2)


@pytest.mark.parametrize("make", [make_birth, make_western])
def test_whole_signs_count_from_the_rising_sign(make):
    chart = cast_chart(make(house_system=HouseSystem.WHOLE_SIGN))
    rising = chart.place(Point.ASCENDANT).sign
    assert chart.houses.signs[0] is rising
    assert all(degree_in_sign(cusp) == 0 for cusp in chart.houses.cusps)
    for placement in chart.placements:
        assert chart.houses.signs[placement.house - 1] is placement.sign


@pytest.mark.parametrize("system", QUADRANT)
@pytest.mark.parametrize("latitude", [66.6, 69.65, 78.2, 90.0, -90.0, -67.5])
def test_polar_places_get_whole_signs_and_are_told(system, latitude):
    chart = cast_chart(make_western(house_system=system, latitude=latitude))
    assert chart.houses.system is HouseSystem.WHOLE_SIGN
    assert chart.houses.asked is system
    assert NoteKind.POLAR_HOUSES in {note.kind for note in chart.notes}


@pytest.mark.parametrize("latitude", [70.0, -75.0])
@pytest.mark.parametrize("system", [HouseSystem.WHOLE_SIGN, HouseSystem.EQUAL])
def test_the_polar_ascendant_is_east_of_the_meridian_at_every_hour(latitude, system):
    horizon = Horizon(
        open_ephemeris(), latitude=latitude, longitude=20.0, asked=system, ayanamsha=None, jd_ut=2451545.0
    )
    for quarter in range(96):
        angles = horizon.read(2451545.0 + quarter / 96)
        longitude = math.radians(angles.ascendant)
        right_ascension = math.degrees(math.atan2(math.sin(longitude) * math.cos(OBLIQUITY), math.cos(longitude)))
        assert turn_between(right_ascension, angles.armc) < 0  # not yet culminated: it is rising
        assert house_of(angles.ascendant, angles.cusps) == 1


def test_both_sides_of_the_antimeridian_share_a_sky():
    east, west = (cast_chart(make_western(longitude=longitude, latitude=-18.0)) for longitude in (180.0, -180.0))
    for point in (Point.MOON, Point.ASCENDANT, Point.MIDHEAVEN):
        assert east.place(point).longitude == pytest.approx(west.place(point).longitude)


def test_angles_have_no_dignity_and_are_never_retrograde():
    chart = cast_chart(make_western())
    for placement in chart.placements:
        if placement.point in ANGLES:
            assert placement.dignity is None
            assert not placement.retrograde

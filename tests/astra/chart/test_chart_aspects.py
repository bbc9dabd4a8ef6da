"""Aspects, glances and dignities by their tables."""

from dataclasses import replace
from datetime import time

import pytest

from astra.chart import cast_chart, compare_charts
from astra.chart.aspects import ASPECT_DEG, find_allowed_orb, find_aspect, list_aspects
from astra.chart.dignities import SIGN_LORDS, find_dignity
from astra.chart.model import AspectKind, Dignity, Placement, Zodiac
from astra.chart.zodiac import SIGNS, Point, Sign, count_signs, degree_in_sign, sign_of
from astra.contracts.astro import HouseSystem, System
from tests.fakes.births import make_about, make_birth, make_unknown, make_western

WESTERN = {"system": System.WESTERN, "ayanamsha": None, "house_system": HouseSystem.PLACIDUS}
PLAIN = cast_chart(make_western()).placements[0]


def put(point: Point, longitude: float, speed: float = 1.0) -> Placement:
    return replace(
        PLAIN,
        point=point,
        longitude=longitude,
        speed=speed,
        sign=sign_of(longitude),
        degree=degree_in_sign(longitude),
    )


@pytest.mark.parametrize("kind", AspectKind)
def test_an_aspect_counts_up_to_its_orb_and_not_beyond(kind):
    for first, second in ((Point.SUN, Point.MARS), (Point.MARS, Point.SATURN), (Point.MARS, Point.ASCENDANT)):
        allowed = find_allowed_orb(kind, first, second)
        inward = -1 if ASPECT_DEG[kind] > 0 else 1
        inside = find_aspect(first, second, ASPECT_DEG[kind] + inward * min(allowed, 1.9) * 0.99)
        assert inside is not None
        assert inside[0] is kind
        beyond = find_aspect(first, second, ASPECT_DEG[kind] + inward * (allowed + 0.01))
        assert beyond is None or beyond[0] is not kind


@pytest.mark.parametrize(
    ("from_deg", "to_deg", "speed", "applying"),
    [(100.0, 219.0, 1.0, True), (100.0, 221.0, 1.0, False), (100.0, 219.0, -1.0, False), (355.0, 3.0, -0.5, True)],
)
def test_applying_means_growing_more_exact(from_deg, to_deg, speed, applying):
    (aspect,) = list_aspects([put(Point.SUN, from_deg, 0.0), put(Point.MOON, to_deg, speed)], [])
    assert aspect.applying is applying


def test_the_tightest_aspect_comes_first():
    aspects = cast_chart(make_western()).aspects
    shares = [abs(aspect.orb) / aspect.allowed_orb for aspect in aspects]
    assert shares == sorted(shares)
    assert max(shares) <= 1
    assert {Point.VENUS, Point.NEPTUNE} == {aspects[0].first, aspects[0].second}


def test_glances_go_by_whole_signs():
    chart = cast_chart(make_birth())
    by_giver = {}
    for glance in chart.drishti:
        by_giver.setdefault(glance.giver, []).append(glance.place)
        assert count_signs(chart.place(glance.giver).sign, glance.sign) == glance.place
        assert all(chart.place(receiver).sign is glance.sign for receiver in glance.receivers)
    assert by_giver[Point.MARS] == [4, 7, 8]
    assert by_giver[Point.JUPITER] == [5, 7, 9]
    assert by_giver[Point.SATURN] == [3, 7, 10]
    assert by_giver[Point.VENUS] == by_giver[Point.NORTH_NODE] == [7]


@pytest.mark.parametrize(
    ("point", "sign", "degree", "zodiac", "dignity"),
    [
        (Point.SUN, Sign.ARIES, 10, Zodiac.TROPICAL, Dignity.EXALTATION),
        (Point.SUN, Sign.LIBRA, 10, Zodiac.TROPICAL, Dignity.FALL),
        (Point.SUN, Sign.AQUARIUS, 10, Zodiac.TROPICAL, Dignity.DETRIMENT),
        (Point.SUN, Sign.AQUARIUS, 10, Zodiac.SIDEREAL, None),
        (Point.SUN, Sign.LEO, 10, Zodiac.SIDEREAL, Dignity.MOOLTRIKONA),
        (Point.SUN, Sign.LEO, 25, Zodiac.SIDEREAL, Dignity.DOMICILE),
        (Point.MERCURY, Sign.VIRGO, 25, Zodiac.TROPICAL, Dignity.EXALTATION),
        (Point.SATURN, Sign.ARIES, 1, Zodiac.SIDEREAL, Dignity.FALL),
        (Point.PLUTO, Sign.SCORPIO, 1, Zodiac.TROPICAL, Dignity.DOMICILE),
        (Point.PLUTO, Sign.SCORPIO, 1, Zodiac.SIDEREAL, None),
        (Point.NORTH_NODE, Sign.TAURUS, 1, Zodiac.SIDEREAL, None),
    ],
)
def test_dignities_follow_the_table(point, sign, degree, zodiac, dignity):
    assert find_dignity(point, sign, degree, zodiac) is dignity


def test_every_sign_has_a_lord():
    assert set(SIGN_LORDS) == set(SIGNS)


def test_a_chart_compared_with_itself_lies_on_itself():
    chart = cast_chart(make_birth())
    comparison = compare_charts(chart, chart)
    tight = {(aspect.first, aspect.second) for aspect in comparison.aspects if abs(aspect.orb) < 1e-9}
    assert (Point.MOON, Point.MOON) in tight
    assert comparison.moon_distance == comparison.moon_distance_back == 1
    houses = {overlay.point: overlay.house for overlay in comparison.second_in_first}
    assert houses[Point.SUN] == chart.place(Point.SUN).house


def test_two_charts_are_compared_in_one_zodiac():
    vedic, western = cast_chart(make_birth()), cast_chart(make_western())
    assert {a.orb for a in compare_charts(vedic, western).aspects if a.first is a.second is Point.MOON} == {0.0}


def test_an_unknown_time_has_no_houses_to_fall_into():
    known, unknown = cast_chart(make_birth()), cast_chart(make_unknown(date=make_birth().date.replace(day=15)))
    comparison = compare_charts(known, unknown)
    assert comparison.first_in_second == ()
    assert comparison.second_in_first
    assert Point.MOON not in {overlay.point for overlay in comparison.second_in_first}
    assert comparison.moon_distance is None
    assert not any(a.certain for a in comparison.aspects if Point.MOON is a.second and abs(a.orb) > 3)


def test_a_house_that_the_hour_decides_is_not_told():
    exact, about = cast_chart(make_western()), cast_chart(make_about(30, **WESTERN))
    sure = {overlay.point: overlay.house for overlay in compare_charts(about, exact).second_in_first}
    assert 0 < len(sure) < len(compare_charts(exact, exact).second_in_first)
    for clock in (time(6, 50), time(7, 5), time(7, 50)):
        other = cast_chart(make_western(time=clock))
        told = {overlay.point: overlay.house for overlay in compare_charts(other, exact).second_in_first}
        assert sure.items() <= told.items()


def test_a_body_that_crosses_a_cusp_within_the_unknown_day_has_no_house():
    host, guest = cast_chart(make_western()), cast_chart(make_unknown(**WESTERN))
    told = {overlay.point: overlay.house for overlay in compare_charts(host, guest).second_in_first}
    for hour in (0, 12, 23):
        then = cast_chart(make_western(time=time(hour)))
        all_then = {overlay.point: overlay.house for overlay in compare_charts(host, then).second_in_first}
        assert told.items() <= all_then.items()


def test_it_is_said_whose_moon_keeps_the_points_from_being_counted():
    known, unknown = cast_chart(make_birth()), cast_chart(make_unknown(date=make_birth().date.replace(day=15)))
    there, back = compare_charts(known, unknown), compare_charts(unknown, known)
    assert (there.is_first_moon_open, there.is_second_moon_open, there.gunas) == (False, True, None)
    assert (back.is_first_moon_open, back.is_second_moon_open, back.gunas) == (True, False, None)

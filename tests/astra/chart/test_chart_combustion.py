"""Combust planets: within the printed limits, with the retrograde ones of Mercury and Venus, and never by a guess."""

from datetime import date

from astra.chart import cast_chart
from astra.chart.model import Chart
from astra.chart.zodiac import Point, turn_between
from tests.fakes.births import make_birth, make_unknown, make_western


def combust(chart: Chart) -> set[Point]:
    return {placement.point for placement in chart.placements if placement.combust}


def apart(chart: Chart, point: Point) -> float:
    return abs(turn_between(chart.place(Point.SUN).longitude, chart.place(point).longitude))


def test_mercury_is_combust_at_both_kinds_of_conjunction() -> None:
    # 14 May 1996: Mercury retrograde, a degree and a half from the Sun.
    chart = cast_chart(make_birth())
    assert apart(chart, Point.MERCURY) < 12
    assert Point.MERCURY in combust(chart)
    assert Point.SUN not in combust(chart)


def test_the_limits_are_those_of_each_planet_and_of_its_motion() -> None:
    limits = {Point.MOON: 12, Point.MARS: 17, Point.MERCURY: 14, Point.JUPITER: 11, Point.VENUS: 10, Point.SATURN: 15}
    slower = {Point.MERCURY: 12, Point.VENUS: 8}
    seen: set[tuple[Point, bool]] = set()
    for year in range(1960, 2020):
        for month in (1, 4, 7, 10):
            chart = cast_chart(make_birth(date=date(year, month, 9)))
            for point, limit in limits.items():
                placement = chart.place(point)
                allowed = slower.get(point, limit) if placement.retrograde else limit
                assert placement.combust == (apart(chart, point) <= allowed)
                seen.add((point, placement.combust))
    assert seen == {(point, is_combust) for point in limits for is_combust in (True, False)}


def test_western_charts_know_no_combustion_and_an_unknown_hour_only_what_holds_all_day() -> None:
    assert combust(cast_chart(make_western())) == set()
    for day in range(1, 29):
        birth = make_unknown(date=date(1996, 5, day))
        told = combust(cast_chart(birth))
        for clock in ("00:10", "12:00", "23:50"):
            hour, minute = (int(part) for part in clock.split(":"))
            exact = make_birth(date=birth.date, time=make_birth().time.replace(hour=hour, minute=minute))
            assert told <= combust(cast_chart(exact))

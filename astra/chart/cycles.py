"""The sky's own calendar: sign changes, stations, phases, eclipses, and returns to a birth position."""

from datetime import datetime
from typing import Final

from astra.chart.ephemeris import ECLIPSE_BITS, Ephemeris, open_ephemeris
from astra.chart.events_model import Eclipse, EclipseKind, Ingress, PhaseMoment, Quarter, Return, Station
from astra.chart.julian import to_datetime
from astra.chart.model import Chart
from astra.chart.moment import check_moment
from astra.chart.track import Track, find_root
from astra.chart.zodiac import Point, sign_of, turn_between
from astra.contracts.astro import Ayanamsha, NodeKind

TURN_DAYS: Final = {
    Point.SUN: 370.0,
    Point.MOON: 29.0,
    Point.MERCURY: 420.0,
    Point.VENUS: 600.0,
    Point.MARS: 800.0,
    Point.JUPITER: 4_700.0,
    Point.SATURN: 11_200.0,
    Point.URANUS: 31_500.0,
    Point.NEPTUNE: 61_000.0,
    Point.PLUTO: 92_000.0,
    Point.CHIRON: 19_000.0,
    Point.NORTH_NODE: 7_000.0,
    Point.SOUTH_NODE: 7_000.0,
}
"""A little more than one turn through the zodiac; retrograde loops included."""

_STATION_REACH_DAYS: Final = 800.0
_MEAN_LUNATION_DEG_PER_DAY: Final = 12.19
_LAST_ECLIPSE_YEAR: Final = 2398


def name_ingress(source: Ephemeris, track: Track, jd_tt: float) -> Ingress:
    """What happens where `track` crosses a boundary at `jd_tt`."""
    longitude, speed = track.at(jd_tt)
    return Ingress(
        point=track.point,
        at=to_datetime(source.to_ut(jd_tt)),
        sign=sign_of(longitude + (1e-3 if speed > 0 else -1e-3)),
        retrograde=speed < 0,
    )


def find_next_ingress(point: Point, after: datetime, ayanamsha: Ayanamsha | None = None) -> Ingress | None:
    """When a body or node next changes sign (tropical without an ayanamsha); None past the ephemeris' end."""
    source = open_ephemeris()
    start = source.to_tt(check_moment(after, field="after"))
    track = Track(source, point, ayanamsha, NodeKind.MEAN)
    found = track.find_ingress(start, TURN_DAYS[point] / 3.0)
    return None if found is None else name_ingress(source, track, found)


def find_next_station(point: Point, after: datetime, ayanamsha: Ayanamsha | None = None) -> Station | None:
    """When a planet next turns; None for Sun and Moon, which never do, and past the ephemeris' end."""
    source = open_ephemeris()
    start = source.to_tt(check_moment(after, field="after"))
    track = Track(source, point, ayanamsha, NodeKind.MEAN)
    found = None if point in {Point.SUN, Point.MOON} else track.find_station(start, _STATION_REACH_DAYS)
    if found is None:
        return None
    longitude = track.at(found)[0]
    return Station(
        point=point,
        at=to_datetime(source.to_ut(found)),
        turns_retrograde=track.at(found + 1.0)[1] < 0,
        longitude=longitude,
        sign=sign_of(longitude),
    )


def find_return(chart: Chart, point: Point, after: datetime) -> Return | None:
    """When a point next comes back to its birth position in the chart's own zodiac; None past the ephemeris' end.

    Of the several passes of a retrograde loop this is the first.
    """
    source = open_ephemeris()
    start = source.to_tt(check_moment(after, field="after"))
    if (natal := chart.find(point)) is None:
        return None
    track = Track(source, point, chart.ayanamsha, chart.node_kind)
    found = track.find_crossing(natal.longitude, start, TURN_DAYS[point])
    if found is None:
        return None
    open_deg = (
        0.0 if natal.spread is None else abs(turn_between(natal.spread.longitude_from, natal.spread.longitude_to))
    )
    speed = abs(track.at(found)[1])
    return Return(
        point=point,
        at=to_datetime(source.to_ut(found)),
        longitude=natal.longitude,
        margin_days=open_deg / 2.0 / speed if speed else 0.0,
    )


def find_phase_moments(after: datetime, count: int) -> tuple[PhaseMoment, ...]:
    """The next `count` principal phases of the Moon after an aware moment."""
    source = open_ephemeris()
    start = source.to_tt(check_moment(after, field="after"))
    sun = Track(source, Point.SUN, None, NodeKind.TRUE)
    moon = Track(source, Point.MOON, None, NodeKind.TRUE)

    def elongation(jd_tt: float) -> float:
        return (moon.at(jd_tt)[0] - sun.at(jd_tt)[0]) % 360.0

    quarter = int(elongation(start) // 90.0)
    moments: list[PhaseMoment] = []
    for step in range(1, count + 1):
        target = (quarter + step) * 90.0 % 360.0
        guess = start + ((target - elongation(start)) % 360.0 or 360.0) / _MEAN_LUNATION_DEG_PER_DAY
        found = find_root(lambda jd, goal=target: turn_between(goal, elongation(jd)), guess - 2.0, guess + 2.0)
        longitude = moon.at(found)[0]
        moments.append(
            PhaseMoment(
                tuple(Quarter)[(quarter + step) % 4], to_datetime(source.to_ut(found)), longitude, sign_of(longitude)
            )
        )
        start = found + 0.5
    return tuple(moments)


def find_next_eclipses(
    after: datetime, latitude: float | None = None, longitude: float | None = None
) -> tuple[Eclipse, ...]:
    """The next solar and the next lunar eclipse anywhere, and whether they can be seen at a place; at most a year on.

    Empty near the end of the ephemeris.
    """
    source = open_ephemeris()
    start = check_moment(after, field="after")
    if after.year > _LAST_ECLIPSE_YEAR:
        return ()
    eclipses: list[Eclipse] = []
    for is_solar in (True, False):
        bits, jd_ut = source.find_eclipse(start, solar=is_solar)
        visible = None
        if latitude is not None and longitude is not None:
            local = source.find_local_eclipse(jd_ut - 0.5, latitude, longitude, solar=is_solar)
            visible = abs(local - jd_ut) < 0.5
        where = source.read_one(source.to_tt(jd_ut), Point.SUN if is_solar else Point.MOON).longitude
        eclipses.append(
            Eclipse(_name_eclipse(bits, is_solar=is_solar), to_datetime(jd_ut), where, sign_of(where), visible)
        )
    return tuple(sorted(eclipses, key=lambda eclipse: eclipse.at))


def _name_eclipse(bits: int, *, is_solar: bool) -> EclipseKind:
    names = ("hybrid", "total", "annular", "partial") if is_solar else ("total", "partial", "penumbral")
    family = "solar" if is_solar else "lunar"
    kind = next((name for name in names if bits & ECLIPSE_BITS[name]), names[-1])
    return EclipseKind(f"{family}_{kind}")

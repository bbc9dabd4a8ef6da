"""What a birth time that is not exact leaves open: which signs, nakshatras and houses a point may have, until when."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeVar

from astra.chart.ephemeris import AngleReading, Ephemeris
from astra.chart.houses import Horizon, house_of
from astra.chart.julian import to_datetime
from astra.chart.model import Spread
from astra.chart.moment import BirthMoment
from astra.chart.zodiac import (
    NAKSHATRAS,
    SIGNS,
    Nakshatra,
    Point,
    Sign,
    nakshatra_of,
    sign_number,
    sign_of,
    turn_between,
)
from astra.contracts.astro import Ayanamsha, NodeKind

_Value = TypeVar("_Value")
_SECOND_DAYS: Final = 1.0 / 86_400.0
_LEAST_STEP_DAYS: Final = 4.0 / 1440.0
_MOST_STEPS: Final = 24


@dataclass(frozen=True, slots=True)
class Interval:
    """Longitudes at the first, the taken and the last moment; angles at moments between them where houses are told."""

    moment: BirthMoment
    first: Mapping[Point, float]
    middle: Mapping[Point, float]
    last: Mapping[Point, float]
    angles: Sequence[tuple[float, AngleReading]]

    def longitudes(self, point: Point) -> tuple[float, float, float]:
        """Of a body, in time order."""
        return self.first[point], self.middle[point], self.last[point]

    def at(self, point: Point, jd_ut: float) -> float:
        """Longitude of a body inside the interval, between the three known ones."""
        begin, middle, end = self.longitudes(point)
        if jd_ut <= self.moment.jd_ut:
            share = (jd_ut - self.moment.first_jd) / (self.moment.jd_ut - self.moment.first_jd)
            return begin + turn_between(begin, middle) * share
        share = (jd_ut - self.moment.jd_ut) / (self.moment.last_jd - self.moment.jd_ut)
        return middle + turn_between(middle, end) * share


def sample_angles(horizon: Horizon, moment: BirthMoment) -> list[tuple[float, AngleReading]]:
    """Angles at even steps over the interval, both ends included."""
    length = moment.last_jd - moment.first_jd
    steps = max(2, min(_MOST_STEPS, round(length / _LEAST_STEP_DAYS)))
    moments = [moment.first_jd + length * index / steps for index in range(steps + 1)]
    return [(jd_ut, horizon.read(jd_ut)) for jd_ut in moments]


def spread_body(
    point: Point, interval: Interval, *, is_sidereal: bool, read_longitude: Callable[[float], float]
) -> Spread:
    """The spread of a body; `read_longitude` gives its longitude at a Julian day (UT)."""
    longitudes = interval.longitudes(point)
    signs = _list_signs(longitudes)
    changes_at = None
    if len(signs) > 1:
        start = signs[0]
        changed = find_change(
            lambda jd_ut: sign_of(read_longitude(jd_ut)) is not start, interval.moment.first_jd, interval.moment.last_jd
        )
        changes_at = to_datetime(changed)
    return Spread(
        longitude_from=longitudes[0] % 360.0,
        longitude_to=longitudes[2] % 360.0,
        signs=signs,
        nakshatras=_list_nakshatras(longitudes) if is_sidereal else (),
        houses=_keep_new(house_of(interval.at(point, jd_ut), angles.cusps) for jd_ut, angles in interval.angles),
        sign_changes_at=changes_at,
    )


def spread_angle(read: Callable[[AngleReading], float], interval: Interval, *, is_sidereal: bool) -> Spread:
    """The spread of the Ascendant, the Midheaven or the Vertex. Its house is the same by definition or follows it."""
    longitudes = [read(angles) for _, angles in interval.angles]
    signs = _list_signs(longitudes)
    changes_at = None
    if len(signs) > 1:
        index = next((i for i, value in enumerate(longitudes) if sign_of(value) is not signs[0]), len(longitudes) - 1)
        changes_at = to_datetime(_interpolate_boundary(interval.angles, longitudes, index))
    return Spread(
        longitude_from=longitudes[0] % 360.0,
        longitude_to=longitudes[-1] % 360.0,
        signs=signs,
        nakshatras=_list_nakshatras(longitudes) if is_sidereal else (),
        houses=_keep_new(house_of(read(angles), angles.cusps) for _, angles in interval.angles),
        sign_changes_at=changes_at,
    )


def find_change(has_changed: Callable[[float], bool], before: float, after: float) -> float:
    """The Julian day at which `has_changed` turns true between two, to a second."""
    while after - before > _SECOND_DAYS:
        middle = (before + after) / 2.0
        before, after = (before, middle) if has_changed(middle) else (middle, after)
    return after


def longitude_reader(
    ephemeris: Ephemeris, point: Point, ayanamsha: Ayanamsha | None, node_kind: NodeKind
) -> Callable[[float], float]:
    """A function from Julian day (UT) to the longitude of `point` in degrees."""

    def read(jd_ut: float) -> float:
        return ephemeris.read_one(ephemeris.to_tt(jd_ut), point, ayanamsha, node_kind).longitude

    return read


def _interpolate_boundary(
    angles: Sequence[tuple[float, AngleReading]], longitudes: Sequence[float], index: int
) -> float:
    start, end = longitudes[index - 1], longitudes[index]
    way = turn_between(start, end)
    boundary = 30.0 * round((start + way / 2.0) / 30.0)
    share = min(1.0, max(0.0, turn_between(start, boundary) / way)) if way else 1.0
    return angles[index - 1][0] + (angles[index][0] - angles[index - 1][0]) * share


def _list_signs(longitudes: Sequence[float]) -> tuple[Sign, ...]:
    """Signs in the order in which they come, those that were stepped over included."""
    found: list[Sign] = [sign_of(longitudes[0])]
    for before, after in pairwise(longitudes):
        found += [SIGNS[index] for index in _walk(sign_number(sign_of(before)), sign_number(sign_of(after)), 12)]
    return _keep_new(found)


def _list_nakshatras(longitudes: Sequence[float]) -> tuple[Nakshatra, ...]:
    numbers = [NAKSHATRAS.index(nakshatra_of(longitude)[0]) for longitude in longitudes]
    found = [NAKSHATRAS[numbers[0]]]
    for before, after in pairwise(numbers):
        found += [NAKSHATRAS[index] for index in _walk(before, after, 27)]
    return _keep_new(found)


def _walk(start: int, end: int, count: int) -> list[int]:
    """Indices after `start` up to `end`, the shorter way round."""
    forward = (end - start) % count
    if forward <= count // 2:
        return [(start + step) % count for step in range(1, forward + 1)]
    return [(start - step) % count for step in range(1, count - forward + 1)]


def _keep_new(values: Iterable[_Value]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys(values))

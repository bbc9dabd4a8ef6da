"""From readings to placements: sign, house, motion, dignity and divisions of each point."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from astra.chart.dignities import find_dignity
from astra.chart.ephemeris import AngleReading, Ephemeris, Reading
from astra.chart.houses import house_of
from astra.chart.model import Placement, Position, Spread, Zodiac
from astra.chart.zodiac import (
    ANGLES,
    NODES,
    Point,
    dashamsha_of,
    degree_in_sign,
    nakshatra_of,
    navamsha_of,
    sign_of,
)
from astra.contracts.astro import Ayanamsha, NodeKind

MOVING: Final = tuple(Point)[:13]
"""Sun to Pluto, Chiron and both nodes."""

_SLOW_DEG_PER_DAY: Final = {
    Point.MERCURY: 0.25,
    Point.VENUS: 0.12,
    Point.MARS: 0.06,
    Point.JUPITER: 0.02,
    Point.SATURN: 0.012,
    Point.URANUS: 0.006,
    Point.NEPTUNE: 0.004,
    Point.PLUTO: 0.004,
    Point.CHIRON: 0.008,
}
"""Below this speed a station may be within a day; only then is it looked for."""


@dataclass(frozen=True, slots=True)
class Sky:
    """Readings of all moving points at one Julian day (TT) in one zodiac."""

    jd_tt: float
    ayanamsha: Ayanamsha | None
    node_kind: NodeKind
    readings: dict[Point, Reading]

    @property
    def zodiac(self) -> Zodiac:
        """Sidereal where there is an ayanamsha."""
        return Zodiac.TROPICAL if self.ayanamsha is None else Zodiac.SIDEREAL

    @property
    def longitudes(self) -> dict[Point, float]:
        """Degrees, by point."""
        return {point: reading.longitude for point, reading in self.readings.items()}


def read_sky(ephemeris: Ephemeris, jd_tt: float, ayanamsha: Ayanamsha | None, node_kind: NodeKind) -> Sky:
    """All moving points at a Julian day (TT)."""
    return Sky(jd_tt, ayanamsha, node_kind, ephemeris.read(jd_tt, MOVING, ayanamsha, node_kind))


def place_bodies(
    ephemeris: Ephemeris,
    sky: Sky,
    cusps: tuple[float, ...] | None,
    spread: Callable[[Point], Spread] | None,
) -> list[Placement]:
    """Placements of the moving points; houses where there are cusps, spreads where the time is open."""
    placed: list[Placement] = []
    for point, reading in sky.readings.items():
        placement = _place(point, reading, sky.zodiac, cusps)
        if abs(reading.speed) < _SLOW_DEG_PER_DAY.get(point, 0.0):
            placement = replace(placement, stationary=_turns_within_a_day(ephemeris, sky, point))
        if spread is not None:
            placement = _open_up(placement, spread(point))
        placed.append(placement)
    return placed


def place_angles(
    reading: AngleReading,
    zodiac: Zodiac,
    spread: Callable[[Callable[[AngleReading], float]], Spread] | None,
) -> list[Placement]:
    """Ascendant, Midheaven, their opposites, and the Vertex."""
    reads: dict[Point, Callable[[AngleReading], float]] = {
        Point.ASCENDANT: lambda angles: angles.ascendant,
        Point.MIDHEAVEN: lambda angles: angles.midheaven,
        Point.DESCENDANT: lambda angles: (angles.ascendant + 180.0) % 360.0,
        Point.IMUM_COELI: lambda angles: (angles.midheaven + 180.0) % 360.0,
        Point.VERTEX: lambda angles: angles.vertex,
    }
    placed: list[Placement] = []
    for point, read in reads.items():
        speed = {Point.ASCENDANT: reading.ascendant_speed, Point.DESCENDANT: reading.ascendant_speed}.get(
            point, reading.midheaven_speed if point is not Point.VERTEX else 0.0
        )
        placement = _place(point, Reading(read(reading), 0.0, speed, 0), zodiac, reading.cusps)
        placed.append(placement if spread is None else _open_up(placement, spread(read)))
    return placed


def take_position(reading: Reading) -> Position:
    """A reading as a position."""
    longitude = reading.longitude
    return Position(longitude, reading.latitude, reading.speed, sign_of(longitude), degree_in_sign(longitude))


def _place(point: Point, reading: Reading, zodiac: Zodiac, cusps: tuple[float, ...] | None) -> Placement:
    longitude, speed = reading.longitude, reading.speed
    sign, degree = sign_of(longitude), degree_in_sign(longitude)
    is_sidereal = zodiac is Zodiac.SIDEREAL
    nakshatra, pada = nakshatra_of(longitude) if is_sidereal else (None, None)
    return Placement(
        point=point,
        longitude=longitude,
        latitude=reading.latitude,
        speed=speed,
        sign=sign,
        degree=degree,
        house=None if cusps is None else house_of(longitude, cusps),
        retrograde=speed < 0 and point not in ANGLES,
        stationary=False,
        dignity=None if point in ANGLES or point in NODES else find_dignity(point, sign, degree, zodiac),
        nakshatra=nakshatra,
        pada=pada,
        navamsha=navamsha_of(longitude) if is_sidereal else None,
        dashamsha=dashamsha_of(longitude) if is_sidereal else None,
        spread=None,
    )


def _open_up(placement: Placement, spread: Spread) -> Placement:
    """The placement with its spread; a dignity or a division that another hour would change is not told."""
    is_sidereal = placement.nakshatra is not None
    start, end = spread.longitude_from, spread.longitude_to
    in_one_sign = is_sidereal and len(spread.signs) == 1
    in_one_nakshatra = is_sidereal and len(spread.nakshatras) == 1
    return replace(
        placement,
        spread=spread,
        dignity=placement.dignity if len(spread.signs) == 1 and _keeps_dignity(placement, spread) else None,
        pada=placement.pada if in_one_nakshatra and nakshatra_of(start) == nakshatra_of(end) else None,
        navamsha=placement.navamsha if in_one_sign and navamsha_of(start) is navamsha_of(end) else None,
        dashamsha=placement.dashamsha if in_one_sign and dashamsha_of(start) is dashamsha_of(end) else None,
    )


def _keeps_dignity(placement: Placement, spread: Spread) -> bool:
    """Whether the dignity is the same at both ends of the interval: mooltrikona goes by degrees."""
    zodiac = Zodiac.TROPICAL if placement.nakshatra is None else Zodiac.SIDEREAL
    ends = (degree_in_sign(spread.longitude_from), degree_in_sign(spread.longitude_to))
    return all(find_dignity(placement.point, placement.sign, end, zodiac) is placement.dignity for end in ends)


def _turns_within_a_day(ephemeris: Ephemeris, sky: Sky, point: Point) -> bool:
    before, after = (
        ephemeris.read_one(sky.jd_tt + step, point, sky.ayanamsha, sky.node_kind).speed for step in (-1.0, 1.0)
    )
    return before * after < 0

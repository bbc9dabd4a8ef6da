"""Angles between points, within documented orbs; and the vedic glances, which go by whole signs.

Orbs in degrees (Sun or Moon involved / two planets / a node, Chiron, Ascendant or Midheaven involved):
conjunction and opposition 10 / 8 / 5, square and trine 8 / 7 / 5, sextile 6 / 5 / 3, quincunx 3 / 3 / 1.5,
semisextile, semisquare and sesquisquare 2 / 2 / 1.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final

from astra.chart.model import Aspect, AspectKind, Drishti, Placement
from astra.chart.zodiac import ANGLES, GRAHAS, LUMINARIES, NODES, SIGNS, Point, sign_number, turn_between

ASPECT_DEG: Final = {
    AspectKind.CONJUNCTION: 0.0,
    AspectKind.SEMISEXTILE: 30.0,
    AspectKind.SEMISQUARE: 45.0,
    AspectKind.SEXTILE: 60.0,
    AspectKind.SQUARE: 90.0,
    AspectKind.TRINE: 120.0,
    AspectKind.SESQUISQUARE: 135.0,
    AspectKind.QUINCUNX: 150.0,
    AspectKind.OPPOSITION: 180.0,
}
MAJOR_ASPECTS: Final = (
    AspectKind.CONJUNCTION,
    AspectKind.OPPOSITION,
    AspectKind.TRINE,
    AspectKind.SQUARE,
    AspectKind.SEXTILE,
)
_ORBS: Final = {
    AspectKind.CONJUNCTION: (10.0, 8.0, 5.0),
    AspectKind.OPPOSITION: (10.0, 8.0, 5.0),
    AspectKind.TRINE: (8.0, 7.0, 5.0),
    AspectKind.SQUARE: (8.0, 7.0, 5.0),
    AspectKind.SEXTILE: (6.0, 5.0, 3.0),
    AspectKind.QUINCUNX: (3.0, 3.0, 1.5),
    AspectKind.SEMISEXTILE: (2.0, 2.0, 1.0),
    AspectKind.SEMISQUARE: (2.0, 2.0, 1.0),
    AspectKind.SESQUISQUARE: (2.0, 2.0, 1.0),
}
_LESSER: Final = NODES | ANGLES | {Point.CHIRON}
ASPECTED: Final = (
    *tuple(Point)[:12],
    Point.ASCENDANT,
    Point.MIDHEAVEN,
)
"""What aspects are told of: the South Node and the other ends of the axes only mirror these."""

# Which aspects can be within their widest orb at each whole degree of separation.
_WITHIN_REACH: Final = tuple(
    tuple(
        (kind, angle)
        for kind, angle in ASPECT_DEG.items()
        if -1.0 - max(_ORBS[kind]) < degree - angle <= max(_ORBS[kind])
    )
    for degree in range(181)
)

_GLANCES: Final = {Point.MARS: (4, 7, 8), Point.JUPITER: (5, 7, 9), Point.SATURN: (3, 7, 10)}


def find_allowed_orb(kind: AspectKind, first: Point, second: Point) -> float:
    """The widest distance from exactness at which `kind` counts between these two points, in degrees."""
    luminary, planet, lesser = _ORBS[kind]
    if first in _LESSER or second in _LESSER:
        return lesser
    return luminary if first in LUMINARIES or second in LUMINARIES else planet


def find_aspect(first: Point, second: Point, separation: float) -> tuple[AspectKind, float, float] | None:
    """Kind, signed orb and allowed orb for a separation of 0 to 180 degrees; None where no aspect is within orb.

    No two aspects are ever within orb at once but at the edge of a wide one: the relatively tighter one is taken.
    """
    best: tuple[AspectKind, float, float] | None = None
    best_share = 1.0
    for kind, angle in _WITHIN_REACH[min(int(separation), 180)]:
        orb = separation - angle
        allowed = find_allowed_orb(kind, first, second)
        share = abs(orb) / allowed
        if share <= best_share:
            best, best_share = (kind, orb, allowed), share
    return best


def list_aspects(placements: Sequence[Placement], others: Sequence[Mapping[Point, float]]) -> tuple[Aspect, ...]:
    """Aspects among `placements`, tightest first. `others` holds longitudes at further possible times of birth."""
    points = [placement for placement in placements if placement.point in ASPECTED]
    aspects: list[Aspect] = []
    for first, second in combinations(points, 2):
        if first.point in ANGLES and second.point in ANGLES:
            continue
        turn = turn_between(first.longitude, second.longitude)
        if (found := find_aspect(first.point, second.point, abs(turn))) is None:
            continue
        kind, orb, allowed = found
        aspects.append(
            Aspect(
                first=first.point,
                second=second.point,
                kind=kind,
                orb=orb,
                allowed_orb=allowed,
                applying=_is_applying(first, second, turn, orb),
                certain=all(_holds(kind, allowed, other.get(first.point), other.get(second.point)) for other in others),
            )
        )
    return tuple(sorted(aspects, key=lambda aspect: abs(aspect.orb) / aspect.allowed_orb))


def _is_applying(first: Placement, second: Placement, turn: float, orb: float) -> bool | None:
    if first.point in ANGLES or second.point in ANGLES:
        return None
    opening = second.speed - first.speed if turn >= 0 else first.speed - second.speed
    return orb * opening < 0


def _holds(kind: AspectKind, allowed: float, first: float | None, second: float | None) -> bool:
    if first is None or second is None:
        return False
    return abs(abs(turn_between(first, second)) - ASPECT_DEG[kind]) <= allowed


def list_drishti(placements: Sequence[Placement]) -> tuple[Drishti, ...]:
    """Vedic glances: every graha at the seventh sign; Mars also 4 and 8, Jupiter 5 and 9, Saturn 3 and 10.

    Only of grahas whose sign is certain, and on such.
    """
    grahas = [placement for placement in placements if placement.point in GRAHAS and placement.is_sign_certain]
    glances: list[Drishti] = []
    for giver in grahas:
        for place in _GLANCES.get(giver.point, (7,)):
            sign = SIGNS[(sign_number(giver.sign) + place - 1) % 12]
            receivers = tuple(other.point for other in grahas if other.sign is sign)
            glances.append(Drishti(giver.point, place, sign, receivers))
    return tuple(glances)

"""Planets too near the Sun to be seen: combust (asta), by the limits in longitude that Indian handbooks print."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from astra.chart.model import Placement
from astra.chart.zodiac import Point, turn_between

_LIMITS_DEG: Final = {
    Point.MOON: (12.0, 12.0),
    Point.MARS: (17.0, 17.0),
    Point.MERCURY: (14.0, 12.0),
    Point.JUPITER: (11.0, 11.0),
    Point.VENUS: (10.0, 8.0),
    Point.SATURN: (15.0, 15.0),
}
"""Degrees from the Sun, direct and retrograde."""


def mark_combust(placements: Sequence[Placement]) -> list[Placement]:
    """The placements with `combust` set where the planet is so at any time that the birth may have had."""
    sun = next(placement for placement in placements if placement.point is Point.SUN)
    return [replace(placement, combust=True) if _is_combust(placement, sun) else placement for placement in placements]


def _is_combust(placement: Placement, sun: Placement) -> bool:
    limits = _LIMITS_DEG.get(placement.point)
    if limits is None:
        return False
    limit = limits[1] if placement.retrograde else limits[0]
    pairs = zip(_ends(placement), _ends(sun), strict=True)
    return all(abs(turn_between(there, here)) <= limit for here, there in pairs)


def _ends(placement: Placement) -> tuple[float, float]:
    """The longitudes at both ends of the time that the birth may have had."""
    spread = placement.spread
    if spread is None:
        return placement.longitude, placement.longitude
    return spread.longitude_from, spread.longitude_to

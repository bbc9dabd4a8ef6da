"""Angles and houses at a place, and which house a longitude falls into.

A house is decided by ecliptic longitude between cusps. Quadrant systems (Placidus, Koch, Sripati) have no sound
meaning inside the polar circles; whole signs take their place there. The Ascendant is the point that rises in the east
at every latitude, so that near the poles it can jump half a circle within minutes.
"""

from collections.abc import Iterable
from typing import Final

from astra.chart.ephemeris import AngleReading, Ephemeris
from astra.chart.model import Houses
from astra.chart.zodiac import sign_of
from astra.contracts.astro import Ayanamsha, HouseSystem

QUADRANT_SYSTEMS: Final = frozenset({HouseSystem.PLACIDUS, HouseSystem.KOCH, HouseSystem.SRIPATI})
_NEAR_POLAR_DEG: Final = 66.0
"""Below this latitude no obliquity of these centuries makes a polar circle."""


def is_polar(latitude: float, obliquity: float) -> bool:
    """Whether parts of the ecliptic never rise or never set at `latitude`."""
    return abs(latitude) >= 90.0 - obliquity


class Horizon:
    """One place under one zodiac: reads angles and cusps for moments there."""

    def __init__(
        self,
        ephemeris: Ephemeris,
        *,
        latitude: float,
        longitude: float,
        asked: HouseSystem,
        ayanamsha: Ayanamsha | None,
        jd_ut: float,
    ) -> None:
        self._ephemeris = ephemeris
        self._latitude = latitude
        self._longitude = longitude
        self._ayanamsha = ayanamsha
        self.asked = asked
        self.system = asked
        if asked in QUADRANT_SYSTEMS and abs(latitude) > _NEAR_POLAR_DEG:
            is_inside = is_polar(latitude, ephemeris.read_obliquity(jd_ut))
            self.system = HouseSystem.WHOLE_SIGN if is_inside else asked

    def read(self, jd_ut: float) -> AngleReading:
        """Angles and cusps at a Julian day (UT)."""
        return self._ephemeris.read_angles(jd_ut, self._latitude, self._longitude, self.system, self._ayanamsha)

    def describe(self, reading: AngleReading, others: Iterable[AngleReading] = ()) -> Houses:
        """The houses of a reading; `others` are those of the other moments that the birth time may mean."""
        signs = tuple(sign_of(cusp) for cusp in reading.cusps)
        return Houses(self.system, self.asked, reading.cusps, signs, tuple(other.cusps for other in others))


def house_of(longitude: float, cusps: tuple[float, ...]) -> int:
    """The house, 1 to 12, of a longitude; a point on a cusp is in the house that begins there."""
    for index in range(12):
        width = (cusps[(index + 1) % 12] - cusps[index]) % 360.0
        if (longitude - cusps[index]) % 360.0 < width:
            return index + 1
    return 12

"""Angles and houses at a place, and which house a longitude falls into.

A house is decided by ecliptic longitude between cusps. Quadrant systems (Placidus, Koch, Sripati) have no sound
meaning inside the polar circles; whole signs take their place there, and the Ascendant is the point that rises in the
east, wherever the Midheaven is.
"""

import math
from typing import Final

from astra.chart.ephemeris import AngleReading, Ephemeris
from astra.chart.model import Houses
from astra.chart.zodiac import sign_of, turn_between
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
        self._obliquity = ephemeris.read_obliquity(jd_ut) if abs(latitude) > _NEAR_POLAR_DEG else None
        self.is_polar = self._obliquity is not None and is_polar(latitude, self._obliquity)
        self.asked = asked
        self.system = HouseSystem.WHOLE_SIGN if self.is_polar and asked in QUADRANT_SYSTEMS else asked

    def read(self, jd_ut: float) -> AngleReading:
        """Angles and cusps at a Julian day (UT)."""
        reading = self._ephemeris.read_angles(jd_ut, self._latitude, self._longitude, self.system, self._ayanamsha)
        if not self.is_polar or self._obliquity is None:
            return reading
        return _turn_to_east(reading, self._latitude, self._obliquity, self.system)

    def describe(self, reading: AngleReading) -> Houses:
        """The houses of a reading."""
        return Houses(self.system, self.asked, reading.cusps, tuple(sign_of(cusp) for cusp in reading.cusps))


def _turn_to_east(reading: AngleReading, latitude: float, obliquity: float, system: HouseSystem) -> AngleReading:
    """The library gives the setting point where the Midheaven is below the horizon; give the rising one instead."""
    armc, tilt, phi = (math.radians(value) for value in (reading.armc, obliquity, latitude))
    rising = math.atan2(math.cos(armc), -(math.sin(armc) * math.cos(tilt) + math.tan(phi) * math.sin(tilt)))
    # Both are compared by the Midheaven's tropical longitude, so that a sidereal zodiac cancels out.
    tropical_midheaven = math.atan2(math.sin(armc), math.cos(armc) * math.cos(tilt))
    expected = math.degrees(rising - tropical_midheaven)
    given = turn_between(reading.midheaven, reading.ascendant)
    if abs(turn_between(expected, given)) < 90.0:
        return reading
    ascendant = (reading.ascendant + 180.0) % 360.0
    first = ascendant - ascendant % 30.0 if system is HouseSystem.WHOLE_SIGN else ascendant
    return AngleReading(
        ascendant,
        reading.midheaven,
        reading.vertex,
        reading.armc,
        reading.ascendant_speed,
        reading.midheaven_speed,
        tuple((first + 30.0 * index) % 360.0 for index in range(12)),
    )


def house_of(longitude: float, cusps: tuple[float, ...]) -> int:
    """The house, 1 to 12, of a longitude; a point on a cusp is in the house that begins there."""
    for index in range(12):
        width = (cusps[(index + 1) % 12] - cusps[index]) % 360.0
        if (longitude - cusps[index]) % 360.0 < width:
            return index + 1
    return 12

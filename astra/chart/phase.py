"""The Moon's phase from the longitudes of Moon and Sun."""

import math
from datetime import datetime
from typing import Final

from astra.chart.ephemeris import Ephemeris, open_ephemeris
from astra.chart.model import MoonPhase, PhaseName
from astra.chart.moment import check_moment
from astra.chart.zodiac import Point
from astra.contracts.astro import NodeKind

_PRINCIPAL_ORB_DEG: Final = 6.0
_PRINCIPAL: Final = (PhaseName.NEW_MOON, PhaseName.FIRST_QUARTER, PhaseName.FULL_MOON, PhaseName.LAST_QUARTER)
_BETWEEN: Final = (
    PhaseName.WAXING_CRESCENT,
    PhaseName.WAXING_GIBBOUS,
    PhaseName.WANING_GIBBOUS,
    PhaseName.WANING_CRESCENT,
)


def describe_phase(sun_longitude: float, moon_longitude: float, moon_latitude: float) -> MoonPhase:
    """The phase for longitudes of one zodiac, in degrees. The lit share is good to half a percent."""
    elongation = (moon_longitude - sun_longitude) % 360.0
    distance = math.cos(math.radians(moon_latitude)) * math.cos(math.radians(elongation))
    quarter = round(elongation / 90.0) % 4
    beyond = abs((elongation + 180.0 - quarter * 90.0) % 360.0 - 180.0)
    name = _PRINCIPAL[quarter] if beyond <= _PRINCIPAL_ORB_DEG else _BETWEEN[int(elongation // 90.0) % 4]
    return MoonPhase(name, elongation, (1.0 - distance) / 2.0, waxing=elongation < 180.0)


def find_moon_phase(at: datetime, *, ephemeris: Ephemeris | None = None) -> MoonPhase:
    """The Moon's phase at an aware moment; AstraError (field `at`) outside 1800 to 2399."""
    source = ephemeris or open_ephemeris()
    jd_tt = source.to_tt(check_moment(at, field="at"))
    readings = source.read(jd_tt, (Point.SUN, Point.MOON), None, NodeKind.TRUE)
    sun, moon = readings[Point.SUN], readings[Point.MOON]
    return describe_phase(sun.longitude, moon.longitude, moon.latitude)

"""Apparent sidereal time by the IAU 2006 expressions, the same at every date.

The library's own turns to a long-term formula outside 1850 to 2050, which is off by up to 0.4″ there.
Source: IERS Conventions (2010), chapter 5, equations 5.15, 5.32 and the two largest terms of table 5.2e.
"""

import math
from typing import Final

_J2000: Final = 2451545.0
_CENTURY_DAYS: Final = 36525.0
_GMST_ARCSEC: Final = (0.014506, 4612.156534, 1.3915817, -0.00000044, -0.000029956, -0.0000000368)


def find_apparent_sidereal_deg(jd_ut: float, jd_tt: float, nutation_deg: float, mean_obliquity_deg: float) -> float:
    """Greenwich apparent sidereal time in degrees, 0 to below 360; nutation in longitude and obliquity in degrees."""
    days = jd_ut - _J2000
    turned = 360.0 * (days % 1.0 + 0.7790572732640 + 0.00273781191135448 * days)
    centuries = (jd_tt - _J2000) / _CENTURY_DAYS
    precessed = sum(term * centuries**power for power, term in enumerate(_GMST_ARCSEC))
    node = math.radians(125.04455501 - 1934.13626197 * centuries)
    small = 0.00264096 * math.sin(node) + 0.00006352 * math.sin(2.0 * node)
    equation = nutation_deg * math.cos(math.radians(mean_obliquity_deg)) + small / 3600.0
    return (turned + precessed / 3600.0 + equation) % 360.0

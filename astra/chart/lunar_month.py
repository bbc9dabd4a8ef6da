"""The lunar month that a moment falls into, as both customs of India name it.

An amanta month runs from new moon to new moon and has its name from the sidereal sign in which the Sun stands when it
begins; a month in which the Sun enters no sign is an added one (adhika) and bears the name of the one behind it, and
one in which it enters two swallows a name (kshaya). A purnimanta month runs from full moon to full moon: its dark half
comes first, so that it is ahead by a name while the Moon wanes. Added months are called the same by both.
"""

from collections.abc import Callable
from typing import Final

from astra.chart.events_model import LunarMonth
from astra.chart.track import find_root
from astra.chart.zodiac import sign_number, sign_of, turn_between

MONTHS: Final = (
    *("Chaitra", "Vaishakha", "Jyeshtha", "Ashadha", "Shravana", "Bhadrapada"),
    *("Ashwin", "Kartika", "Margashirsha", "Pausha", "Magha", "Phalguna"),
)
_ELONGATION_DEG_PER_DAY: Final = 12.19
_MONTH_DAYS: Final = 29.53
_SEARCH_DAYS: Final = 1.5

Angle = Callable[[float], float]
"""Degrees at a Julian day (TT)."""


def find_lunar_month(elongation: Angle, sun: Angle, jd_tt: float) -> LunarMonth:
    """The month at `jd_tt`; `elongation` is Moon minus Sun, `sun` its sidereal longitude."""
    begun_days = elongation(jd_tt) / _ELONGATION_DEG_PER_DAY
    begins = _find_new_moon(elongation, jd_tt - begun_days)
    ends = _find_new_moon(elongation, begins + _MONTH_DAYS)
    first, last = sign_number(sign_of(sun(begins))), sign_number(sign_of(sun(ends)))
    entered = (last - first) % 12
    amanta = (first + 1) % 12
    is_added = entered == 0
    is_waning = elongation(jd_tt) >= 180.0
    purnimanta = (amanta + 1) % 12 if is_waning and not is_added else amanta
    return LunarMonth(MONTHS[amanta], MONTHS[purnimanta], adhika=is_added, kshaya=entered > 1)


def _find_new_moon(elongation: Angle, guess: float) -> float:
    return find_root(lambda jd_tt: turn_between(0.0, elongation(jd_tt)), guess - _SEARCH_DAYS, guess + _SEARCH_DAYS)

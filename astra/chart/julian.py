"""Moments as Julian days: UTC in, and Terrestrial Time for the positions of bodies.

Where the turning of the Earth is meant (Ascendant, houses) the clock's UTC is taken for UT1, as all chart software
does; the two differ by less than 0.9 s, 14″ of Ascendant. Bodies are computed for Terrestrial Time, which since 1972 is
exactly UTC plus leap seconds plus 32.184 s.
"""

from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from typing import Final

_UNIX_EPOCH_JD: Final = 2440587.5
_UNIX_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_S: Final = 86_400.0
_TT_MINUS_TAI_S: Final = 32.184
LEAP_ERA_STARTS_JD: Final = 2441317.5
"""1972-01-01, when UTC got its leap seconds."""

# Month and year from whose first day each further second holds (IERS Bulletin C); the first is 10 s at 1972-01-01.
_LEAPS: Final = (
    *((1972, 1), (1972, 7), (1973, 1), (1974, 1), (1975, 1), (1976, 1), (1977, 1), (1978, 1), (1979, 1), (1980, 1)),
    *((1981, 7), (1982, 7), (1983, 7), (1985, 7), (1988, 1), (1990, 1), (1991, 1), (1992, 7), (1993, 7), (1994, 7)),
    *((1996, 1), (1997, 7), (1999, 1), (2006, 1), (2009, 1), (2012, 7), (2015, 7), (2017, 1)),
)


def to_julian_day(at: datetime) -> float:
    """Julian day (UT) of an aware moment, good to about 0.05 ms."""
    return _UNIX_EPOCH_JD + (at - _UNIX_EPOCH) / timedelta(days=1)


def to_datetime(jd_ut: float) -> datetime:
    """The UTC moment of a Julian day (UT), to the nearest second: no event in the sky is known better."""
    return _UNIX_EPOCH + timedelta(seconds=round((jd_ut - _UNIX_EPOCH_JD) * _DAY_S))


_LEAP_DAYS: Final = tuple(to_julian_day(datetime(year, month, 1, tzinfo=UTC)) for year, month in _LEAPS)


def find_leap_offset_days(jd_ut: float) -> float:
    """TT minus UTC in days by the leap seconds known so far; only for days since 1972."""
    return (9 + bisect_right(_LEAP_DAYS, jd_ut) + _TT_MINUS_TAI_S) / _DAY_S

"""When a birth was: the moment, and the interval around it that the birth time leaves open."""

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from astra.chart.julian import to_julian_day
from astra.contracts.astro import ChartInputs, TimePrecision
from astra.contracts.errors import AstraError, ErrorCode

FIRST_DAY: Final = date(1800, 1, 3)
LAST_DAY: Final = date(2399, 12, 29)
"""The files run from 1800-01-01 to 2400-01-06; light time, whole days and zones take a little off either end."""

DEFAULT_MARGIN_MIN: Final = 15
MAX_OFFSET_S: Final = 16 * 3600
_NOON: Final = time(12, 0)


@dataclass(frozen=True, slots=True)
class BirthMoment:
    """`jd_ut` is the moment taken, noon where unknown; `first_jd` and `last_jd` are the same for an exact time."""

    instant: datetime
    jd_ut: float
    first_jd: float
    last_jd: float
    precision: TimePrecision

    @property
    def is_exact(self) -> bool:
        """Whether there is one moment only."""
        return self.precision is TimePrecision.EXACT

    @property
    def is_unknown(self) -> bool:
        """Whether nothing but the day is known."""
        return self.precision is TimePrecision.UNKNOWN


def read_moment(inputs: ChartInputs) -> BirthMoment:
    """The moment of birth. A time that is missing or called unknown is unknown, whatever else is said of it.

    Raises AstraError (field `date` or `utc_offset_s`) for what can't be computed.
    """
    check_day(inputs.date, field="date")
    if not (math.isfinite(inputs.utc_offset_s) and abs(inputs.utc_offset_s) <= MAX_OFFSET_S):
        raise AstraError(ErrorCode.INVALID, "An offset from UTC lies between -16 and +16 hours.", field="utc_offset_s")
    offset = timedelta(seconds=inputs.utc_offset_s)
    is_unknown = inputs.time is None or inputs.time_precision is TimePrecision.UNKNOWN
    clock = _NOON if inputs.time is None or is_unknown else inputs.time.replace(tzinfo=None)
    instant = datetime.combine(inputs.date, clock, tzinfo=UTC) - offset
    jd_ut = to_julian_day(instant)
    if is_unknown:
        return BirthMoment(instant, jd_ut, jd_ut - 0.5, jd_ut + 0.5, TimePrecision.UNKNOWN)
    if inputs.time_precision is TimePrecision.ABOUT:
        margin_days = (inputs.time_margin_min or DEFAULT_MARGIN_MIN) / 1440.0
        return BirthMoment(instant, jd_ut, jd_ut - margin_days, jd_ut + margin_days, TimePrecision.ABOUT)
    return BirthMoment(instant, jd_ut, jd_ut, jd_ut, TimePrecision.EXACT)


def check_day(day: date, *, field: str) -> None:
    """Raise AstraError where the ephemeris has no positions for `day`."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise AstraError(
            ErrorCode.INVALID,
            f"Positions reach from {FIRST_DAY.isoformat()} to {LAST_DAY.isoformat()}; this date lies outside.",
            field=field,
        )


def check_moment(at: datetime, *, field: str) -> float:
    """The Julian day (UT) of an aware moment that the ephemeris covers; AstraError for others and for naive ones."""
    if at.tzinfo is None:
        raise AstraError(ErrorCode.INVALID, "A moment carries its offset from UTC.", field=field)
    check_day(at.date(), field=field)
    return to_julian_day(at)

"""Days as people mean them: by the clock of the zone they are in."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from astra.contracts.errors import AstraError, ErrorCode

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read_day(text: str) -> date | None:
    """The day of `2026-05-03`; None for anything else."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def read_zone(name: str | None) -> tzinfo:
    """The zone of an IANA name such as Asia/Kolkata, UTC for none; 422 naming `zone` for an unknown one."""
    if name is None:
        return UTC
    if name not in _known_zones():
        raise AstraError(ErrorCode.INVALID, "zone: an IANA name is needed, such as Asia/Kolkata", field="zone")
    return ZoneInfo(name)


def begin_of(day: date | None, zone: tzinfo) -> datetime | None:
    """The moment at which a day begins; None stays None."""
    if day is None:
        return None
    try:
        return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)
    except OverflowError:  # the first and the last day of all, east and west of Greenwich
        return datetime.min.replace(tzinfo=UTC) if day == date.min else datetime.max.replace(tzinfo=UTC)


def end_of(day: date | None, zone: tzinfo) -> datetime | None:
    """The moment at which the next day begins; None for no day, and where there is no next one."""
    return None if day is None or day == date.max else begin_of(day + timedelta(days=1), zone)


@lru_cache(maxsize=1)
def _known_zones() -> frozenset[str]:
    return frozenset(available_timezones())

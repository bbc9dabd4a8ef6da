"""Zones by name, with their own history before 1970 wherever the machine's data has joined them with a neighbour's."""

import zipfile
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from io import BytesIO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

_JOINED_SINCE = date(1970, 1, 1)
_PROOFS = (
    ("Atlantic/Reykjavik", datetime(1960, 1, 15, 12, tzinfo=UTC), timedelta(hours=-1)),
    ("Europe/Amsterdam", datetime(1930, 7, 15, 12, tzinfo=UTC), timedelta(hours=1, minutes=19, seconds=32)),
    ("Europe/Stockholm", datetime(1942, 7, 15, 12, tzinfo=UTC), timedelta(hours=1)),
    ("Africa/Accra", datetime(1941, 12, 15, 12, tzinfo=UTC), timedelta(minutes=20)),
    ("Asia/Kolkata", datetime(1942, 10, 15, 12, tzinfo=UTC), timedelta(hours=6, minutes=30)),
    ("America/New_York", datetime(1942, 12, 15, 12, tzinfo=UTC), timedelta(hours=-4)),
)
"""Clocks that are known from elsewhere and wrong in poorer data."""


class ZoneDataError(RuntimeError):
    """The zone data is missing or too poor to date births by."""


def load_zone(name: str, day: date) -> ZoneInfo | None:
    """The zone called `name` as it was on `day`; None when there is no such zone."""
    if day < _JOINED_SINCE and (own := _load_own(name)) is not None:
        return own
    return _load_shared(name)


def zone_names() -> dict[str, str]:
    """Every IANA name by its small letters."""
    return _zone_names()


def assert_zone_data() -> None:
    """Check the data against clocks that are known; raises `ZoneDataError` that says what to install."""
    for name, moment, offset in _PROOFS:
        zone = load_zone(name, moment.date())
        if zone is None or moment.astimezone(zone).utcoffset() != offset:
            raise ZoneDataError(
                f"the time zone data is wrong for {name} in {moment.year}: install the operating system's tzdata "
                "package (or `pip install --force-reinstall tzdata`) and reinstall Astra, whose own archive of "
                "old zones must be beside its code"
            )


@cache
def _zone_names() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones() if not name.startswith(("Etc/", "posix", "right"))}


@cache
def _load_shared(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@cache
def _load_own(name: str) -> ZoneInfo | None:
    archive = files("astra.birth.zones") / "backzone.zip"
    try:
        with zipfile.ZipFile(BytesIO(archive.read_bytes())) as zones:
            return ZoneInfo.from_file(BytesIO(zones.read(name)), name)
    except (KeyError, FileNotFoundError, zipfile.BadZipFile):
        return None

"""The one clock of the stand-ins. Whatever needs the time is handed a `Clock`, so that a test can hold it still."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime


def _read_utc() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  this is the place that the ban points to


@dataclass(frozen=True, slots=True)
class Clock:
    """Wall time (aware, UTC) and a monotonic time in seconds for measuring spans."""

    now: Callable[[], datetime] = field(default=_read_utc)
    monotonic: Callable[[], float] = field(default=time.monotonic)


SYSTEM_CLOCK = Clock()

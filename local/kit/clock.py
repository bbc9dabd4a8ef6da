"""The one clock of the stand-ins. Whatever needs the time is handed a `Clock`, so that a test can hold it still."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Clock:
    """`wall_ns` counts nanoseconds since 1970 (UTC), `monotonic` seconds from an arbitrary point."""

    wall_ns: Callable[[], int] = field(default=time.time_ns)
    monotonic: Callable[[], float] = field(default=time.monotonic)

    def wall_ms(self) -> int:
        """Milliseconds since 1970."""
        return self.wall_ns() // 1_000_000

    def wall_s(self) -> int:
        """Whole seconds since 1970."""
        return self.wall_ns() // 1_000_000_000


SYSTEM_CLOCK = Clock()
"""The machine's own clock."""

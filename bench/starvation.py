"""Tells a starved measurement from a slow agent: when the machine had no time for us, the figure is thrown away.

Three witnesses: the client's own event loop (how late a 10 ms sleep returns), the kernel's account of how long
runnable tasks waited for a processor (`/proc/pressure/cpu`), and processor time stolen by the host (`/proc/stat`).
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from dataclasses import astuple, dataclass, field
from pathlib import Path

from astra.kit.clock import SYSTEM_CLOCK

_PRESSURE = Path("/proc/pressure/cpu")
_STAT = Path("/proc/stat")
_PROBE_S = 0.01


@dataclass(frozen=True, slots=True)
class Tolerance:
    """What a measurement may suffer and still count."""

    loop_lag_s: float = 0.04
    frame_late_s: float = 0.04
    pressure_share: float = 0.35
    stolen_share: float = 0.03

    def times(self, leniency: float) -> "Tolerance":
        """So many times as much of everything, for a machine that is never quiet."""
        return Tolerance(*(value * leniency for value in astuple(self)))

    def __str__(self) -> str:
        return (
            f"an event loop or frames {self.loop_lag_s * 1000:.0f} ms late, tasks waiting for a processor in"
            f" {min(self.pressure_share, 1):.0%} of its time, {min(self.stolen_share, 1):.0%} of stolen time"
        )


@dataclass(slots=True)
class Hardship:
    """What one measurement suffered; shares are of its wall time.

    It counts from when it is made. A measurement that must first bring a talk to where it can be measured calls
    `begin` there, and `end` where the figure is settled; what comes before and after counts for nothing.
    """

    loop_lag_s: float = 0.0
    frame_late_s: float = 0.0
    pressure_share: float = 0.0
    stolen_share: float = 0.0
    _since: "_Account" = field(init=False, repr=False)
    _is_over: bool = field(default=False, init=False, repr=False)

    def __post_init__(self) -> None:
        self._since = _Account.read()

    def begin(self) -> None:
        """What counts begins here."""
        self.loop_lag_s, self._since = 0.0, _Account.read()

    def end(self) -> None:
        """What counts is over; the first call holds."""
        if self._is_over:
            return
        now = _Account.read()
        self._is_over = True
        self.pressure_share = (now.pressure_us - self._since.pressure_us) / 1e6 / max(now.at_s - self._since.at_s, 1e-6)
        self.stolen_share = (now.stolen - self._since.stolen) / max(now.ticks - self._since.ticks, 1.0)

    def note_lag(self, lag_s: float) -> None:
        """The event loop was late by so much."""
        if not self._is_over:
            self.loop_lag_s = max(self.loop_lag_s, lag_s)

    def reasons(self, allowed: Tolerance) -> list[str]:
        """Why it does not count; empty when it does."""
        checks = {
            "loop lag": (self.loop_lag_s, allowed.loop_lag_s),
            "late frames": (self.frame_late_s, allowed.frame_late_s),
            "cpu pressure": (self.pressure_share, allowed.pressure_share),
            "stolen cpu": (self.stolen_share, allowed.stolen_share),
        }
        return [name for name, (seen, limit) in checks.items() if seen > limit]


@dataclass(frozen=True, slots=True)
class _Account:
    """What the kernel has counted since boot."""

    at_s: float
    pressure_us: float
    stolen: float
    ticks: float

    @classmethod
    def read(cls) -> "_Account":
        return cls(SYSTEM_CLOCK.monotonic(), _read_pressure_us(), *_read_stolen_share_parts())


def _read_pressure_us() -> float:
    """Microseconds in which at least one runnable task waited, since boot; 0 where the kernel keeps no account."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return float(_PRESSURE.read_text().split("total=")[1].split()[0])
    return 0.0


def _read_stolen_share_parts() -> tuple[float, float]:
    """(stolen, all) processor time in ticks since boot."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        ticks = [float(field) for field in _STAT.read_text().split("\n", 1)[0].split()[1:9]]
        return ticks[7], sum(ticks)
    return 0.0, 0.0


@contextlib.asynccontextmanager
async def watch_hardship() -> AsyncGenerator[Hardship]:
    """Watch while the body runs; the answer is complete once the block is left."""
    seen = Hardship()

    async def probe() -> None:
        while True:
            asked_s = SYSTEM_CLOCK.monotonic()
            await asyncio.sleep(_PROBE_S)
            seen.note_lag(SYSTEM_CLOCK.monotonic() - asked_s - _PROBE_S)

    prober = asyncio.get_running_loop().create_task(probe())
    try:
        yield seen
    finally:
        prober.cancel()
        seen.end()

"""Tells a starved measurement from a slow agent: when the machine had no time for us, the figure is thrown away.

Three witnesses: the client's own event loop (how late a 10 ms sleep returns), the kernel's account of how long
runnable tasks waited for a processor (`/proc/pressure/cpu`), and processor time stolen by the host (`/proc/stat`).
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from dataclasses import dataclass
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


@dataclass(slots=True)
class Hardship:
    """What one measurement suffered; shares are of its wall time."""

    loop_lag_s: float = 0.0
    frame_late_s: float = 0.0
    pressure_share: float = 0.0
    stolen_share: float = 0.0

    def reasons(self, allowed: Tolerance) -> list[str]:
        """Why it does not count; empty when it does."""
        checks = {
            "loop lag": (self.loop_lag_s, allowed.loop_lag_s),
            "late frames": (self.frame_late_s, allowed.frame_late_s),
            "cpu pressure": (self.pressure_share, allowed.pressure_share),
            "stolen cpu": (self.stolen_share, allowed.stolen_share),
        }
        return [name for name, (seen, limit) in checks.items() if seen > limit]


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
    started_s, pressure_us = SYSTEM_CLOCK.monotonic(), _read_pressure_us()
    stolen, ticks = _read_stolen_share_parts()

    async def probe() -> None:
        while True:
            asked_s = SYSTEM_CLOCK.monotonic()
            await asyncio.sleep(_PROBE_S)
            seen.loop_lag_s = max(seen.loop_lag_s, SYSTEM_CLOCK.monotonic() - asked_s - _PROBE_S)

    prober = asyncio.get_running_loop().create_task(probe())
    try:
        yield seen
    finally:
        prober.cancel()
        wall_s = max(SYSTEM_CLOCK.monotonic() - started_s, 1e-6)
        seen.pressure_share = (_read_pressure_us() - pressure_us) / 1e6 / wall_s
        stolen_now, ticks_now = _read_stolen_share_parts()
        seen.stolen_share = (stolen_now - stolen) / max(ticks_now - ticks, 1.0)

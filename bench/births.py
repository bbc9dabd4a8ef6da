"""Births that the sky's benchmarks draw, the same in every run, and how a piece of work on one is timed."""

import random
import time as clock
from collections.abc import Callable
from datetime import date, time, timedelta

from astra.contracts.astro import ChartInputs, HouseSystem, System, TimePrecision

_SEED = 1996
_DAYS = 45_000


def make_births(count: int) -> list[ChartInputs]:
    """`count` births between 1900 and 2023, 60° S to 60° N, western with Placidus houses."""
    dice = random.Random(_SEED)
    return [_make_birth(dice) for _ in range(count)]


def time_ms(work: Callable[[], object]) -> float:
    """Milliseconds that `work` takes."""
    begin = clock.perf_counter()
    work()
    return (clock.perf_counter() - begin) * 1000.0


def p95(values: list[float]) -> float:
    """The value that nineteen of twenty do not exceed."""
    return sorted(values)[int(0.95 * (len(values) - 1))]


def _make_birth(dice: random.Random) -> ChartInputs:
    return ChartInputs(
        date=date(1900, 1, 1) + timedelta(days=dice.randrange(_DAYS)),
        time=time(dice.randrange(24), dice.randrange(60)),
        time_precision=TimePrecision.EXACT,
        latitude=dice.uniform(-60, 60),
        longitude=dice.uniform(-180, 180),
        place="Somewhere",
        zone="UTC",
        utc_offset_s=0,
        zone_rule="given_offset",
        system=System.WESTERN,
        ayanamsha=None,
        house_system=HouseSystem.PLACIDUS,
    )

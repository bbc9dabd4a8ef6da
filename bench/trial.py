"""One measurement at a time: watched for starvation, repeated when it was starved or came to nothing, and counted."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bench.caller import NotHeardError, SpokenOverError
from bench.starvation import Hardship, Tolerance, watch_hardship

T = TypeVar("T")


@dataclass(slots=True)
class Series(Generic[T]):
    """The accepted values of one peer in one measurement, and why others were thrown away."""

    wanted: int
    values: list[T] = field(default_factory=list[T])
    rejected: Counter[str] = field(default_factory=Counter[str])

    @property
    def is_full(self) -> bool:
        """Whether it has what was wanted."""
        return len(self.values) >= self.wanted

    @property
    def is_trustworthy(self) -> bool:
        """Enough values, and not more thrown away than kept."""
        return self.is_full and sum(self.rejected.values()) <= len(self.values)


async def try_once(series: Series[T], measure: Callable[[Hardship], Awaitable[T]], allowed: Tolerance) -> T | None:
    """Measure once into `series`; None when it did not count."""
    try:
        async with watch_hardship() as hardship:
            value = await measure(hardship)
    except NotHeardError:
        series.rejected["nothing heard"] += 1
        return None
    except SpokenOverError:
        series.rejected["spoken over"] += 1
        return None
    if reasons := hardship.reasons(allowed):
        series.rejected[reasons[0]] += 1
        return None
    series.values.append(value)
    return value


async def interleave(
    sides: Sequence[tuple[Series[T], Callable[[Hardship], Awaitable[T]]]], allowed: Tolerance, *, most_rounds: int
) -> None:
    """A B A B … until every side is full or `most_rounds` have gone by; each round begins with the other side."""
    for number in range(most_rounds):
        waiting = [side for side in sides if not side[0].is_full]
        if not waiting:
            return
        for series, measure in waiting if number % 2 == 0 else reversed(waiting):
            await try_once(series, measure, allowed)
            await asyncio.sleep(0)

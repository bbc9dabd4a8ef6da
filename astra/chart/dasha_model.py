"""Vimshottari periods as values: nine great periods, each split on demand into nine and again into nine.

A year is 365.25 days throughout. Each period's part belongs to the nine lords in turn, beginning with its own, in
proportion to their years of 120.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from astra.chart.zodiac import DASHA_LORDS, Point

YEAR_DAYS: Final = 365.25
CYCLE_YEARS: Final = 120
LORD_YEARS: Final = {
    Point.SOUTH_NODE: 7,
    Point.VENUS: 20,
    Point.SUN: 6,
    Point.MOON: 10,
    Point.MARS: 7,
    Point.NORTH_NODE: 18,
    Point.JUPITER: 16,
    Point.SATURN: 19,
    Point.MERCURY: 17,
}


def lords_from(lord: Point) -> tuple[Point, ...]:
    """The nine lords in dasha order, beginning with `lord`."""
    first = DASHA_LORDS.index(lord)
    return DASHA_LORDS[first:] + DASHA_LORDS[:first]


@dataclass(frozen=True, slots=True)
class DashaPeriod:
    """One period; `lords` has one name for a maha dasha, two for an antar dasha, three for a pratyantar dasha."""

    lords: tuple[Point, ...]
    start: datetime
    end: datetime

    @property
    def lord(self) -> Point:
        """The lord of this level."""
        return self.lords[-1]

    @property
    def level(self) -> int:
        """1 maha, 2 antar, 3 pratyantar."""
        return len(self.lords)

    def split(self) -> "tuple[DashaPeriod, ...]":
        """The nine periods of the next level."""
        length_s = (self.end - self.start).total_seconds()
        parts: list[DashaPeriod] = []
        start, years = self.start, 0
        for lord in lords_from(self.lord):
            years += LORD_YEARS[lord]
            end = self.end if years == CYCLE_YEARS else self.start + timedelta(seconds=length_s * years / CYCLE_YEARS)
            parts.append(DashaPeriod((*self.lords, lord), start, end))
            start = end
        return tuple(parts)

    def holds(self, at: datetime) -> bool:
        """Whether `at` lies in this period; the start does, the end does not."""
        return self.start <= at < self.end


@dataclass(frozen=True, slots=True)
class Vimshottari:
    """The 120 years that the birth Moon sets going. Of the first great period `balance_days` are left."""

    birth: datetime
    mahas: tuple[DashaPeriod, ...]
    balance_days: float
    margin_days: float
    """Dates may be off by so much either way because the birth time is "about"; 0 for an exact one."""

    @property
    def balance_years(self) -> float:
        """Years of 365.25 days left of the first great period at birth."""
        return self.balance_days / YEAR_DAYS

    def at(self, at: datetime) -> tuple[DashaPeriod, DashaPeriod, DashaPeriod] | None:
        """Maha, antar and pratyantar dasha running at `at`; None before birth and after the 120 years."""
        if at < self.birth:
            return None
        for maha in self.mahas:
            if maha.holds(at):
                antar = next(part for part in maha.split() if part.holds(at))
                return maha, antar, next(part for part in antar.split() if part.holds(at))
        return None

    def certain_at(self, at: datetime) -> tuple[DashaPeriod, ...]:
        """Of the periods running at `at` those that run whatever the exact birth time was: none to all three."""
        margin = timedelta(days=self.margin_days)
        running = self.at(at) or ()
        return tuple(period for period in running if period.start + margin <= at < period.end - margin)

    def list_antars(self, maha: DashaPeriod) -> tuple[DashaPeriod, ...]:
        """The antar dashas of `maha` that a person lives through: those that ended before birth are left out."""
        return tuple(part for part in maha.split() if part.end > self.birth)

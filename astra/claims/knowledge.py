"""What claims are held against: the person's chart, if there is one, the sky of any date, and what day it is."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from astra.chart.houses import house_of
from astra.chart.model import Chart, Placement, Zodiac
from astra.chart.zodiac import Nakshatra, Point, nakshatra_of
from astra.claims.claim import Claim
from astra.claims.moving_sky import DAY, MovingSky, steps


@dataclass(frozen=True, slots=True)
class Fix:
    """What should stand in place of a claim's words: a sign, a number, a name, or a date."""

    value: Any
    is_date: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether the sky supports a claim, and what it supports instead, where that is one thing."""

    supported: bool
    fix: Fix | None = None


SUPPORTED = Judgement(supported=True)
UNSUPPORTED = Judgement(supported=False)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """`now` is aware; `zone` is the person's, in which their days begin and end. `hedged` is of the sentence."""

    chart: Chart | None
    sky: MovingSky
    now: datetime
    zone: tzinfo
    hedged: bool = False

    @property
    def today(self) -> date:
        """The person's date."""
        return self.now.astimezone(self.zone).date()

    def place(self, point: Point) -> Placement | None:
        """The natal placement, None without a chart or where the chart has none."""
        return self.chart.find(point) if self.chart is not None else None

    def moments(self, claim: Claim, most: int = 5) -> list[datetime]:
        """Moments that a claim about the moving sky speaks of: now, or spread over the days that it names."""
        if claim.when is None:
            return [self.now]
        begin, end = self.span(claim.when.begin, claim.when.end)
        days = (end - begin) / DAY
        return steps(begin, end, max(most, min(60, int(days / 2) + 1)))

    def span(self, first: date, last: date) -> tuple[datetime, datetime]:
        """From the midnight that begins `first` to the one that ends `last`, where the person is."""
        begin = datetime.combine(first, time(0), tzinfo=self.zone)
        return begin, datetime.combine(last, time(0), tzinfo=self.zone) + timedelta(days=1)

    def longitudes(self, longitude: float, when: datetime, zodiac: str) -> list[float]:
        """A longitude in the zodiac that a sentence names; both of them where it names both."""
        sidereal = self.chart is not None and self.chart.zodiac is Zodiac.SIDEREAL
        offset = self.sky.find_ayanamsha_deg(when) if zodiac else 0.0
        other = (longitude + offset if sidereal else longitude - offset) % 360.0
        match zodiac:
            case "":
                return [longitude]
            case "both":
                return [longitude, other]
            case _:
                return [longitude if (zodiac == "sidereal") == sidereal else other]

    def sidereal(self, longitude: float, when: datetime) -> float:
        """A longitude of this sky or chart in the sidereal zodiac."""
        return self.longitudes(longitude, when, "sidereal")[0]

    def nakshatra(self, longitude: float, when: datetime) -> tuple[Nakshatra, int]:
        """Nakshatra and pada of a longitude of this sky."""
        return nakshatra_of(self.sidereal(longitude, when))

    def house(self, longitude: float) -> int | None:
        """The natal house that a longitude falls in."""
        if self.chart is None or self.chart.houses is None:
            return None
        return house_of(longitude, self.chart.houses.cusps)

"""More of what is said: two bodies in one sign, degrees, how long a planet runs backwards, contacts of the day."""

from datetime import timedelta

from astra.chart import find_next_station
from astra.chart.aspects import ASPECT_DEG
from astra.chart.model import AspectKind
from astra.chart.zodiac import PLANETS, turn_between
from bench.claim_cases.charts import NOW, today_of
from bench.claim_cases.moving import MovingCases, say_day
from bench.claim_cases.pen import Case

_KINDS = ("trine", "square", "sextile")
_WIDE_DEG = 12.0


class MoreCases(MovingCases):
    """Each family gives a case, or None where the sky at hand has nothing for it."""

    def _shared(self, right: bool) -> Case | None:
        chart = self._chart()
        first, second = self._placement(chart, *PLANETS), self._placement(chart, *PLANETS)
        if first.point is second.point or (first.sign is second.sign) != right:
            return None
        sign = first.sign
        today = today_of(chart).find(second.point)
        if not right and today is not None and today.sign is sign:
            return None
        return Case(self._fill("shared", P=first.point, Q=second.point, S=sign), chart, right, "shared")

    def _degree(self, right: bool) -> Case | None:
        chart = self._chart(with_time=True)
        placement = self._placement(chart, *PLANETS)
        degree = int(placement.degree)
        if not right:
            degree = (degree + self.random.choice((5, 9, 13, 17))) % 30
        text = self._fill("degree", P=placement.point, S=placement.sign, X=str(degree))
        return Case(text, chart, right, "degree")

    def _retrograde_until(self, right: bool) -> Case | None:
        chart = self._chart()
        placement = self.random.choice([p for p in today_of(chart).placements[2:10] if p.retrograde])
        station = find_next_station(placement.point, NOW)
        if station is None or station.turns_retrograde:
            return None
        day = station.at if right else station.at + timedelta(days=self.random.choice((14, 25, 40)))
        text = self._fill("retrograde_until", P=placement.point, D=say_day(day, self.random))
        return Case(text, chart, right, "retrograde_until")

    def _contact(self, right: bool) -> Case | None:
        chart = self._chart(with_time=True)
        moving = self.random.choice(today_of(chart).placements[2:10])
        natal = self._placement(chart, *PLANETS)
        kind = self.random.choice(_KINDS)
        off = abs(abs(turn_between(moving.longitude, natal.longitude)) - ASPECT_DEG[AspectKind(kind)])
        if off > 1.5 if right else off < _WIDE_DEG:
            return None
        text = self._fill("contact", P=moving.point, A=kind, Q=natal.point)
        return Case(text, chart, right, "contact")

    def _phase_now(self, right: bool) -> Case | None:
        chart = self._chart()
        word = "waxing" if today_of(chart).moon_phase.waxing == right else "waning"
        return Case(self._fill("phase_now", W=word), chart, right, "phase_now")

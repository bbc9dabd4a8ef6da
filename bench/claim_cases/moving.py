"""Sentences about the sky of a date: transits, sign changes, stations, phases, eclipses."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from astra.chart import find_next_eclipses, find_next_ingress, find_next_station, find_phase_moments
from astra.chart.model import Chart, Placement
from astra.chart.zodiac import PLANETS, SIGNS, Point, Sign
from bench.claim_cases.charts import NOW, ZONE, sky_of, today_of
from bench.claim_cases.natal import NatalCases
from bench.claim_cases.pen import Case

_TURNING = PLANETS[2:]
_PHASES = {"new_moon": ("new moon", "amavasya"), "full_moon": ("full moon", "purnima")}


class MovingCases(NatalCases):
    """Each family gives a case, or None where the sky at hand has nothing for it."""

    def _transit_sign(self, right: bool) -> Case | None:
        chart = self._chart()
        placement = self.random.choice(today_of(chart).placements[:10])
        spare = {placement.sign, chart.place(placement.point).sign, *_neighbours(placement)}
        sign = placement.sign if right else self._other_sign(*spare)
        return Case(self._fill("transit_sign", P=placement.point, S=sign), chart, right, "transit_sign")

    def _transit_house(self, right: bool) -> Case | None:
        chart = self._chart(with_time=True)
        placement = self.random.choice(today_of(chart).placements[2:10])
        spare = {placement.house, chart.place(placement.point).house}
        number = placement.house or 1
        number = number if right else self.random.choice([house for house in range(1, 13) if house not in spare])
        return Case(self._fill("transit_house", P=placement.point, H=number), chart, right, "transit_house")

    def _transit_dated(self, right: bool) -> Case | None:
        chart = self._chart()
        day = NOW + timedelta(days=11 * self.random.randrange(1, 16))
        placement = self.random.choice(sky_of(chart, day).placements[:7])
        spare = {placement.sign, chart.place(placement.point).sign, *_neighbours(placement)}
        sign = placement.sign if right else self._other_sign(*spare)
        text = self._fill("transit_dated", P=placement.point, S=sign, D=say_day(day, self.random))
        return Case(text, chart, right, "transit_dated")

    def _ingress(self, right: bool) -> Case | None:
        chart = self._chart()
        point = self.random.choice(PLANETS[:7])
        change = find_next_ingress(point, NOW + timedelta(days=self.random.randrange(0, 300)), chart.ayanamsha)
        if change is None:
            return None
        day = change.at
        if not right:
            shift = (5, 9) if point is Point.MOON else (20, 27, -18)
            day += timedelta(days=self.random.choice(shift))
        if not right and any(_enters(point, change.sign, day, chart)):
            return None
        text = self._fill("ingress", P=point, S=change.sign, D=say_day(day, self.random))
        return Case(text, chart, right, "ingress")

    def _station(self, right: bool) -> Case | None:
        chart = self._chart()
        point = self.random.choice(_TURNING)
        station = find_next_station(point, NOW + timedelta(days=self.random.randrange(0, 500)))
        if station is None:
            return None
        day = station.at if right else station.at + timedelta(days=self.random.choice((9, -12, 15)))
        turn = "retrograde" if station.turns_retrograde else "direct"
        text = self._fill("station", P=point, R=turn, D=say_day(day, self.random))
        return Case(text, chart, right, "station")

    def _now_retrograde(self, right: bool) -> Case | None:
        chart = self._chart()
        placement = self.random.choice(today_of(chart).placements[2:10])
        if placement.stationary or abs(placement.speed) < 0.05:
            return None
        backwards = placement.retrograde == right
        words = ("retrograde", "vakri") if backwards else ("direct", "margi")
        return Case(
            self._fill("now_retrograde", P=placement.point, R=words[0], r=words[1]), chart, right, "now_retrograde"
        )

    def _phase(self, right: bool) -> Case | None:
        chart = self._chart()
        moments = find_phase_moments(NOW + timedelta(days=self.random.randrange(0, 300)), 4)
        moment = next(found for found in moments if found.quarter.value in _PHASES)
        day = moment.at if right else moment.at + timedelta(days=self.random.choice((4, 7, -5, 10)))
        english, hindi = _PHASES[moment.quarter.value]
        text = self._fill("phase", F=english, f=hindi, D=say_day(day, self.random))
        return Case(text, chart, right, "phase")

    def _eclipse(self, right: bool) -> Case | None:
        chart = self._chart()
        eclipse = self.random.choice(find_next_eclipses(NOW + timedelta(days=self.random.randrange(0, 1500))))
        kind = eclipse.kind.value.split("_")[0]
        day = eclipse.at if right else eclipse.at + timedelta(days=self.random.choice((5, 9, -6)))
        return Case(self._fill("eclipse", E=kind, D=say_day(day, self.random)), chart, right, "eclipse")


def _enters(point: Point, sign: Sign, day: datetime, chart: Chart) -> Iterator[bool]:
    change = find_next_ingress(point, day - timedelta(days=3), chart.ayanamsha)
    yield change is not None and change.sign is sign and change.at < day + timedelta(days=3)


def _neighbours(placement: Placement) -> tuple[Sign, ...]:
    """The sign next door, where a body is about to change: either may be called right by the day."""
    index = SIGNS.index(placement.sign)
    if placement.degree > 30 - 8:
        return (SIGNS[(index + 1) % 12],)
    return (SIGNS[index - 1],) if placement.degree < 8 else ()


def say_day(moment: datetime, source: random.Random) -> str:
    """The day in the person's zone, in one of the forms that people write."""
    day = moment.astimezone(ZoneInfo(ZONE))
    forms = (
        "{d.day} {d:%B} {d.year}",
        "{d:%B} {d.day}, {d.year}",
        "{d.day} {d:%b} {d.year}",
        "the {o} of {d:%B} {d.year}",
    )
    form = source.choice(forms)
    ordinal = f"{day.day}{'th' if 10 <= day.day <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day.day % 10, 'th')}"
    return form.format(d=day, o=ordinal)

"""Sentences about the birth chart, and about the periods that follow from it."""

from zoneinfo import ZoneInfo

from astra.chart.aspects import ASPECT_DEG
from astra.chart.model import AspectKind, Chart, Placement
from astra.chart.zodiac import DASHA_LORDS, NAKSHATRAS, PLANETS, SIGNS, Point, turn_between
from astra.claims.vocabulary import load_vocabulary
from bench.claim_cases.charts import NOW, ZONE, today_of
from bench.claim_cases.pen import Case, Pen

_TURNING = PLANETS[2:]


class NatalCases(Pen):
    """Each family gives a case, or None where the chart at hand has nothing for it."""

    def _sign(self, right: bool) -> Case | None:
        chart = self._chart()
        placement = self._placement(chart)
        sign = self._sign_for(chart, placement, right=right)
        return Case(self._fill("sign", P=placement.point, S=sign), chart, right, "sign")

    def _moon_sign(self, right: bool) -> Case | None:
        chart = self._chart(with_time=True)
        sign = self._sign_for(chart, chart.place(Point.MOON), right=right)
        return Case(self._fill("moon_sign", S=sign), chart, right, "moon_sign")

    def _rising(self, right: bool) -> Case | None:
        chart = self._chart(with_time=True)
        own = chart.place(Point.ASCENDANT).sign
        return Case(self._fill("rising", S=own if right else self._other_sign(own)), chart, right, "rising")

    def _house(self, right: bool) -> Case | None:
        chart = self._chart(with_time=True)
        placement = self._placement(chart)
        today = today_of(chart).find(placement.point)
        number = placement.house or 1
        if not right:
            spare = {placement.house, today.house if today else None}
            number = self.random.choice([house for house in range(1, 13) if house not in spare])
        text = self._fill("house", P=placement.point, H=number, N=say_ordinal(number), B=str(number))
        return Case(text, chart, right, "house")

    def _both(self, right: bool) -> Case | None:
        chart = self._chart(with_time=True)
        placement = self._placement(chart)
        sign, number = placement.sign, placement.house or 1
        if not right and self.random.random() < 0.5:
            sign = self._sign_for(chart, placement, right=False)
        elif not right:
            number = number % 12 + 1
        text = self._fill("both", P=placement.point, S=sign, H=number, N=say_ordinal(number))
        return Case(text, chart, right, "both")

    def _pair(self, right: bool) -> Case | None:
        chart = self._chart()
        first, second = self._placement(chart), self._placement(chart)
        if first.point is second.point or {first.point, second.point} & {Point.SUN, Point.MOON}:
            return None
        signs = [first.sign, second.sign]
        if not right:
            lie = self.random.randrange(2)
            signs[lie] = self._sign_for(chart, (first, second)[lie], right=False)
        text = self._fill("pair", P=first.point, S=signs[0], Q=second.point, T=signs[1])
        return Case(text, chart, right, "pair")

    def _nakshatra(self, right: bool) -> Case | None:
        chart = self._chart(with_time=True, vedic=True)
        placement = self._placement(chart, *PLANETS[:7])
        return self._star_case("nakshatra", chart, placement, right=right)

    def _moon_star(self, right: bool) -> Case | None:
        chart = self._chart(with_time=True, vedic=True)
        return self._star_case("moon_star", chart, chart.place(Point.MOON), right=right)

    def _star_case(self, family: str, chart: Chart, placement: Placement, *, right: bool) -> Case:
        today = today_of(chart).find(placement.point)
        spare = {placement.nakshatra, today.nakshatra if today else None}
        star = placement.nakshatra if right else self.random.choice([s for s in NAKSHATRAS if s not in spare])
        names = load_vocabulary()
        assert star is not None
        text = self._write_star(family, placement.point, names.name(star, "in"), names.name(star, "hi"))
        return Case(text, chart, right, family)

    def _write_star(self, family: str, point: Point, star: str, devanagari: str) -> str:
        return self._fill(family, P=point, K=star, KK=devanagari)

    def _retrograde(self, right: bool) -> Case | None:
        chart = self._chart()
        placement = self._placement(chart, *_TURNING)
        if placement.stationary:
            return None
        backwards = placement.retrograde == right
        words = ("retrograde", "vakri") if backwards else ("direct", "margi")
        return Case(self._fill("retrograde", P=placement.point, R=words[0], r=words[1]), chart, right, "retrograde")

    def _negated(self, right: bool) -> Case | None:
        chart = self._chart()
        placement = self._placement(chart)
        other = self._sign_for(chart, placement, right=False)
        family = "negated_right" if right else "negated_wrong"
        return Case(self._fill(family, P=placement.point, S=placement.sign, W=other), chart, right, family)

    def _aspect(self, right: bool) -> Case | None:
        return self._aspect_case("aspect", ("trine", "square", "sextile"), right=right)

    def _conjunction(self, right: bool) -> Case | None:
        return self._aspect_case("conjunction", ("conjunction",), right=right)

    def _opposition(self, right: bool) -> Case | None:
        return self._aspect_case("opposition", ("opposition",), right=right)

    def _aspect_case(self, family: str, kinds: tuple[str, ...], *, right: bool) -> Case | None:
        chart = self._chart(with_time=True)
        kind = self.random.choice(kinds)
        points = PLANETS
        if right:
            found = [a for a in chart.aspects if a.kind.value == kind and {a.first, a.second} <= set(points)]
            if not found:
                return None
            aspect = self.random.choice(found)
            first, second = aspect.first, aspect.second
        else:
            first, second = self.random.sample(points, 2)
            one, other = chart.place(first), chart.place(second)
            apart = abs(turn_between(one.longitude, other.longitude))
            signs = (SIGNS.index(one.sign) - SIGNS.index(other.sign)) % 12
            near = abs(apart - ASPECT_DEG[AspectKind(kind)]) < 12
            if near or (kind == "conjunction" and signs == 0) or (kind == "opposition" and signs == 6):
                return None
        return Case(self._fill(family, P=first, Q=second, A=kind), chart, right, family)

    def _dasha(self, right: bool) -> Case | None:
        chart = self._chart(vedic=True)
        assert chart.dasha is not None
        running = chart.dasha.at(NOW)
        assert running is not None
        lord = running[0].lord
        lord = lord if right else self.random.choice([other for other in DASHA_LORDS if other is not lord])
        return Case(self._fill("dasha", L=lord), chart, right, "dasha")

    def _antar(self, right: bool) -> Case | None:
        chart = self._chart(vedic=True)
        assert chart.dasha is not None
        running = chart.dasha.at(NOW)
        assert running is not None
        lord = running[1].lord
        lord = lord if right else self.random.choice([other for other in DASHA_LORDS if other is not lord])
        return Case(self._fill("antar", L=lord), chart, right, "antar")

    def _dasha_dated(self, right: bool) -> Case | None:
        chart = self._chart(vedic=True)
        assert chart.dasha is not None
        running = chart.dasha.at(NOW)
        assert running is not None
        family = self.random.choice(("dasha_start", "dasha_end"))
        day = (running[0].start if family == "dasha_start" else running[0].end).astimezone(ZoneInfo(ZONE))
        if not 5 <= day.day <= 25 or (day.month in {1, 12}):
            day = day.replace(day=15)
        if not right:
            day = day.replace(year=day.year + self.random.choice((-7, -4, -2, 2, 3, 6)))
        text = self._fill(family, L=running[0].lord, Y=str(day.year), M=f"{day:%B %Y}")
        return Case(text, chart, right, family)


def say_ordinal(number: int) -> str:
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number, 'th') }"

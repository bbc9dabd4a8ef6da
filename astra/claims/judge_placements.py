"""Signs, nakshatras, houses and degrees, held against the chart or the sky of a date."""

from datetime import datetime
from typing import Any, Final

from astra.chart.model import Placement, Zodiac
from astra.chart.zodiac import (
    GRAHAS,
    NODES,
    PLANETS,
    SIGNS,
    Point,
    Sign,
    count_signs,
    degree_in_sign,
    nakshatra_of,
    sign_of,
)
from astra.claims.claim import Claim, Frame, Kind
from astra.claims.knowledge import SUPPORTED, UNSUPPORTED, Fix, Judgement, Knowledge

_WHOLE_DEGREE: Final = 1.01
_MINUTE_DEGREE: Final = 0.06
_ELEMENTS: Final = ("fire", "earth", "air", "water")
_MODES: Final = ("cardinal", "fixed", "mutable")
_DRIFT_DEG: Final = {Point.MOON: 7.0}


def judge_placement(claim: Claim, known: Knowledge, frame: Frame) -> Judgement:
    """Whether the body stands where it is said to stand, in that frame."""
    if frame is Frame.NATAL:
        return _judge_natal(claim, known)
    return _judge_sky(claim, known)


def _judge_natal(claim: Claim, known: Knowledge) -> Judgement:
    placement = known.place(claim.points[0])
    if placement is None or known.chart is None:
        return UNSUPPORTED
    if claim.kind is Kind.SIGN:
        return _compare(claim, _natal_signs(claim, known, placement), placement.sign)
    if claim.kind is Kind.HOUSE:
        return _judge_natal_house(claim, known, placement)
    if claim.kind is Kind.ELEMENT:
        return _judge_element(claim, placement.sign, known)
    if claim.kind is Kind.DEGREE:
        return _judge_degree(claim, known, [placement.longitude], 0.0)
    return _judge_natal_nakshatra(claim, known, placement)


def _judge_element(claim: Claim, sign: Sign, known: Knowledge) -> Judgement:
    """Fire, earth, air or water; cardinal, fixed or mutable."""
    index = SIGNS.index(sign)
    names = _MODES if claim.value in _MODES else _ELEMENTS
    placement = known.place(claim.points[0])
    certain = placement is None or placement.is_sign_certain or known.hedged
    right = names[index % len(names)]
    return _compare(claim, [right] if certain else [], right)


def _natal_signs(claim: Claim, known: Knowledge, placement: Placement) -> list[Sign]:
    chart = known.chart
    if chart is None:
        return []
    if placement.spread is not None and not placement.is_sign_certain and not claim.zodiac:
        certain = not (known.hedged or claim.options or chart.has_time)
        return [] if certain else list(placement.spread.signs)
    signs = [sign_of(value) for value in known.longitudes(placement.longitude, chart.instant, claim.zodiac)]
    if claim.points[0] in NODES and not claim.zodiac:
        turn = 180.0 if claim.points[0] is Point.SOUTH_NODE else 0.0
        signs += [sign_of(node.longitude + turn) for node in (chart.mean_node, chart.true_node)]
    return signs


def _judge_natal_nakshatra(claim: Claim, known: Knowledge, placement: Placement) -> Judgement:
    chart = known.chart
    if chart is None:
        return UNSUPPORTED
    if placement.spread is not None and chart.zodiac is Zodiac.SIDEREAL and not placement.is_nakshatra_certain:
        certain = not (known.hedged or claim.options or chart.has_time)
        return _compare(claim, [] if certain else list(placement.spread.nakshatras), None)
    longitude = known.sidereal(placement.longitude, chart.instant)
    if claim.points[0] in NODES:
        turn = 180.0 if claim.points[0] is Point.SOUTH_NODE else 0.0
        nodes = [
            known.nakshatra(node.longitude + turn, chart.instant)[0] for node in (chart.mean_node, chart.true_node)
        ]
        return _compare(claim, [nakshatra_of(longitude)[0], *nodes], nakshatra_of(longitude)[0])
    found = nakshatra_of(longitude)[claim.kind is Kind.PADA]
    return _compare(claim, [found], found)


def _judge_natal_house(claim: Claim, known: Knowledge, placement: Placement) -> Judgement:
    chart = known.chart
    if chart is None:
        return UNSUPPORTED
    if claim.base is not None:
        base = known.place(claim.base)
        if base is None or not (base.is_sign_certain and placement.is_sign_certain):
            return UNSUPPORTED
        number = count_signs(base.sign, placement.sign)
        return _compare(claim, [number], number)
    if chart.houses is None or placement.house is None:
        return UNSUPPORTED
    open_houses = list(placement.spread.houses) if placement.spread is not None and known.hedged else []
    return _compare(claim, [placement.house, *open_houses], placement.house)


def _judge_sky(claim: Claim, known: Knowledge) -> Judgement:
    point = claim.points[0]
    if point in {Point.ASCENDANT, Point.MIDHEAVEN}:
        return UNSUPPORTED
    moments = known.moments(claim)
    longitudes = [known.sky.at(point, moment)[0] for moment in moments]
    middle = longitudes[len(longitudes) // 2]
    if claim.kind is Kind.HOUSE:
        return _judge_sky_house(claim, known, longitudes)
    if claim.kind is Kind.ELEMENT:
        return _judge_element(claim, sign_of(middle), known)
    if claim.kind is Kind.DEGREE:
        return _judge_degree(claim, known, longitudes, _DRIFT_DEG.get(point, 0.6))
    return _judge_sky_place(claim, known, longitudes, moments)


def _judge_sky_place(claim: Claim, known: Knowledge, longitudes: list[float], moments: list[datetime]) -> Judgement:
    """A sign or nakshatra that the body is in at any of the moments."""
    places = list(zip(longitudes, moments, strict=True))
    middle = len(places) // 2
    if claim.kind is Kind.NAKSHATRA:
        stars = [known.nakshatra(value, moment)[0] for value, moment in places]
        return _compare(claim, stars, stars[middle])
    signs = [sign_of(value) for place in places for value in known.longitudes(*place, claim.zodiac)]
    return _compare(claim, signs, sign_of(longitudes[middle]))


def _judge_sky_house(claim: Claim, known: Knowledge, longitudes: list[float]) -> Judgement:
    if claim.base is not None:
        base = known.place(claim.base)
        if base is None or not base.is_sign_certain:
            return UNSUPPORTED
        numbers: list[Any] = [count_signs(base.sign, sign_of(value)) for value in longitudes]
    else:
        numbers = [known.house(value) for value in longitudes]
    if None in numbers:
        return UNSUPPORTED
    return _compare(claim, numbers, numbers[len(numbers) // 2])


def _judge_degree(claim: Claim, known: Knowledge, longitudes: list[float], drift: float) -> Judgement:
    placement = known.place(claim.points[0])
    uncertain = claim.frames[0] is Frame.NATAL and placement is not None and placement.spread is not None
    width = (_WHOLE_DEGREE if claim.value % 1 == 0 else _MINUTE_DEGREE) + drift + (8.0 if uncertain else 0.0)
    degrees = [degree_in_sign(value) for value in longitudes]
    if any(abs(degree - claim.value) <= width for degree in degrees) or claim.zodiac:
        return SUPPORTED
    return Judgement(supported=False, fix=Fix(int(degrees[len(degrees) // 2])))


def judge_identity(claim: Claim, known: Knowledge) -> Judgement:
    """ "You're a Leo": the Sun's sign, in vedic practice the Moon's, or any of the three as the chart reads them."""
    chart = known.chart
    if chart is None:
        return UNSUPPORTED
    vedic = chart.zodiac is Zodiac.SIDEREAL
    points = claim.points or (Point.MOON, Point.SUN, Point.ASCENDANT) if vedic else claim.points or (Point.SUN,)
    signs: list[Sign] = []
    for point in points:
        placement = known.place(point)
        if placement is not None and (placement.is_sign_certain or known.hedged):
            signs.append(placement.sign)
    if vedic and not claim.points:
        signs += [sign_of(known.longitudes(chart.place(Point.SUN).longitude, chart.instant, "tropical")[0])]
    return _compare(claim, signs, signs[0] if signs else None)


def judge_house_sign(claim: Claim, known: Knowledge) -> Judgement:
    """The sign on a house."""
    number, sign = claim.value
    if known.chart is None or known.chart.houses is None:
        return UNSUPPORTED
    found = known.chart.houses.signs[number - 1]
    if (found is sign) != claim.negated:
        return SUPPORTED
    return UNSUPPORTED if claim.negated else Judgement(supported=False, fix=Fix(found))


def _judge_turned(known: Knowledge, number: int) -> Judgement:
    placements = known.chart.placements if known.chart is not None else ()
    turned = {placement.point for placement in placements if placement.retrograde}
    counts = {len(turned & {*PLANETS}), len(turned & {*GRAHAS} - NODES)}
    return SUPPORTED if placements and number in counts else UNSUPPORTED


def judge_count(claim: Claim, known: Knowledge) -> Judgement:
    """So many planets in a sign or a house; a stellium is three or more. Nodes may be counted or not."""
    chart = known.chart
    number, where = claim.value
    if where == "retrograde":
        return _judge_turned(known, number)
    if chart is None or (isinstance(where, int) and chart.houses is None):
        return UNSUPPORTED
    inside = [
        placement.point
        for placement in chart.placements
        if placement.point in {*PLANETS, *NODES} and where in {placement.sign, placement.house}
    ]
    planets = sum(point in PLANETS for point in inside)
    grahas = sum(point in GRAHAS for point in inside)
    fits = len(inside) >= 3 if number is None else number in {planets, grahas, len(inside)}
    return SUPPORTED if fits != claim.negated else UNSUPPORTED


def judge_empty_house(claim: Claim, known: Knowledge) -> Judgement:
    """Whether nothing stands in a house."""
    chart = known.chart
    if chart is None or chart.houses is None:
        return UNSUPPORTED
    full = any(
        placement.house == claim.value for placement in chart.placements if placement.point in {*PLANETS, *NODES}
    )
    return SUPPORTED if full == claim.negated else UNSUPPORTED


def _compare(claim: Claim, found: list[Any], right: Any) -> Judgement:
    values = (claim.value, *claim.options)
    holds = any(value in found for value in values)
    if claim.negated:
        return UNSUPPORTED if claim.value in found else SUPPORTED
    if holds:
        return SUPPORTED
    usable = right is not None and right in found and not claim.options
    return Judgement(supported=False, fix=Fix(right)) if usable else UNSUPPORTED

"""Retrogrades, sign changes, stations, phases and eclipses, held against the sky of their dates."""

from datetime import datetime, timedelta
from typing import Final

from astra.chart.zodiac import Point, sign_of, turn_between
from astra.claims.claim import Claim, Frame
from astra.claims.dates import Grain
from astra.claims.knowledge import SUPPORTED, UNSUPPORTED, Fix, Judgement, Knowledge
from astra.claims.moving_sky import DAY

_SLOW: Final = frozenset(
    {Point.JUPITER, Point.SATURN, Point.URANUS, Point.NEPTUNE, Point.PLUTO, Point.NORTH_NODE, Point.SOUTH_NODE}
)
_ABOUT_NOW: Final = timedelta(days=25)
_STANDSTILL_DEG: Final = 0.03
_PHASE_DEG: Final = {"new": 0.0, "first_quarter": 90.0, "full": 180.0, "last_quarter": 270.0}
_PHASE_WIDTH_DEG: Final = 13.5


def judge_retrograde(claim: Claim, known: Knowledge, frame: Frame) -> Judgement:
    """Whether a planet runs backwards."""
    if frame is Frame.NATAL:
        placement = known.place(claim.points[0])
        if placement is None:
            return UNSUPPORTED
        fits = placement.retrograde == claim.value or placement.stationary
    else:
        speeds = [known.sky.at(claim.points[0], moment)[1] for moment in known.moments(claim)]
        if claim.role == "until" and claim.when is not None:
            return _judge_station(claim, known, turns_retrograde=not claim.value)
        fits = any((speed < 0) == claim.value or abs(speed) < _STANDSTILL_DEG for speed in speeds)
    if fits != claim.negated:
        return SUPPORTED
    return UNSUPPORTED if claim.negated else Judgement(supported=False, fix=Fix(not claim.value))


def judge_station(claim: Claim, known: Knowledge) -> Judgement:
    """Whether a planet turns that way on that date; without one, about now."""
    if claim.when is None:
        turns = known.sky.list_stations(claim.points[0], known.now - _ABOUT_NOW, known.now + _ABOUT_NOW)
        fits = any(backwards == claim.value for _, backwards in turns)
        return SUPPORTED if fits != claim.negated else UNSUPPORTED
    return _judge_station(claim, known, turns_retrograde=bool(claim.value))


def _judge_station(claim: Claim, known: Knowledge, *, turns_retrograde: bool) -> Judgement:
    begin, end = _window(claim, known)
    for reach in (0, 60, 180, 420):
        turns = known.sky.list_stations(claim.points[0], begin - reach * DAY, end + reach * DAY)
        moments = [moment for moment, backwards in turns if backwards == turns_retrograde]
        if moments:
            return _judge_moment(claim, known, moments)
    return SUPPORTED if claim.negated else UNSUPPORTED


def judge_ingress(claim: Claim, known: Knowledge) -> Judgement:
    """Whether a point changes into, or out of, that sign on that date; without one, whether that comes next."""
    point = claim.points[0]
    if claim.when is None:
        return _judge_next(claim, known)
    begin, end = _window(claim, known)
    inside = [sign for _, sign in _list_changes(claim, known, begin, end)]
    if (claim.value in inside) != claim.negated:
        return SUPPORTED
    if claim.negated:
        return UNSUPPORTED
    if inside:
        return Judgement(supported=False, fix=Fix(inside[len(inside) // 2]))
    for reach in (20, 60, 200, 400, *((1500, 4000) if point in _SLOW else ())):
        if claim.when.is_relative or (point is Point.MOON and reach > 60):
            break
        changes = _list_changes(claim, known, begin - reach * DAY, end + reach * DAY)
        if moments := [moment for moment, sign in changes if sign is claim.value]:
            return _nearest(claim, known, moments)
    return UNSUPPORTED


def _list_changes(claim: Claim, known: Knowledge, begin: datetime, end: datetime) -> list[tuple[datetime, object]]:
    """Sign changes inside a span, each with the sign entered, or left where leaving is spoken of."""
    point = claim.points[0]
    return [
        (change.at, change.sign if claim.role == "enter" else _sign_before(known, point, change.at))
        for change in known.sky.list_ingresses(point, begin, end)
    ]


def _judge_next(claim: Claim, known: Knowledge) -> Judgement:
    point = claim.points[0]
    if claim.tense == "past":
        now = sign_of(known.sky.at(point, known.now)[0])
        fits = (now is claim.value) == (claim.role == "enter")
        return SUPPORTED if fits else UNSUPPORTED
    change = next(known.sky.list_ingresses(point, known.now - DAY, known.now + 4000 * DAY), None)
    if change is None:
        return UNSUPPORTED
    sign = change.sign if claim.role == "enter" else _sign_before(known, point, change.at)
    if (sign is claim.value) != claim.negated:
        return SUPPORTED
    return UNSUPPORTED if claim.negated else Judgement(supported=False, fix=Fix(sign))


def _sign_before(known: Knowledge, point: Point, at: datetime) -> object:
    return sign_of(known.sky.at(point, at - timedelta(hours=3))[0])


def judge_phase(claim: Claim, known: Knowledge, frame: Frame) -> Judgement:
    """Whether the Moon has that phase; the four principal ones hold for about a day on either side."""
    if frame is Frame.NATAL:
        if known.chart is None:
            return UNSUPPORTED
        elongations = [known.chart.moon_phase.elongation]
    else:
        elongations = [known.sky.elongation(moment) for moment in known.moments(claim)]
    if claim.value in {"waxing", "waning"}:
        fits = any((value < 180.0) == (claim.value == "waxing") for value in elongations)
        fits = fits or any(min(value % 180.0, 180.0 - value % 180.0) < 3.0 for value in elongations)
    else:
        target = _PHASE_DEG[claim.value]
        fits = any(abs(turn_between(target, value)) <= _PHASE_WIDTH_DEG for value in elongations)
    if fits != claim.negated:
        return SUPPORTED
    if claim.negated or frame is Frame.NATAL:
        return UNSUPPORTED
    return _find_phase_date(claim, known)


def _find_phase_date(claim: Claim, known: Knowledge) -> Judgement:
    if claim.value not in _PHASE_DEG or claim.when is None or claim.when.is_relative:
        return UNSUPPORTED
    begin, _ = _window(claim, known)
    away = turn_between(_PHASE_DEG[claim.value], known.sky.elongation(begin))
    moment = begin - timedelta(days=away / 12.19)
    for _ in range(3):
        moment -= timedelta(days=turn_between(_PHASE_DEG[claim.value], known.sky.elongation(moment)) / 12.19)
    return Judgement(supported=False, fix=Fix(moment.astimezone(known.zone).date(), is_date=True))


def judge_eclipse(claim: Claim, known: Knowledge) -> Judgement:
    """Whether there is an eclipse, and of that light, on that date."""
    if claim.when is None:
        return UNSUPPORTED
    begin, end = _window(claim, known)
    kinds = {"eclipse_solar": (True,), "eclipse_lunar": (False,), "eclipse": (True, False)}[claim.value]
    moments = [known.sky.find_eclipse(begin, solar=solar)[0] for solar in kinds]
    fits = any(moment <= end for moment in moments)
    if fits != claim.negated:
        return SUPPORTED
    if claim.negated or claim.when.is_relative:
        return UNSUPPORTED
    earlier = [known.sky.find_eclipse(begin - 200 * DAY, solar=solar)[0] for solar in kinds]
    return _nearest(claim, known, [*moments, *earlier])


def _window(claim: Claim, known: Knowledge) -> tuple[datetime, datetime]:
    """The span that a date allows: a day is given one more on either side, because zones and sources differ."""
    if claim.when is None:
        return known.now, known.now
    begin, end = known.span(claim.when.begin, claim.when.end)
    slack = DAY * (1.0 if claim.when.grain is Grain.DAY else 0.5)
    if claim.points and claim.points[0] is Point.MOON:
        slack = timedelta(hours=3)
    return begin - slack, end + slack


def _judge_moment(claim: Claim, known: Knowledge, moments: list[datetime]) -> Judgement:
    begin, end = _window(claim, known)
    if any(begin <= moment <= end for moment in moments) != claim.negated:
        return SUPPORTED
    return UNSUPPORTED if claim.negated else _nearest(claim, known, moments)


def _nearest(claim: Claim, known: Knowledge, moments: list[datetime]) -> Judgement:
    if claim.when is None or claim.when.is_relative or not moments:
        return UNSUPPORTED
    begin, _ = _window(claim, known)
    moment = min(moments, key=lambda found: abs(found - begin))
    return Judgement(supported=False, fix=Fix(moment.astimezone(known.zone).date(), is_date=True))

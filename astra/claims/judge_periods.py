"""Planetary periods, held against the Vimshottari of the chart; and Sade Sati."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from astra.chart.dasha_model import DashaPeriod
from astra.chart.zodiac import Point, count_signs, sign_of
from astra.claims.claim import Claim
from astra.claims.dates import DateMention, Grain
from astra.claims.knowledge import SUPPORTED, UNSUPPORTED, Fix, Judgement, Knowledge

_SLACK_DAYS: Final = {Grain.DAY: 3, Grain.MONTH: 4, Grain.YEAR: 4}


def judge_dasha(claim: Claim, known: Knowledge) -> Judgement:
    """Whether such a period is there when it is said to be."""
    dasha = known.chart.dasha if known.chart is not None else None
    if dasha is None:
        return UNSUPPORTED
    periods = [period for period in _list_periods(claim, known) if _has_lords(claim, period)]
    fitting = [period for period in periods if all(_fits(role, date, period, known) for role, date in claim.dates)]
    if claim.tense == "next":
        return _judge_next(claim, known)
    if claim.tense == "now":
        fitting = [period for period in fitting if period.holds(known.now)]
        current = any(period.holds(known.now) for period in periods)
    else:
        current = True
        fitting = [period for period in fitting if _is_in_tense(claim, period, known)]
    if bool(fitting) != claim.negated:
        return SUPPORTED
    if claim.negated:
        return UNSUPPORTED
    if not current:
        return _fix_lord(claim, known)
    return _fix_date(claim, known, periods)


def _judge_next(claim: Claim, known: Knowledge) -> Judgement:
    """Whether that lord's period follows the running one."""
    dasha = known.chart.dasha if known.chart is not None else None
    running = dasha.at(known.now) if dasha is not None else None
    if dasha is None or running is None:
        return UNSUPPORTED
    later = dasha.at((running[1] if claim.value == 2 else running[0]).end + timedelta(days=1))
    if later is None:
        return UNSUPPORTED
    lord = later[1 if claim.value == 2 else 0].lord
    if (lord is claim.points[-1]) != claim.negated:
        return SUPPORTED
    return UNSUPPORTED if claim.negated else Judgement(supported=False, fix=Fix((lord,)))


def _list_periods(claim: Claim, known: Knowledge) -> Iterator[DashaPeriod]:
    """All periods of the level that is spoken of; of a level left open, both."""
    dasha = known.chart.dasha if known.chart is not None else None
    if dasha is None:
        return
    for maha in dasha.mahas:
        if claim.value in {0, 1}:
            yield maha
        if claim.value in {0, 2}:
            yield from maha.split()


def _has_lords(claim: Claim, period: DashaPeriod) -> bool:
    if len(claim.points) == 2:
        return period.lords[-2:] == claim.points
    return period.lord is claim.points[0]


def _fits(role: str, mention: DateMention, period: DashaPeriod, known: Knowledge) -> bool:
    slack = timedelta(days=_SLACK_DAYS[mention.grain])
    begin, end = known.span(mention.begin, mention.end)
    match role:
        case "start":
            return begin - slack <= period.start <= end + slack
        case "end":
            return begin - slack <= period.end <= end + slack
        case _:
            return period.start <= end and begin <= period.end


def _is_in_tense(claim: Claim, period: DashaPeriod, known: Knowledge) -> bool:
    if claim.dates or claim.tense == "":
        return True
    if claim.tense == "over":
        return period.end <= known.now and period.end > known.now - timedelta(days=366 * 60)
    return period.start > known.now if claim.tense == "future" else period.start <= known.now


def _fix_lord(claim: Claim, known: Knowledge) -> Judgement:
    """Name the lord that really runs now."""
    dasha = known.chart.dasha if known.chart is not None else None
    running = dasha.at(known.now) if dasha is not None else None
    if running is None:
        return UNSUPPORTED
    if len(claim.points) == 2:
        return Judgement(supported=False, fix=Fix(running[1].lords))
    return Judgement(supported=False, fix=Fix((running[1 if claim.value == 2 else 0].lord,)))


def _fix_date(claim: Claim, known: Knowledge, periods: list[DashaPeriod]) -> Judgement:
    """Put the first wrong date right, that of the running period before that of another."""
    if not periods:
        return UNSUPPORTED
    first = claim.dates[0][1] if claim.dates else None
    aim = known.span(first.begin, first.end)[0] if first is not None else known.now
    chosen = min(periods, key=lambda period: (not period.holds(known.now), abs(_nearest_edge(period, aim) - aim)))
    for role, mention in claim.dates:
        if role != "at" and not _fits(role, mention, chosen, known):
            edge = chosen.start if role == "start" else chosen.end
            return Judgement(supported=False, fix=Fix((mention, edge.astimezone(known.zone).date()), is_date=True))
    return UNSUPPORTED


def _nearest_edge(period: DashaPeriod, aim: datetime) -> datetime:
    return min((period.start, period.end), key=lambda edge: abs(edge - aim))


def judge_sade_sati(claim: Claim, known: Knowledge) -> Judgement:
    """Saturn in the sign before the birth Moon's, in it, or in the one after; by sidereal signs."""
    moon = known.place(Point.MOON)
    if moon is None or known.chart is None or not moon.is_sign_certain:
        return UNSUPPORTED
    own = sign_of(known.sidereal(moon.longitude, known.chart.instant))
    saturn = sign_of(known.sidereal(known.sky.at(Point.SATURN, known.now)[0], known.now))
    return SUPPORTED if (count_signs(own, saturn) in {12, 1, 2}) != claim.negated else UNSUPPORTED

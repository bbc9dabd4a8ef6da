"""The Vimshottari dasha that the birth Moon's nakshatra sets going."""

from datetime import datetime, timedelta

from astra.chart.dasha_model import LORD_YEARS, YEAR_DAYS, DashaPeriod, Vimshottari, lords_from
from astra.chart.zodiac import NAKSHATRA_DEG, nakshatra_lord, nakshatra_of


def make_vimshottari(moon_longitude: float, birth: datetime, margin_moon_deg: float) -> Vimshottari:
    """The nine great periods for a sidereal Moon in degrees at `birth`.

    `margin_moon_deg` is how far the Moon may stand from there because the time is "about"; the dates move by as much of
    the first period as that is of a nakshatra.
    """
    first = nakshatra_lord(nakshatra_of(moon_longitude)[0])
    passed = moon_longitude % 360.0 % NAKSHATRA_DEG / NAKSHATRA_DEG
    first_days = LORD_YEARS[first] * YEAR_DAYS
    start = birth - timedelta(days=first_days * passed)
    mahas: list[DashaPeriod] = []
    years = 0
    for lord in lords_from(first):
        begin = start + timedelta(days=years * YEAR_DAYS)
        years += LORD_YEARS[lord]
        mahas.append(DashaPeriod((lord,), begin, start + timedelta(days=years * YEAR_DAYS)))
    return Vimshottari(
        birth=birth,
        mahas=tuple(mahas),
        balance_days=first_days * (1.0 - passed),
        margin_days=first_days * margin_moon_deg / NAKSHATRA_DEG,
    )

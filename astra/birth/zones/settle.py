"""Settles what a birth's clock stood at, or asks the one thing that settles it.

In order: the zone of the place against the zone that was named; local mean time before the place kept a standard time,
by its own longitude; the city times of India that no database has; hours that a change of clocks skipped or repeated;
and war time, which is told.
"""

from datetime import UTC, date, datetime, time, timedelta

from astra.birth.model import (
    BirthTime,
    CityTime,
    Impossible,
    Option,
    Question,
    QuestionKind,
    ZoneHint,
)
from astra.birth.zones.hints import agrees, describe_hint, hinted_offset, offset_at
from astra.birth.zones.settled import SettledTime, ZoneRule
from astra.birth.zones.zone_data import load_zone
from astra.contracts.astro import BirthField
from astra.places import Place

_INDIA = frozenset({"IN", "PK", "BD"})
_INDIA_STANDARD_SINCE = date(1906, 1, 1)
_INDIA_WAR_ZONES = frozenset({"Asia/Kolkata", "Asia/Karachi", "Asia/Dhaka", "Asia/Colombo", "Asia/Calcutta"})
_INDIA_WAR = timedelta(hours=6, minutes=30)
_CITY_KM = 40.0
_KM_A_DEGREE = 111.2
_CITY_TIMES = (
    ("birth_ask_bombay_time", 18.94, 72.84, timedelta(hours=4, minutes=51), date(1955, 12, 31)),
    ("birth_ask_calcutta_time", 22.57, 88.36, timedelta(hours=5, minutes=53, seconds=20), date(1948, 12, 31)),
)
_AMERICAN_WAR = frozenset(
    {"EWT", "CWT", "MWT", "PWT", "EPT", "CPT", "MPT", "PPT", "AWT", "APT", "NWT", "NPT", "YWT", "YPT"}
)
_DOUBLE_SUMMER = frozenset({"BDST", "CEMT"})
_NORTH = 30.0
_WINTER = frozenset({11, 12, 1, 2})


def settle_time(
    day: date,
    birth_time: BirthTime,
    place: Place,
    hint: ZoneHint | None = None,
    *,
    fold: int | None = None,
    city_time: CityTime | None = None,
) -> SettledTime | Question | Impossible:
    """Settle the clock of a birth on `day` (the place's calendar) at `birth_time`, noon standing for an unknown time.

    `fold` and `city_time` are the answers to questions that an earlier call asked.
    """
    moment = datetime.combine(day, birth_time.clock or time(12))
    if hint is not None and hint.confirmed:
        return _settle_by_hint(moment, place, hint)
    asks = birth_time.clock is not None
    if _is_before_standard_time(place, moment):
        return _settled(moment, timedelta(seconds=round(place.longitude * 240)), place, ZoneRule.LOCAL_MEAN_TIME)
    if hint is not None and not agrees(hint, place.zone, moment):
        return _ask_zone(place, hint)
    own_clock = _find_city_time(place, day) if asks else None
    if own_clock is not None:
        line, offset = own_clock
        if city_time is None:
            return _ask_city_time(place, day, line)
        if city_time is CityTime.CITY:
            return _settled(moment, offset, place, ZoneRule.CITY_TIME)
    return _settle_by_zone(moment, place, birth_time, fold)


def _settle_by_zone(
    moment: datetime, place: Place, birth_time: BirthTime, fold: int | None
) -> SettledTime | Question | Impossible:
    first, second = offset_at(place.zone, moment), offset_at(place.zone, moment, fold=1)
    if first is None or second is None:
        return _settled(moment, timedelta(seconds=round(place.longitude * 240)), place, ZoneRule.LOCAL_MEAN_TIME)
    if first != second and not _was_shown(place.zone, moment):
        return _refuse_skipped(moment, place, birth_time)
    if first != second and fold is None and birth_time.clock is not None:
        return _ask_fold(moment, place)
    offset = second if fold == 1 else first
    rule = ZoneRule.WAR_TIME if _is_war_time(place, moment, fold or 0) else ZoneRule.ZONE
    return _settled(moment, offset, place, rule)


def _settle_by_hint(moment: datetime, place: Place, hint: ZoneHint) -> SettledTime | Question:
    offset = hinted_offset(hint, moment)
    if offset is None:
        return _ask_zone(place, hint)
    settled = _settled(moment, offset, place, ZoneRule.GIVEN_OFFSET)
    return SettledTime(settled.moment, settled.utc_offset_s, describe_hint(hint), settled.rule, settled.note)


def _settled(moment: datetime, offset: timedelta, place: Place, rule: ZoneRule) -> SettledTime:
    note = "" if rule is ZoneRule.ZONE else f"birth_note_{rule.value}"
    return SettledTime((moment - offset).replace(tzinfo=UTC), offset.total_seconds(), place.zone, rule, note)


def _is_before_standard_time(place: Place, moment: datetime) -> bool:
    if place.country_code in _INDIA and moment.date() < _INDIA_STANDARD_SINCE:
        return True
    zone = load_zone(place.zone, moment.date())
    return zone is None or moment.replace(tzinfo=zone).tzname() == "LMT"


def _is_war_time(place: Place, moment: datetime, fold: int) -> bool:
    zone = load_zone(place.zone, moment.date())
    aware = moment.replace(tzinfo=zone, fold=fold)
    if not 1939 <= moment.year <= 1947:
        return False
    if place.zone in _INDIA_WAR_ZONES:
        return aware.utcoffset() == _INDIA_WAR
    name = aware.tzname() or ""
    in_winter = bool(aware.dst()) and moment.month in _WINTER and place.latitude > _NORTH
    return name in _AMERICAN_WAR or name in _DOUBLE_SUMMER or in_winter


def _was_shown(zone: str, moment: datetime) -> bool:
    """Whether a clock in `zone` ever showed `moment`: a skipped hour does not survive the way to UTC and back."""
    loaded = load_zone(zone, moment.date())
    aware = moment.replace(tzinfo=loaded)
    return aware.astimezone(UTC).astimezone(loaded).replace(tzinfo=None) == moment


def _find_city_time(place: Place, day: date) -> tuple[str, timedelta] | None:
    for line, latitude, longitude, offset, until in _CITY_TIMES:
        north, east = (place.latitude - latitude) * _KM_A_DEGREE, (place.longitude - longitude) * _KM_A_DEGREE
        if day <= until and north**2 + east**2 <= _CITY_KM**2 and place.country_code == "IN":
            return line, offset
    return None


def _ask_zone(place: Place, hint: ZoneHint) -> Question:
    own = ZoneHint(name=place.zone)
    meant = ZoneHint(hint.name, hint.offset_s, hint.abbreviation, confirmed=True)
    named = describe_hint(hint)
    return Question(
        QuestionKind.ZONE_CONFLICT,
        BirthField.ZONE,
        "birth_ask_zone",
        (("named", named), ("place", place.name), ("zone", place.zone)),
        (
            Option(place.zone, ("local", "place", "clock there", "of the place", place.name.casefold()), zone=own),
            Option(named, (named.casefold(),), zone=meant),
        ),
    )


def _ask_city_time(place: Place, day: date, line: str) -> Question:
    return Question(
        QuestionKind.CITY_TIME,
        BirthField.ZONE,
        line,
        (("place", place.name), ("year", str(day.year))),
        (
            Option("Indian Standard Time", ("standard", "indian", "ist", "railway"), city_time=CityTime.STANDARD),
            Option(
                "Bombay Time" if "bombay" in line else "Calcutta Time",
                ("bombay time", "calcutta time", "city", "local", "bombay", "calcutta"),
                city_time=CityTime.CITY,
            ),
        ),
    )


def _ask_fold(moment: datetime, place: Place) -> Question:
    return Question(
        QuestionKind.REPEATED_HOUR,
        BirthField.TIME,
        "birth_ask_repeated_hour",
        (("time", f"{moment:%H:%M}"), ("place", place.name)),
        (
            Option("the first time", ("before", "summer time", "daylight", "pehle", "pehli"), fold=0),
            Option("the second time", ("after", "standard", "winter time", "baad", "dusri", "doosri"), fold=1),
        ),
    )


def _refuse_skipped(moment: datetime, place: Place, birth_time: BirthTime) -> Impossible:
    whole_day = birth_time.clock is None
    return Impossible(
        BirthField.DATE if whole_day else BirthField.TIME,
        "birth_impossible_skipped_day" if whole_day else "birth_impossible_skipped_hour",
        (("date", f"{moment.day} {moment:%B %Y}"), ("place", place.name))
        if whole_day
        else (("time", f"{moment:%H:%M}"), ("place", place.name)),
    )

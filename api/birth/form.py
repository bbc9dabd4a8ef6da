"""The profile form as birth details: checked field by field, and asked back where it can be read in two ways."""

import datetime as dt
import re
from typing import TypeVar

from api.birth.schemas import BirthForm, PlaceForm, TimeForm
from astra.birth import (
    BirthDetails,
    BirthTime,
    CityTime,
    Impossible,
    Lines,
    Option,
    Origin,
    Question,
    QuestionKind,
    Said,
    SettledTime,
    ZoneHint,
    word_impossible,
)
from astra.birth.zones.hints import is_abbreviation
from astra.birth.zones.settle import settle_time
from astra.birth.zones.zone_data import zone_names
from astra.contracts.astro import BirthField, TimePrecision
from astra.contracts.errors import AstraError, ErrorCode
from astra.places import Place, Places

ValueT = TypeVar("ValueT")

FIRST_DAY = dt.date(1800, 1, 2)
"""Before it the ephemeris has no files."""
_DEFAULT_MARGIN_MIN = 30
_FURTHEST_EAST = dt.timedelta(hours=14)
_MANY = 50
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+\-−])(\d{1,2})(?::?(\d{2}))?")


def read_form(form: BirthForm, places: Places, lines: Lines, now: dt.datetime) -> BirthDetails | Question:
    """The form's details, or the one question that settles it. Raises `AstraError` naming the field that can't be.

    Looks the place up, so it reads the gazetteer's file: call it in a thread.
    """
    if form.date is not None:
        _check_date(form.date, now)
    place = None if form.place is None else _find_place(form.place, places)
    if isinstance(place, Question):
        return place
    time = None if form.time is None else _read_time(form.time)
    zone = None if form.zone is None else _read_zone(form.zone, confirmed=form.zone_confirmed)
    city_time = None if form.city_time is None else CityTime(form.city_time)
    if form.date is not None and time is not None and place is not None:
        settled = settle_time(form.date, time, place, zone, fold=form.fold, city_time=city_time)
        if isinstance(settled, Question):
            return settled
        _check_settled(settled, lines, now)
    return BirthDetails(
        date=_said(form.date),
        time=_said(time),
        place=_said(place),
        zone=_said(zone),
        system=_said(form.system),
        ayanamsha=_said(form.ayanamsha),
        house_system=_said(form.house_system),
        fold=_said(form.fold),
        city_time=_said(city_time),
    )


def _said(value: ValueT | None) -> Said[ValueT] | None:
    return None if value is None else Said(value, "", Origin.FORM)


def _check_date(date: dt.date, now: dt.datetime) -> None:
    if date < FIRST_DAY:
        raise _refuse("date", "Charts reach back to the year 1800; please check the year.")
    if date > (now + _FURTHEST_EAST).date():
        raise _refuse("date", "That day is still to come; a date of birth lies in the past.")


def _check_settled(settled: SettledTime | Impossible, lines: Lines, now: dt.datetime) -> None:
    if isinstance(settled, Impossible):
        raise _refuse(settled.field.value, word_impossible(settled, lines, seed="form"))
    if settled.moment > now:
        raise _refuse("date", "That moment is still to come; a birth lies in the past.")


def _read_time(form: TimeForm) -> BirthTime:
    if form.precision is TimePrecision.UNKNOWN:
        return BirthTime(TimePrecision.UNKNOWN)
    margin = (form.margin_min or _DEFAULT_MARGIN_MIN) if form.precision is TimePrecision.ABOUT else 0
    return BirthTime(form.precision, form.clock, margin)


def _read_zone(written: str, *, confirmed: bool) -> ZoneHint:
    word = written.strip()
    if (found := _OFFSET.fullmatch(word.casefold())) is not None:
        sign, hours, minutes = found.groups()
        offset_s = int(hours) * 3600 + int(minutes or 0) * 60
        if offset_s <= 14 * 3600 and int(minutes or 0) < 60:
            return ZoneHint(offset_s=offset_s if sign == "+" else -offset_s, confirmed=confirmed)
    if is_abbreviation(word):
        return ZoneHint(abbreviation=word.upper(), confirmed=confirmed)
    if (name := zone_names().get(word.casefold())) is not None:
        return ZoneHint(name=name, confirmed=confirmed)
    raise _refuse("zone", "This time zone is not known; write it like Asia/Kolkata, IST or +05:30.")


def _find_place(form: PlaceForm, places: Places) -> Place | Question:
    if form.geoname_id is not None:
        found = places.search(form.name, limit=_MANY)
        chosen = next((place for place in found if place.geoname_id == form.geoname_id), None)
        if chosen is None:
            raise _refuse("place", "Please choose the place from the list again.")
        return chosen
    resolution = places.resolve(form.name)
    if resolution.sure is not None:
        return resolution.sure
    if resolution.namesakes:
        return _ask_place(QuestionKind.WHICH_PLACE, resolution.namesakes, form.name)
    if resolution.region:
        raise _refuse("place", f"{resolution.region} is wide: please name the town in it.")
    if resolution.nearest:
        return _ask_place(QuestionKind.PLACE_UNKNOWN, resolution.nearest, form.name)
    raise _refuse("place", "No place of that name is known; try the nearest larger town.")


def _ask_place(kind: QuestionKind, options: tuple[Place, ...], name: str) -> Question:
    line = "birth_form_which_place" if kind is QuestionKind.WHICH_PLACE else "birth_form_place_unknown"
    choices = tuple(Option(place.label, place=place) for place in options)
    return Question(kind, BirthField.PLACE, line, (("place", name),), choices)


def _refuse(field: str, message: str) -> AstraError:
    return AstraError(ErrorCode.INVALID, message, field=field)

"""Puts what was told beside what is known: takes it, asks about it, or refuses it, piece by piece."""

from dataclasses import dataclass, field, replace
from datetime import date, time

from astra.birth import questions as ask
from astra.birth.model import (
    BirthDetails,
    BirthTime,
    Impossible,
    Option,
    Origin,
    Piece,
    Question,
    QuestionKind,
    Said,
    ZoneHint,
)
from astra.birth.told import Told
from astra.birth.words.dates import DateFound
from astra.contracts.astro import Ayanamsha, BirthField, System, TimePrecision
from astra.places import Place, Resolution

OF_DATE = frozenset({QuestionKind.DATE_ORDER, QuestionKind.DATE_REST, QuestionKind.CONFIRM_DATE})
OF_TIME = frozenset({QuestionKind.HALF_OF_DAY})
OF_PLACE = frozenset({QuestionKind.WHICH_PLACE, QuestionKind.PLACE_UNKNOWN, QuestionKind.PLACE_REGION})
OF_CLOCK = frozenset({QuestionKind.REPEATED_HOUR, QuestionKind.ZONE_CONFLICT, QuestionKind.CITY_TIME})
"""Questions that settling the clock raises: they are found anew whenever a piece changes."""

_NOON_H = 12
_ROUGH_MIN = 60
"""A time that is known no better is a part of the day itself, and another part simply replaces it."""


@dataclass
class Draft:
    """Details in the making; `put` records what was taken."""

    details: BirthDetails
    origin: Origin
    today: date
    taken: list[Piece] = field(default_factory=list)
    impossible: Impossible | None = None

    def put(self, piece: Piece, value: object) -> None:
        """Set a piece, in this order of the fields of `BirthDetails`."""
        self.details = replace(self.details, **{piece.value: value})
        if piece not in self.taken:
            self.taken.append(piece)

    def open(self, question: Question, closing: frozenset[QuestionKind]) -> None:
        """Put a question in place of those of the same matter."""
        self.close(closing | {question.kind}, question.field)
        self.details = replace(self.details, open_questions=(*self.details.open_questions, question))

    def close(self, kinds: frozenset[QuestionKind], of: BirthField | None = None) -> None:
        """Drop the open questions of `kinds`; contradictions only those about `of`."""
        left = tuple(
            question
            for question in self.details.open_questions
            if question.kind not in kinds or (question.kind is QuestionKind.CONTRADICTION and question.field != of)
        )
        self.details = replace(self.details, open_questions=left)

    def refuse(self, impossible: Impossible) -> None:
        """Remember the first thing that can't be."""
        self.impossible = self.impossible or impossible


def merge(told: Told, draft: Draft) -> None:
    """Take everything that `told` holds into `draft`."""
    if told.date is not None:
        _merge_date(told, told.date, draft)
    if told.clock is not None or told.unknown_time or told.half:
        _merge_time(told, draft)
    if told.zone is not None:
        draft.put(Piece.ZONE, Said(told.zone.hint, told.text[told.zone.start : told.zone.end], draft.origin))
        draft.close(frozenset({QuestionKind.ZONE_CONFLICT}))
    if told.place is not None:
        _merge_place(told, draft)
    _merge_systems(told, draft)


def _merge_date(told: Told, found: DateFound, draft: Draft) -> None:
    quote = told.quote(found)
    if found.is_half:
        _merge_half(found, quote, draft, corrects=told.corrects)
        return
    if not found.readings:
        draft.refuse(ask.refuse_no_date(quote))
        return
    possible = [day for day in found.readings if ask.refuse_date(day, draft.today, quote) is None]
    if not possible:
        draft.refuse(ask.refuse_date(found.readings[0], draft.today, quote) or ask.refuse_no_date(quote))
        return
    if told.other_date is not None and told.other_date.readings:
        possible = [possible[0], told.other_date.readings[0]]
    known = draft.details.date
    if known is not None and known.value in possible:
        return
    if len(possible) > 1:
        same_year = [day for day in possible if day.year == possible[0].year]
        choices = same_year if len(same_year) > 1 else possible
        draft.open(ask.ask_date_order(tuple(choices), quote), OF_DATE)
        return
    take_date(draft, Said(possible[0], quote, draft.origin), certain=told.corrects)


def _merge_half(found: DateFound, quote: str, draft: Draft, *, corrects: bool) -> None:
    known = draft.details.date
    if known is not None:
        parts = ((found.day, known.value.day), (found.month, known.value.month), (found.year, known.value.year))
        if all(told in {None, held} for told, held in parts):
            return
        mended = _mend(known.value, found) if corrects else None
        if mended is not None and ask.refuse_date(mended, draft.today, quote) is None:
            take_date(draft, Said(mended, f"{known.quote} {quote}", draft.origin), certain=True)
            return
    draft.open(ask.ask_date_rest(found.day, found.month, found.year, quote), OF_DATE)


def _mend(known: date, found: DateFound) -> date | None:
    """The known date with what a correction says of it: "no, I meant May"."""
    try:
        return date(found.year or known.year, found.month or known.month, found.day or known.day)
    except ValueError:
        return None


def take_date(draft: Draft, said: Said[date], *, certain: bool) -> None:
    """Take a date; when another is known and nothing says that it was wrong, ask which holds."""
    known = draft.details.date
    if known is not None and known.value != said.value and not certain and known.origin is not Origin.GOOGLE:
        new = Option(ask.say_date(said.value), _date_words(said.value), date=said.value)
        old = Option(ask.say_date(known.value), _date_words(known.value), date=known.value, keep=True)
        draft.open(ask.ask_contradiction(BirthField.DATE, new, old, said.quote), OF_DATE)
        return
    draft.put(Piece.DATE, said)
    draft.close(OF_DATE | {QuestionKind.CONTRADICTION}, BirthField.DATE)


def _date_words(day: date) -> tuple[str, ...]:
    return (ask.say_date(day).casefold(), ask.say_date(day).split()[1].casefold(), str(day.year), str(day.day))


def _merge_time(told: Told, draft: Draft) -> None:
    known = draft.details.time
    if told.corrects and known is not None and known.value.clock is not None and (moved := _move_half(told, known)):
        take_time(draft, moved, certain=True)
        return
    if told.clock is None and told.half:
        return
    if told.clock is None:
        if draft.details.time is None or told.corrects:
            take_time(draft, Said(BirthTime(TimePrecision.UNKNOWN), told.unknown_time, draft.origin), certain=True)
        return
    quote = told.quote(told.clock)
    precision = TimePrecision.ABOUT if told.clock.margin_min else TimePrecision.EXACT
    times = [BirthTime(precision, clock, told.clock.margin_min) for clock in told.clock.clocks]
    if told.corrects and known is not None:
        times = _keep_half(times, known.value)
    if not times:
        draft.refuse(ask.refuse_no_time(quote))
    elif known is not None and known.value in times:
        return
    elif len(times) == 2:
        draft.open(ask.ask_half_of_day(times[0], times[1], quote), OF_TIME)
    else:
        take_time(draft, Said(times[0], quote, draft.origin), certain=told.corrects)


def _keep_half(times: list[BirthTime], known: BirthTime) -> list[BirthTime]:
    """Of a corrected time's two halves of the day, the one that was known: "no, 7:40" says nothing against it."""
    if len(times) != 2 or known.clock is None:
        return times
    is_morning = known.clock.hour < _NOON_H
    return [one for one in times if one.clock is not None and (one.clock.hour < _NOON_H) == is_morning]


def _move_half(told: Told, known: Said[BirthTime]) -> Said[BirthTime] | None:
    """The known time in the half of the day that a correction names, where it names no more: "no, in the evening"."""
    clock = known.value.clock
    if clock is None:
        return None
    other = clock.replace(hour=(clock.hour + _NOON_H) % 24)
    if told.half:
        meant = clock if (clock.hour < _NOON_H) == (told.half == "am") else other
        return Said(replace(known.value, clock=meant), told.text.strip(), known.origin)
    if told.clock is None or not told.clock.is_part or known.value.margin_min > _ROUGH_MIN:
        return None
    middle = told.clock.clocks[0]
    meant = min((clock, other), key=lambda one: _apart_min(one, middle))
    return Said(replace(known.value, clock=meant), told.quote(told.clock), known.origin)


def _apart_min(one: time, other: time) -> int:
    """Minutes between two times on the dial of 24 hours, the short way."""
    apart = abs((one.hour - other.hour) * 60 + one.minute - other.minute)
    return min(apart, 1440 - apart)


def take_time(draft: Draft, said: Said[BirthTime], *, certain: bool) -> None:
    """Take a time; a better one simply replaces an unknown or a rough one."""
    known = draft.details.time
    exact = TimePrecision.EXACT
    if known is not None and known.value != said.value and not certain and known.value.precision is exact:
        if said.value.precision is not exact and known.value.clock is not None:
            return
        new = Option(ask.say_time(said.value), (ask.say_time(said.value).casefold(),), time=said.value)
        old = Option(ask.say_time(known.value), (ask.say_time(known.value).casefold(),), time=known.value, keep=True)
        draft.open(ask.ask_contradiction(BirthField.TIME, new, old, said.quote), OF_TIME)
        return
    draft.put(Piece.TIME, said)
    draft.close(OF_TIME | {QuestionKind.CONTRADICTION}, BirthField.TIME)


def _merge_place(told: Told, draft: Draft) -> None:
    found = told.place
    if found is None:
        return
    quote = told.text[found.start : found.end]
    zone = told.zone.hint if told.zone else (draft.details.zone.value if draft.details.zone else None)
    resolution = narrow(found.resolution, zone)
    known = draft.details.place
    if known is not None and known.value.geoname_id in {
        place.geoname_id for place in (resolution.sure, *resolution.namesakes) if place
    }:
        return
    if resolution.sure is not None:
        take_place(draft, Said(resolution.sure, quote, draft.origin), certain=told.corrects)
    elif known is None or resolution.namesakes:
        draft.open(ask.ask_place(resolution, quote), OF_PLACE)


def narrow(resolution: Resolution, zone: ZoneHint | None) -> Resolution:
    """Of namesakes, the only one whose clock is the zone that was named."""
    if not resolution.namesakes or zone is None:
        return resolution
    fitting = tuple(place for place in resolution.namesakes if _is_in_zone(place, zone))
    if len(fitting) == 1:
        return Resolution(sure=fitting[0])
    return Resolution(namesakes=fitting) if fitting else resolution


def _is_in_zone(place: Place, zone: ZoneHint) -> bool:
    if zone.name:
        return place.zone.casefold() == zone.name.casefold()
    return zone.abbreviation == "ist" and place.country_code == "IN"


def take_place(draft: Draft, said: Said[Place], *, certain: bool) -> None:
    """Take a place; when another is known and nothing says that it was wrong, ask which holds."""
    known = draft.details.place
    if known is not None and known.value.geoname_id != said.value.geoname_id and not certain:
        new = Option(said.value.label, (said.value.name.casefold(),), place=said.value)
        old = Option(known.value.label, (known.value.name.casefold(),), place=known.value, keep=True)
        draft.open(ask.ask_contradiction(BirthField.PLACE, new, old, said.quote), OF_PLACE)
        return
    draft.put(Piece.PLACE, said)
    draft.close(OF_PLACE | {QuestionKind.CONTRADICTION}, BirthField.PLACE)


def _merge_systems(told: Told, draft: Draft) -> None:
    if told.systems is None:
        return
    system, ayanamsha, houses = told.systems.system, told.systems.ayanamsha, told.systems.houses
    if system is not None:
        draft.put(Piece.SYSTEM, Said(system.value, told.text[system.start : system.end], draft.origin))
        if system.value is System.WESTERN and draft.details.ayanamsha is not None and ayanamsha is None:
            draft.put(Piece.AYANAMSHA, None)
    if ayanamsha is not None:
        quote = told.text[ayanamsha.start : ayanamsha.end]
        said: Said[Ayanamsha] = Said(ayanamsha.value, quote, draft.origin)
        draft.put(Piece.AYANAMSHA, said)
        if system is None:
            draft.put(Piece.SYSTEM, Said(System.VEDIC, quote, draft.origin))
    if houses is not None:
        draft.put(Piece.HOUSE_SYSTEM, Said(houses.value, told.text[houses.start : houses.end], draft.origin))

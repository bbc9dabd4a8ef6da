"""Birth details and the open question as the page gets them."""

from collections.abc import Iterable

from api.birth.schemas import (
    BirthAnswer,
    BirthOption,
    BirthQuestion,
    FormPatch,
    PieceReceipt,
    PinnedAnswer,
    PlaceAnswer,
    PlaceForm,
    TimeAnswer,
    TimeForm,
)
from api.models import BirthDetail
from astra.birth import BirthDetails, BirthTime, Lines, Option, Question, ZoneHint, missing_fields, word_question
from astra.birth.zones.hints import describe_hint
from astra.contracts.astro import TimePrecision
from astra.places import Place


def answer_birth(
    details: BirthDetails, rows: Iterable[BirthDetail], question: BirthQuestion | None, *, has_chart: bool
) -> BirthAnswer:
    """What `GET /api/birth` says."""
    return BirthAnswer(
        pinned=answer_pinned(details),
        receipts={row.piece: _answer_receipt(row) for row in rows},
        missing=list(missing_fields(details)),
        question=question,
        has_chart=has_chart,
    )


def answer_pinned(details: BirthDetails) -> PinnedAnswer:
    """Each piece as the form shows it."""
    time, place, zone = details.time, details.place, details.zone
    return PinnedAnswer(
        date=details.date.value if details.date else None,
        time=_answer_time(time.value) if time else None,
        place=answer_place(place.value) if place else None,
        zone=describe_hint(zone.value) if zone else None,
        zone_confirmed=zone.value.confirmed if zone else False,
        fold=details.fold.value if details.fold else None,
        city_time=details.city_time.value.value if details.city_time else None,
        system=details.system.value if details.system else None,
        ayanamsha=details.ayanamsha.value if details.ayanamsha else None,
        house_system=details.house_system.value if details.house_system else None,
    )


def answer_place(place: Place) -> PlaceAnswer:
    """A place of the gazetteer."""
    return PlaceAnswer(
        geoname_id=place.geoname_id,
        label=place.label,
        name=place.name,
        admin=place.admin,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        population=place.population,
        zone=place.zone,
    )


def answer_question(question: Question, lines: Lines) -> BirthQuestion:
    """The question in words, each option as what it writes into the form."""
    return BirthQuestion(
        kind=question.kind.value,
        field=question.field,
        text=word_question(question, lines, seed="form"),
        options=[BirthOption(label=option.label, patch=_answer_option(option)) for option in question.options],
    )


def _answer_option(option: Option) -> FormPatch:
    own_zone = option.zone is not None and not option.zone.confirmed
    return FormPatch(
        date=option.date,
        time=_write_time(option.time) if option.time else None,
        place=PlaceForm(name=option.place.label, geoname_id=option.place.geoname_id) if option.place else None,
        zone="" if own_zone else _write_zone(option.zone),
        zone_confirmed=None if option.zone is None else option.zone.confirmed,
        fold=option.fold,
        city_time=option.city_time.value if option.city_time else None,
        keep=option.keep,
    )


def _write_zone(hint: ZoneHint | None) -> str | None:
    return None if hint is None else describe_hint(hint)


def _write_time(time: BirthTime) -> TimeForm:
    margin = time.margin_min if time.precision is TimePrecision.ABOUT else None
    return TimeForm(precision=time.precision, clock=time.clock, margin_min=margin)


def _answer_time(time: BirthTime) -> TimeAnswer:
    clock = f"{time.clock:%H:%M}" if time.clock is not None else None
    return TimeAnswer(precision=time.precision, clock=clock, margin_min=time.margin_min)


def _answer_receipt(row: BirthDetail) -> PieceReceipt:
    quote = str(row.value.get("quote", ""))
    return PieceReceipt(source=row.source, at=row.at, session_id=row.session_id, quote=quote)

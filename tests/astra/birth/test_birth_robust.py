"""No text makes the reader stumble, and whatever it reads stands in the words."""

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from astra.birth import BirthDetails, Origin, dump_details, load_details, read_birth
from astra.contracts.astro import BirthField, TimePrecision
from astra.places import Places
from tests.fakes.birth_utterances import NOW, load_utterances

_WORDS = sorted({word for one in load_utterances() for turn in one.turns for word in turn.split()})
_TALK = ("the", "weather", "is", "nice", "today", "and", "we", "had", "lunch", "with", "nobody", "special", "at", "all")
_SOUP = st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join)
_ANY = st.one_of(st.text(max_size=120), _SOUP)
_FIELDS = st.frozensets(st.sampled_from(list(BirthField)))
_SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_SETTINGS
@given(turns=st.lists(_ANY, min_size=1, max_size=4), expecting=_FIELDS)
def test_nothing_crashes_and_nothing_is_invented(
    places: Places, turns: list[str], expecting: frozenset[BirthField]
) -> None:
    known, asked, said = BirthDetails(), None, ""
    for text in turns:
        said += f" {text}"
        reading = read_birth(text, known, asked, places, NOW, expecting=expecting)
        for piece in reading.taken:
            held = getattr(reading.details, piece.value)
            assert held is None or (held.quote.strip() and all(word in said for word in held.quote.split()))
        _check_sense(reading.details)
        assert reading.impossible is None or reading.question is None
        assert load_details(dump_details(reading.details)) == reading.details
        known, asked = reading.details, reading.question


def _check_sense(details: BirthDetails) -> None:
    if details.date is not None:
        assert dt.date(1800, 1, 1) <= details.date.value <= dt.date(2026, 11, 22)
    if details.time is not None:
        held = details.time.value
        assert (held.clock is None) == (held.precision is TimePrecision.UNKNOWN)
        assert (held.margin_min > 0) == (held.precision is TimePrecision.ABOUT)
        assert 0 <= held.margin_min <= 720


@_SETTINGS
@given(words=st.lists(st.sampled_from(_TALK), max_size=12))
def test_talk_of_other_things_gives_nothing(places: Places, words: list[str]) -> None:
    known = BirthDetails()
    assert read_birth(" ".join(words), known, None, places, NOW).details == known


@_SETTINGS
@given(day=st.dates(dt.date(1900, 1, 1), dt.date(2020, 12, 31)))
def test_every_day_is_read_in_every_plain_form(places: Places, day: dt.date) -> None:
    month = day.strftime("%B")
    for form in (
        day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        day.strftime("%d.%m.%Y"),
    ):
        reading = read_birth(f"I was born on {form}", BirthDetails(), None, places, NOW)
        assert reading.details.date is not None, form
        assert reading.details.date.value == day


@_SETTINGS
@given(clock=st.times())
def test_every_minute_is_read_in_every_plain_form(places: Places, clock: dt.time) -> None:
    minute = clock.replace(second=0, microsecond=0)
    for form in (minute.strftime("%H:%M"), minute.strftime("%I:%M %p"), minute.strftime("%I.%M %p").lower()):
        if form.startswith(("1", "2")) and not form.endswith(("M", "m")) and minute.hour <= 12:
            continue  # 10:15 may be the evening's: it is asked about
        reading = read_birth(f"I was born at {form}", BirthDetails(), None, places, NOW)
        assert reading.details.time is not None, form
        assert reading.details.time.value.clock == minute


def test_a_very_long_text_is_read_from_its_beginning(places: Places) -> None:
    text = "I was born on 14 May 1996. " + "and then I talked of other things " * 5_000
    reading = read_birth(text, BirthDetails(), None, places, NOW, origin=Origin.FORM)
    assert reading.details.date is not None
    assert reading.details.date.origin is Origin.FORM


def test_a_superscript_figure_is_no_number(places: Places) -> None:
    assert read_birth("I was born on ² May 1996", BirthDetails(), None, places, NOW).details.date is None

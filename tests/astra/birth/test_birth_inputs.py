"""What a chart is computed from, once all is known and the clock is settled."""

from datetime import time

import pytest

from astra.birth import BirthDetails, Origin, missing_fields, read_birth, to_chart_inputs
from astra.contracts.astro import Ayanamsha, BirthField, HouseSystem, System, TimePrecision
from astra.places import Places
from tests.fakes.birth_utterances import NOW

_LINE = "1996-05-14, 07:20, Mumbai India, Asia/Kolkata, vedic with Lahiri"


def _tell(places: Places, *turns: str) -> BirthDetails:
    known, asked = BirthDetails(), None
    for text in turns:
        reading = read_birth(text, known, asked, places, NOW, expecting=frozenset(missing_fields(known)))
        known, asked = reading.details, reading.question
    return known


def test_the_example_line_is_a_chart(places: Places) -> None:
    details = _tell(places, _LINE)
    assert missing_fields(details) == ()
    assert details.open_questions == ()
    inputs = to_chart_inputs(details)
    assert inputs is not None
    assert (inputs.date.isoformat(), inputs.time, inputs.time_precision) == ("1996-05-14", time(7, 20), "exact")
    assert inputs.place == "Mumbai, Maharashtra, India"
    assert (inputs.zone, inputs.utc_offset_s, inputs.zone_rule) == ("Asia/Kolkata", 19800, "zone")
    assert (inputs.system, inputs.ayanamsha, inputs.house_system) == (
        System.VEDIC,
        Ayanamsha.LAHIRI,
        HouseSystem.WHOLE_SIGN,
    )


def test_an_unknown_time_is_a_chart_too(places: Places) -> None:
    inputs = to_chart_inputs(_tell(places, "14 May 1996", "Chicago", "I don't know the time", "western"))
    assert inputs is not None
    assert (inputs.time, inputs.time_precision, inputs.time_margin_min) == (None, TimePrecision.UNKNOWN, 0)
    assert (inputs.ayanamsha, inputs.house_system, inputs.utc_offset_s) == (None, HouseSystem.PLACIDUS, -18000)


def test_a_rough_time_keeps_its_margin(places: Places) -> None:
    inputs = to_chart_inputs(_tell(places, "14 May 1996, Chicago, western", "between 6 and 8 in the morning"))
    assert inputs is not None
    assert (inputs.time, inputs.time_precision, inputs.time_margin_min) == (time(7), TimePrecision.ABOUT, 60)


@pytest.mark.parametrize(
    ("turns", "missing"),
    [
        ((), tuple(BirthField)),
        (("14 May 1996",), (BirthField.TIME, BirthField.PLACE, BirthField.ZONE, BirthField.SYSTEM)),
        (("14 May 1996 at 7:20 am in Mumbai",), (BirthField.SYSTEM,)),
        (("vedic",), (BirthField.DATE, BirthField.TIME, BirthField.PLACE, BirthField.ZONE)),
    ],
)
def test_nothing_is_computed_from_half_an_answer(
    places: Places, turns: tuple[str, ...], missing: tuple[BirthField, ...]
) -> None:
    details = _tell(places, *turns)
    assert missing_fields(details) == missing
    assert to_chart_inputs(details) is None


def test_a_clock_in_doubt_waits_for_its_answer(places: Places) -> None:
    open_hour = _tell(places, "29 October 2006 at 1:30 am in New York, western")
    assert to_chart_inputs(open_hour) is None
    settled = _tell(places, "29 October 2006 at 1:30 am in New York, western", "the second")
    inputs = to_chart_inputs(settled)
    assert inputs is not None
    assert inputs.utc_offset_s == -18000


def test_houses_that_were_asked_for_are_kept_and_poles_get_whole_signs(places: Places) -> None:
    koch = to_chart_inputs(_tell(places, "14 May 1996 at 7:20 am in Chicago", "western with Koch houses"))
    assert koch is not None
    assert koch.house_system is HouseSystem.KOCH
    polar = to_chart_inputs(_tell(places, "14 May 1996 at 7:20 am in Longyearbyen", "western"))
    assert polar is not None
    assert polar.house_system is HouseSystem.WHOLE_SIGN


def test_a_form_says_that_it_is_one(places: Places) -> None:
    reading = read_birth(_LINE, BirthDetails(), None, places, NOW, origin=Origin.FORM)
    assert reading.details.place is not None
    assert reading.details.place.origin is Origin.FORM

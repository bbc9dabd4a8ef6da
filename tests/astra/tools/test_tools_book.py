"""The function tools against a real chart and a real gazetteer's wire: what they answer, and how they refuse."""

import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from astra.chart import cast_chart
from astra.contracts.astro import Ayanamsha, ChartInputs, HouseSystem, System, TimePrecision
from astra.llm import ToolCall
from astra.tools import ToolContext, load_tools, speaks_of_astrology

PROMPTS = Path(__file__).parents[3] / "prompts"
BOOK = load_tools(PROMPTS)
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def inputs(**changes: Any) -> ChartInputs:
    given: dict[str, Any] = {
        "date": date(1996, 5, 14),
        "time": time(7, 20),
        "time_precision": TimePrecision.EXACT,
        "latitude": 19.0760,
        "longitude": 72.8777,
        "place": "Mumbai, Maharashtra, India",
        "zone": "Asia/Kolkata",
        "utc_offset_s": 19_800.0,
        "zone_rule": "zone",
        "system": System.VEDIC,
        "ayanamsha": Ayanamsha.LAHIRI,
        "house_system": HouseSystem.WHOLE_SIGN,
    }
    return ChartInputs(**(given | changes))


KNOWN = ToolContext(cast_chart(inputs()), NOW, "Asia/Kolkata")
UNKNOWN_TIME = ToolContext(cast_chart(inputs(time=None, time_precision=TimePrecision.UNKNOWN)), NOW, "Asia/Kolkata")
NO_CHART = ToolContext(None, NOW, "Asia/Kolkata")


def run(name: str, context: ToolContext = KNOWN, /, **arguments: Any) -> Any:
    return json.loads(BOOK.run(ToolCall("c", name, json.dumps(arguments)), context))


def test_tools_are_offered_only_where_the_sky_is_spoken_of() -> None:
    assert BOOK.offer("What shall I cook tonight?") == ()
    names = [tool.name for tool in BOOK.offer("When does Jupiter enter Cancer?")]
    assert names == ["chart_facts", "transits_on", "when_does", "compare_person", "other_app", "panchanga_of"]
    assert BOOK.offer("And what about tomorrow?") == ()
    assert BOOK.offer("And what about tomorrow?", "Your Moon is in Pisces.") == BOOK.tools
    for said in ("meri kundli mein shani kahan hai", "आज चंद्र किस राशि में है", "Is Mercury retrograde?", "my rising sign"):
        assert speaks_of_astrology(said)
    for said in ("I had a chat with my brother", "the weather is fine", "kal office jaana hai"):
        assert not speaks_of_astrology(said)


def test_every_tool_says_what_it_is_for_and_what_it_wants() -> None:
    for tool in BOOK.tools:
        assert len(tool.description) > 60
        assert tool.parameters["type"] == "object"
        assert tool.parameters["additionalProperties"] is False


def test_facts_of_the_chart() -> None:
    assert any(line.startswith("Moon: Pisces") for line in run("chart_facts")["chart"])
    assert run("chart_facts", about="point", point="Ketu")["placement"].startswith("Ketu: Pisces")
    assert run("chart_facts", about="house", house=12)["sign"] == "Aries"
    assert run("chart_facts", about="periods")["now"][0].startswith("Venus maha dasha: 2017-07-0")


def test_without_a_birth_time_no_house_is_told_and_without_a_chart_nothing() -> None:
    assert "unknown" in run("chart_facts", UNKNOWN_TIME, about="house", house=7)
    assert "unknown" in run("chart_facts", UNKNOWN_TIME, about="point", point="ascendant")
    assert "unknown" in run("chart_facts", UNKNOWN_TIME, about="periods")
    assert "error" in run("chart_facts", NO_CHART)
    assert "note" in run("transits_on", NO_CHART)


def test_the_sky_of_tomorrow() -> None:
    told = run("transits_on", days_ahead=1)
    assert told["day"] == "Sunday 2026-11-22"
    assert any(line.startswith("Moon: Aries") for line in told["sky"])
    assert told["sade_sati"] is True


def test_dates_of_the_sky() -> None:
    assert run("when_does", what="sign_change", point="jupiter", sign="Virgo")["enters"] == "Virgo"
    assert run("when_does", what="station", point="mercury", turns="retrograde")["at"].startswith("2027-02-")
    assert run("when_does", what="contact", point="saturn", natal="moon")["exact"].startswith("2027-0")
    assert "Full Moon" in run("when_does", what="phase")["phases"]
    assert len(run("when_does", what="eclipse")["eclipses"]) == 2
    assert run("when_does", what="period", point="sun")["maha_dasha"][0].startswith("2037-07-0")
    assert "none" in run("when_does", what="station", point="sun")
    assert "none" in run("when_does", UNKNOWN_TIME, what="contact", point="saturn", natal="ascendant")
    assert run("when_does", what="contact", point="saturn")["field"] == "natal"


def test_why_another_app_disagrees() -> None:
    western = run("other_app", point="moon", sign="Aries")
    assert western["ours"].startswith("Pisces 18°54′")
    assert western["cause"][0].startswith("With the tropical zodiac it is Aries 12°")
    assert run("other_app", point="moon", sign="Pisces")["cause"] == ["Both agree within what was said."]
    summer = run("other_app", point="ascendant", sign="Taurus", degree=2.9)
    assert any("summer time" in cause for cause in summer["cause"])
    assert "No single setting" in run("other_app", point="sun", sign="Leo")["cause"][0]
    raman = run("other_app", point="moon", sign="Pisces", degree=20.3)
    assert raman["cause"][0].startswith("With the Raman ayanamsha it is Pisces 20°")


def test_panchanga_of_a_day() -> None:
    told = run("panchanga_of", day="2026-11-21")
    assert told["weekday"] == "Shanivara"
    assert told["lunar_month"] == "Kartika"
    dark = run("panchanga_of", day="2026-12-01")["lunar_month"]
    assert dark == "Kartika where months end with the new moon, Margashirsha where with the full moon"
    assert told["tithi"].startswith("Dwadashi until 2026-11-22")


def test_what_cannot_be_is_said_and_never_raised() -> None:
    assert run("compare_person", name="Ravi", birth_date="1990-01-01", birth_place="Pune")["field"] == "birth_place"
    assert run("compare_person", name="Ravi", birth_date="2090-01-01", birth_place="Pune")["field"] == "birth_date"
    assert "no such tool" in run("sing")["error"]
    assert run("when_does", what="never")["error"] == "wrong arguments"
    assert run("chart_facts", about="all", secret=1)["error"] == "wrong arguments"
    for garbage in ("", "[]", "{", "null", '{"about":"point","point":"nibiru"}', "\x00"):
        assert isinstance(json.loads(BOOK.run(ToolCall("c", "chart_facts", garbage), KNOWN)), dict)


async def test_a_runner_answers_calls_beside_the_loop() -> None:
    answer = await BOOK.runner(KNOWN)(ToolCall("c", "chart_facts", '{"about":"house","house":1}'))
    assert json.loads(answer)["sign"] == "Taurus"


@pytest.mark.parametrize("far", ["0001-01-01", "2600-01-01"])
def test_days_beyond_the_ephemeris_are_refused(far: str) -> None:
    assert "error" in run("transits_on", day=far)

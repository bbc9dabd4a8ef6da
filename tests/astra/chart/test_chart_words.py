"""What is written and said of a chart: lengths, what is kept first, and that it is true."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from astra.chart import cast_chart, find_transits, make_snapshot, tell_chart
from astra.chart.__main__ import app
from astra.chart.model import AspectKind
from astra.chart.names import format_arc, format_degree, format_ordinal, list_words
from astra.chart.zodiac import Point
from astra.claims import open_checker
from tests.fakes.births import make_about, make_birth, make_unknown, make_western

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
CHARTS = [cast_chart(make()) for make in (make_birth, make_western, make_unknown, lambda: make_about(30))]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CHARTS), st.integers(0, 5_000))
def test_a_snapshot_fits_in_whole_lines(chart, max_chars):
    snapshot = make_snapshot(chart, None, max_chars)
    assert len(snapshot) <= max_chars
    assert make_snapshot(chart, None, 10_000).startswith(snapshot)


def test_a_snapshot_carries_what_a_reading_needs():
    chart = cast_chart(make_birth())
    snapshot = make_snapshot(chart, find_transits(chart, AT), 10_000)
    for line in (
        "Vedic chart: sidereal zodiac, Lahiri ayanamsha 23°48′23″, whole sign houses, mean nodes.",
        "Lagna: Taurus 18°17′, Rohini pada 3, navamsha Gemini",
        "Mercury: Taurus 1°15′, house 1, retrograde, combust, Krittika pada 2",
        "Retrograde now: Saturn, Uranus, Neptune, Chiron.",
    ):
        assert line in snapshot.splitlines()
    now = next(line for line in snapshot.splitlines() if line.startswith("Vimshottari dasha now: "))
    assert "Venus maha dasha until 2037-07-04, Rahu antar dasha until 2027-09-03" in now
    assert now.endswith("Venus pratyantar dasha until 2027-02-05.")
    assert "Transiting Mars sextile natal Venus, orb 0°09′, separating, exact 2026-11-21" in snapshot


def test_nothing_runs_now_where_no_moment_is_given():
    assert " now" not in make_snapshot(cast_chart(make_birth()), None, 10_000)


def test_an_about_time_drops_the_dasha_levels_that_it_leaves_open():
    chart = cast_chart(make_about(60))
    snapshot = make_snapshot(chart, find_transits(chart, AT), 10_000)
    assert "Venus maha dasha until 2037-07-04, Rahu antar dasha until 2027-09-03, give or take 258 days." in snapshot
    assert "pratyantar" not in snapshot
    assert "house 12 or 11" in snapshot


@pytest.mark.parametrize("language", ["english", "hinglish"])
@pytest.mark.parametrize("chart", CHARTS)
def test_the_spoken_summary_is_short_and_has_no_symbols(chart, language):
    spoken = tell_chart(chart, language, AT)
    assert 100 < len(spoken) < 700
    assert not set("°′″_{}|#*") & set(spoken)
    assert not any(character.isdigit() for character in spoken.replace("2037", ""))


def test_the_spoken_summary_in_both_languages():
    chart = cast_chart(make_birth())
    english, hinglish = tell_chart(chart, "english", AT), tell_chart(chart, "hinglish", AT)
    assert english.startswith("You were born with the Sun in Aries. Your Moon is in Pisces, in the nakshatra Revati.")
    assert "You are in the maha dasha of Venus, which runs until 2037." in english
    assert hinglish.startswith("Aapke janm ke samay Surya Mesh mein tha. Aapka Chandrama Meen mein hai")
    assert "Abhi Shukra ki mahadasha chal rahi hai, 2037 tak." in hinglish
    assert "Ascendant" not in tell_chart(cast_chart(make_unknown()), "english").replace("can't tell your Ascendant", "")


@pytest.mark.parametrize("year", range(1950, 2010, 3))
def test_every_told_link_is_a_major_aspect_of_the_chart(year):
    birth = make_western(date=make_western().date.replace(year=year))
    spoken = tell_chart(cast_chart(birth), "english")
    majors = {AspectKind.CONJUNCTION, AspectKind.OPPOSITION, AspectKind.TRINE, AspectKind.SQUARE, AspectKind.SEXTILE}
    assert any(f": a {kind.value}." in spoken or f": an {kind.value}." in spoken for kind in majors)


def test_numbers_are_written_as_tables_write_them():
    assert format_degree(29.9999) == "29°59′"
    assert format_arc(-0.5) == "-0°30′00″"
    assert [format_ordinal(number) for number in (1, 2, 3, 11, 12, 22)] == ["1st", "2nd", "3rd", "11th", "12th", "22nd"]
    assert list_words(["a", "b", "c"], "or") == "a, b or c"


def run(*options: str):
    place = ("--lat", "19.0760", "--lon", "72.8777", "--zone", "Asia/Kolkata")
    return CliRunner().invoke(app, [*place, *options])


def test_the_command_prints_a_chart():
    result = run("--date", "1996-05-14", "--time", "07:20", "--system", "vedic", "--at", "2026-11-21")
    assert result.exit_code == 0
    assert "1996-05-14 01:50:00 UTC; engine swiss_files" in result.output
    assert "Lagna: Taurus 18°17′" in result.output


def test_the_command_takes_an_offset_for_a_zone_and_no_time():
    assert "Ascendant: Gemini" in run("--date", "1996-05-14", "--time", "07:20", "--zone", "+05:30").output
    assert "The birth time is unknown" in run("--date", "1996-05-14").output


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (("--date", "1700-01-01"), "date: Positions reach from 1800"),
        (("--date", "1996-02-31"), "1996-05-14"),
        (("--date", "1996-05-14", "--time", "25:00"), "07:20"),
        (("--date", "1996-05-14", "--zone", "Mumbai"), "not a known zone"),
        (("--date", "1996-05-14", "--zone", "+99"), "+05:30"),
    ],
)
def test_the_command_says_what_is_wrong(options, word):
    result = run(*options)
    assert result.exit_code == 2
    assert word in result.output
    assert Point.SUN.value not in result.output


@pytest.mark.parametrize("make", [make_birth, make_western, make_unknown, lambda **change: make_about(40, **change)])
def test_what_is_said_stands_up_to_the_check_of_claims(make):
    for year in range(1955, 2000, 6):
        chart = cast_chart(make(date=make_birth().date.replace(year=year)))
        checker = open_checker(chart, now=lambda: AT)
        for language in ("english", "hinglish"):
            for sentence in tell_chart(chart, language, AT).split(". "):
                assert checker.check_sentence(sentence).text == sentence

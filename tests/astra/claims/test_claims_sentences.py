"""What single sentences claim, one way of wording at a time: put right, left out, or left alone."""

from collections.abc import Callable
from datetime import date

import pytest

from astra.claims import ClaimChecker, Verdict
from astra.contracts.astro import Ayanamsha, HouseSystem, System, TimePrecision


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("Your Moon is in Leo.", "Your Moon is in Pisces."),
        ("Your Leo Moon loves praise.", "Your Pisces Moon loves praise."),
        ("You have a Leo Moon.", "You have a Pisces Moon."),
        ("You have a Pisces Sun.", "You have an Aries Sun."),
        ("Sun in Gemini, Moon in Taurus, Virgo rising.", "Sun in Aries, Moon in Pisces, Taurus rising."),
        (
            "Your Moon probably sits in Leo, in the ninth house.",
            "Your Moon probably sits in Pisces, in the eleventh house.",
        ),
        ("Saturn is in your 7th house.", "Saturn is in your 11th house."),
        ("Saturn sits in house 7 of your chart.", "Saturn sits in house 11 of your chart."),
        ("Aapka chandra vrishabh rashi mein hai.", "Aapka chandra meen rashi mein hai."),
        ("Saturn aapke saatve ghar mein hai.", "Saturn aapke gyarahve ghar mein hai."),
        ("आपका चंद्रमा वृषभ राशि में है।", "आपका चंद्रमा मीन राशि में है।"),
        ("आपके सप्तम भाव में शनि है।", "आपके ग्यारहवें भाव में शनि है।"),
        ("Your nakshatra is Rohini.", "Your nakshatra is Revati."),
        ("Your Moon sits at 3 degrees of Pisces.", "Your Moon sits at 18 degrees of Pisces."),
        ("Your Mercury is direct.", "Your Mercury is retrograde."),
        ("Aapka shani vakri hai.", "Aapka shani margi hai."),
        ("Your Sun squares your Mercury.", "Your Sun conjoins your Mercury."),
        ("There is a square between your Sun and Mercury.", "There is a conjunction between your Sun and Mercury."),
        ("Abhi aapki shani ki mahadasha chal rahi hai.", "Abhi aapki shukra ki mahadasha chal rahi hai."),
        ("Your Venus mahadasha began in 2019.", "Your Venus mahadasha began in 2017."),
        ("Your Venus mahadasha ends in March 2035.", "Your Venus mahadasha ends in July 2037."),
        ("Right now Jupiter is in Virgo.", "Right now Jupiter is in Leo."),
        ("Tomorrow the Moon moves into Gemini.", "Tomorrow the Moon moves into Aries."),
        ("The next full moon is on 4 December 2026.", "The next full moon is on 24 November 2026."),
        ("Mercury is retrograde right now.", "Mercury is direct right now."),
        ("You're a Leo Moon with Virgo rising.", "You're a Pisces Moon with Taurus rising."),
        ("Your Moon is in a fire sign.", "Your Moon is in a water sign."),
        ("Your Moon is not in Leo but in Taurus.", "Your Moon is not in Leo but in Pisces."),
    ],
)
def test_a_wrong_word_is_put_right_in_its_own_form(checker: ClaimChecker, said: str, right: str) -> None:
    checked = checker.check_sentence(said)
    assert checked.text == right
    assert any(finding.verdict is Verdict.REPAIRED for finding in checked.findings)


@pytest.mark.parametrize(
    "said",
    [
        "Your Sun and Moon are both in Aries.",
        "Your Moon is not in Pisces.",
        "Aapka chandra meen mein nahi hai.",
        "Your Venus is conjunct your Mars.",
        "Surya aur shani ki yuti hai aapki kundli mein.",
        "Your eleventh house is empty.",
        "You have three planets in Leo.",
        "Full moon tonight.",
        "There is an eclipse tomorrow.",
        "You're not in Sade Sati right now.",
        "You were born on a full moon.",
    ],
)
def test_what_no_word_puts_right_is_left_out(checker: ClaimChecker, said: str) -> None:
    checked = checker.check_sentence(said)
    assert checked.text == ""
    assert checked.was_dropped


@pytest.mark.parametrize(
    "said",
    [
        "Your Moon is in Pisces, and your Leo friends notice.",
        "Mars in Aries people are bold.",
        "A Leo Moon loves praise.",
        "If your Moon were in Leo, you would roar.",
        "Is your Moon in Leo?",
        "Kya aapka chandra simha mein hai?",
        "Her Moon is in Leo.",
        "Your mother's Moon is in Leo.",
        "In Ravi's chart the Moon is in Leo.",
        "Priya ka chandra simha mein hai.",
        "Your other app says your Moon is in Leo.",
        "You thought your Moon was in Leo, but it is in Pisces.",
        "Your Moon isn't in Leo.",
        "You don't have Saturn in the seventh house.",
        "Mars, the ruler of Scorpio, is in your twelfth house.",
        "Your seventh lord Mars is in the twelfth house.",
        "Saturn rules Capricorn and Aquarius.",
        "The seventh house is about partnership.",
        "Mercury retrograde is a time to look back.",
        "In the western zodiac your Moon is in Aries, in the vedic one it is in Pisces.",
        "You are in Sade Sati right now.",
        "There is a solar eclipse on 6 February 2027.",
        "You moved house on the first of March.",
        "How are you today?",
        "",
        "  ",
    ],
)
def test_what_is_true_or_claims_nothing_is_left_as_it_is(checker: ClaimChecker, said: str) -> None:
    assert checker.check_sentence(said).text == said


def test_it_means_the_body_that_was_spoken_of_last(checker: ClaimChecker) -> None:
    checker.check_sentence("Let's look at your Moon.")
    assert checker.check_sentence("It's in Leo.").text == "It's in Pisces."


@pytest.mark.parametrize(
    "said",
    [
        "Your Ascendant is Taurus.",
        "You have Taurus rising.",
        "Saturn is in your eleventh house.",
        "You're in your Venus mahadasha.",
        "Your Venus mahadasha began in 2017.",
        "Right now Saturn is moving through your eleventh house.",
        "Perhaps you have Taurus rising.",
    ],
)
def test_without_a_birth_time_no_angle_house_or_period_is_claimed(without_time: ClaimChecker, said: str) -> None:
    assert without_time.check_sentence(said).text == ""


def test_without_a_birth_time_what_holds_all_day_may_be_said(without_time: ClaimChecker) -> None:
    assert without_time.check_sentence("Your Moon is in Pisces.").text
    assert without_time.check_sentence("Your Venus is in Gemini.").text
    assert without_time.check_sentence("Without the hour I can't tell your rising sign.").text


def test_an_uncertain_sign_may_only_be_said_as_uncertain(open_it: Callable[..., ClaimChecker]) -> None:
    changing = open_it(date=date(1996, 5, 15), time=None, time_precision=TimePrecision.UNKNOWN)
    assert changing.check_sentence("Your Moon is in Pisces.").text == ""
    for said in ("Your Moon is in Pisces or in Aries.", "Your Moon is probably in Aries."):
        assert changing.check_sentence(said).text == said
    assert changing.check_sentence("Your Moon is probably in Leo.").text == "Your Moon is probably in Aries."


@pytest.mark.parametrize(
    "said",
    [
        "Your Moon is in Leo.",
        "Aapka lagna simha hai.",
        "You're in your Saturn mahadasha.",
        "Your Sun trines your Moon.",
    ],
)
def test_without_a_chart_nothing_is_said_of_the_person(without_chart: ClaimChecker, said: str) -> None:
    assert without_chart.check_sentence(said).text == ""


def test_without_a_chart_the_sky_overhead_is_still_checked(without_chart: ClaimChecker) -> None:
    assert without_chart.check_sentence("Right now Saturn is in Leo.").text == "Right now Saturn is in Aries."
    assert without_chart.check_sentence("Full moons stir up feelings.").text == "Full moons stir up feelings."


def test_the_chart_s_own_zodiac_and_ayanamsha_count(open_it: Callable[..., ClaimChecker]) -> None:
    western = open_it(system=System.WESTERN, ayanamsha=None, house_system=HouseSystem.PLACIDUS)
    assert western.check_sentence("Your Sun is in Aries.").text == "Your Sun is in Taurus."
    raman = open_it(ayanamsha=Ayanamsha.RAMAN)
    assert raman.check_sentence("Your Sun is in Aries.").text == "Your Sun is in Taurus."


def test_claims_are_counted(checker: ClaimChecker) -> None:
    checker.check_sentence("Your Moon is in Pisces.")
    checker.check_sentence("Your Moon is in Leo, in the eleventh house.")
    checker.check_sentence("Your Sun and Moon are both in Aries.")
    checker.check_sentence("How are you?")
    assert checker.report.repaired == 1
    assert checker.report.dropped == 1
    assert checker.report.checked >= 4

"""The day's five limbs: against days on record, and by how they follow each other."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from astra.chart import find_panchanga
from astra.chart.events_model import Paksha
from astra.chart.zodiac import Sign
from astra.contracts.errors import AstraError

DELHI = (28.6139, 77.2090, "Asia/Kolkata")
INDIA = ZoneInfo("Asia/Kolkata")


@pytest.mark.parametrize(
    ("day", "tithi", "paksha"),
    [
        (date(2025, 10, 21), "Amavasya", Paksha.KRISHNA),  # the new moon of Diwali, until 17:54
        (date(2026, 1, 14), "Ekadashi", Paksha.KRISHNA),  # Shattila Ekadashi
        (date(2025, 3, 14), "Purnima", Paksha.SHUKLA),  # Holi, until 12:23
        (date(2025, 8, 16), "Ashtami", Paksha.KRISHNA),  # Janmashtami
        (date(2025, 4, 6), "Navami", Paksha.SHUKLA),  # Rama Navami
    ],
)
def test_festival_days_have_their_tithi(day, tithi, paksha):
    found = find_panchanga(day, *DELHI)
    assert (found.tithi.name, found.paksha) == (tithi, paksha)


def test_the_tithi_of_diwali_ends_when_the_almanac_says():
    ends_at = find_panchanga(date(2025, 10, 21), *DELHI).tithi.ends_at.astimezone(INDIA)
    assert abs(ends_at - datetime(2025, 10, 21, 17, 54, tzinfo=INDIA)) < timedelta(minutes=2)


def test_sunrise_and_sunset_are_the_civil_ones():
    found = find_panchanga(date(2026, 6, 21), 51.5074, -0.1278, "Europe/London")
    zone = ZoneInfo("Europe/London")
    assert abs(found.sunrise - datetime(2026, 6, 21, 4, 43, tzinfo=zone)) < timedelta(minutes=2)
    assert abs(found.sunset - datetime(2026, 6, 21, 21, 22, tzinfo=zone)) < timedelta(minutes=2)
    assert found.weekday == "Ravivara"


def test_limbs_follow_each_other_over_a_month():
    days = [find_panchanga(date(2026, 2, 1) + timedelta(days=step), *DELHI) for step in range(30)]
    for today in days:
        for limb in (today.tithi, today.nakshatra, today.yoga, today.karana):
            assert today.sunrise < limb.ends_at < today.sunrise + timedelta(hours=27)
        assert today.karana.ends_at <= today.tithi.ends_at
    for today, tomorrow in pairwise(days):
        assert (tomorrow.tithi.number - today.tithi.number) % 30 in {0, 1, 2}
        has_ended = today.tithi.ends_at < tomorrow.sunrise
        assert has_ended == (tomorrow.tithi.number != today.tithi.number)


def test_the_four_fixed_karanas_stand_around_the_new_moon():
    names = {find_panchanga(date(2026, 1, 1) + timedelta(days=step), *DELHI).karana for step in range(180)}
    fixed = {limb.number: limb.name for limb in names if limb.number in {1, 58, 59, 60}}
    assert fixed == {1: "Kimstughna", 58: "Shakuni", 59: "Chatushpada", 60: "Naga"}
    assert {limb.name for limb in names if limb.number in {2, 9, 16, 23, 30, 37, 44, 51}} == {"Bava"}


def test_where_the_sun_does_not_rise_the_limbs_are_those_of_six():
    found = find_panchanga(date(2026, 12, 21), 69.65, 18.96, "Europe/Oslo")
    assert found.sunrise is None
    assert found.sunset is None
    assert found.tithi.ends_at > datetime(2026, 12, 21, 5, tzinfo=ZoneInfo("UTC"))
    assert found.sun_sign is Sign.SAGITTARIUS


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("zone", (date(2026, 1, 1), 0, 0, "Nowhere/City")),
        ("zone", (date(2026, 1, 1), 0, 0, "../etc")),
        ("day", (date(1700, 1, 1), 0, 0, "UTC")),
    ],
)
def test_unknown_zones_and_days_are_refused(field, values):
    with pytest.raises(AstraError) as caught:
        find_panchanga(*values)
    assert caught.value.field == field

"""When something is, by the day it is said on; in English, Hinglish and Hindi."""

from datetime import UTC, date, time

import pytest

from api.extraction.person_clock import find_zone
from api.extraction.when import Precision, Toward, When, resolve_when
from astra.contracts.astro import ChartInputs, HouseSystem, System, TimePrecision

SATURDAY = date(2026, 11, 21)
MUMBAI = ChartInputs(
    date=date(1992, 1, 5),
    time=time(7, 20),
    time_precision=TimePrecision.EXACT,
    latitude=19.07,
    longitude=72.88,
    place="Mumbai",
    zone="Asia/Kolkata",
    utc_offset_s=19_800,
    zone_rule="zone",
    system=System.WESTERN,
    ayanamsha=None,
    house_system=HouseSystem.WHOLE_SIGN,
)


def day(iso: str) -> When:
    return When(date.fromisoformat(iso), Precision.DAY)


def month(iso: str) -> When:
    return When(date.fromisoformat(f"{iso}-01"), Precision.MONTH)


def year(number: int) -> When:
    return When(date(number, 1, 1), Precision.YEAR)


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("next Friday", day("2026-11-27")),
        ("next Monday", day("2026-11-30")),
        ("on Monday", day("2026-11-23")),
        ("this weekend", day("2026-11-21")),
        ("in two weeks", day("2026-12-05")),
        ("in a week", day("2026-11-28")),
        ("within 3 days", day("2026-11-24")),
        ("on 3 June", day("2027-06-03")),
        ("June 3rd", day("2027-06-03")),
        ("the 3rd of June 2028", day("2028-06-03")),
        ("21 November", day("2026-11-21")),
        ("29 February", day("2028-02-29")),
        ("tomorrow", day("2026-11-22")),
        ("day after tomorrow", day("2026-11-23")),
        ("tonight", day("2026-11-21")),
        ("next month", month("2026-12")),
        ("by December", month("2026-12")),
        ("in March", month("2027-03")),
        ("next year", year(2027)),
        ("in three months", month("2027-02")),
        ("kal", day("2026-11-22")),
        ("parson", day("2026-11-23")),
        ("agle hafte", day("2026-11-28")),
        ("do hafte baad", day("2026-12-05")),
        ("shukravar ko", day("2026-11-27")),
        ("कल", day("2026-11-22")),
        ("अगले महीने", month("2026-12")),
        ("2027-03-01", day("2027-03-01")),
    ],
)
def test_what_is_to_come(said: str, when: When) -> None:
    assert resolve_when(said, SATURDAY, Toward.AHEAD) == when


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("yesterday", day("2026-11-20")),
        ("last Friday", day("2026-11-20")),
        ("on Friday", day("2026-11-20")),
        ("last week", day("2026-11-14")),
        ("three weeks back", day("2026-10-31")),
        ("last month", month("2026-10")),
        ("last June", month("2026-06")),
        ("in March", month("2026-03")),
        ("on 3 June", day("2026-06-03")),
        ("25 December", day("2025-12-25")),
        ("two years ago", year(2024)),
        ("in 2019", year(2019)),
        ("May 2024", month("2024-05")),
        ("kal", day("2026-11-20")),
        ("do saal pehle", year(2024)),
        ("pichle mahine", month("2026-10")),
        ("2018 mein", year(2018)),
        ("2024-05", month("2024-05")),
    ],
)
def test_what_was(said: str, when: When) -> None:
    assert resolve_when(said, SATURDAY, Toward.BACK) == when


@pytest.mark.parametrize(
    "said", ["", "some day", "31 February", "2026-13-01", "99 June", "soon", "the interview", "9" * 400]
)
def test_what_names_no_day(said: str) -> None:
    assert resolve_when(said, SATURDAY, Toward.AHEAD) is None
    assert resolve_when(said, SATURDAY, Toward.BACK) is None


@pytest.mark.parametrize(
    ("zone", "known"), [("Asia/Kolkata", True), ("+05:30", False), ("../etc/passwd", False), ("", False)]
)
def test_a_persons_clock(zone: str, known: bool) -> None:
    inputs = MUMBAI.model_copy(update={"zone": zone})
    assert (find_zone(inputs) is not UTC) == known
    assert find_zone(None) is UTC

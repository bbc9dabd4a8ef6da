"""What a birth's clock stood at, against clocks that are known from elsewhere, on any machine's zone data."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import TZPATH, ZoneInfo, reset_tzpath

import pytest
import yaml

from astra.birth import (
    BirthTime,
    CityTime,
    Impossible,
    Question,
    SettledTime,
    ZoneDataError,
    ZoneHint,
    assert_zone_data,
    settle_time,
)
from astra.birth.zones import zone_data
from astra.contracts.astro import TimePrecision
from astra.places import Place

_FILE = yaml.safe_load((Path(__file__).parents[2] / "fixtures" / "zone_cases.yaml").read_text(encoding="utf-8"))
_CASES = [pytest.param(case, id=f"{case['place']} {case['day']} {case['source']}") for case in _FILE["cases"]]


def _place(name: str) -> Place:
    town, country, latitude, longitude, zone = _FILE["places"][name]
    return Place(1, town, "", country, country, latitude, longitude, 1_000_000, zone)


def _hint(said: str | None) -> ZoneHint | None:
    if said is None:
        return None
    if "/" in said:
        return ZoneHint(name=said)
    if said.startswith(("+", "-")):
        hours, minutes = said[1:].split(":")
        return ZoneHint(offset_s=int(f"{said[0]}1") * (int(hours) * 3600 + int(minutes) * 60))
    return ZoneHint(abbreviation=said)


def _settle(case: dict[str, Any]) -> SettledTime | Question | Impossible:
    clock = time.fromisoformat(case["time"]) if "time" in case else None
    precision = TimePrecision.EXACT if clock else TimePrecision.UNKNOWN
    return settle_time(
        case["day"],
        BirthTime(precision, clock),
        _place(case["place"]),
        _hint(case.get("zone")),
        fold=case.get("fold"),
        city_time=CityTime(case["city_time"]) if "city_time" in case else None,
    )


def _seconds(offset: str) -> int:
    parts = [int(part) for part in offset.lstrip("-").split(":")]
    seconds = sum(part * unit for part, unit in zip(parts, (3600, 60, 1), strict=False))
    return -seconds if offset.startswith("-") else seconds


def _check(case: dict[str, Any]) -> None:
    settled = _settle(case)
    if "asks" in case:
        assert isinstance(settled, Question)
        assert settled.kind.value == case["asks"]
    elif "refuses" in case:
        assert isinstance(settled, Impossible)
        assert settled.line == case["refuses"]
    else:
        assert isinstance(settled, SettledTime), settled
        assert abs(settled.utc_offset_s - _seconds(case["offset"])) <= 1
        assert settled.rule.value == case["rule"]
        local = datetime.combine(case["day"], time.fromisoformat(case["time"]), tzinfo=UTC)
        assert settled.moment == local - timedelta(seconds=settled.utc_offset_s)
        assert bool(settled.note) == (case["rule"] != "zone")


@pytest.mark.parametrize("case", _CASES)
def test_a_clock_of_the_past_stands_as_it_stood(case: dict[str, Any]) -> None:
    _check(case)


def test_the_answers_are_the_same_without_the_systems_own_zone_data() -> None:
    own = TZPATH
    _forget_zones()
    try:
        reset_tzpath(to=[])
        assert_zone_data()
        for case in _FILE["cases"]:
            _check(case)
    finally:
        reset_tzpath(to=own)
        _forget_zones()


def test_poor_zone_data_is_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    _forget_zones()
    monkeypatch.setattr(zone_data, "_JOINED_SINCE", date(1800, 1, 1))
    own = TZPATH
    try:
        reset_tzpath(to=[])
        with pytest.raises(ZoneDataError, match="tzdata"):
            assert_zone_data()
    finally:
        reset_tzpath(to=own)
        _forget_zones()


def test_a_zone_that_is_meant_is_taken_once_it_was_asked_about() -> None:
    asked = settle_time(
        date(1990, 3, 3), BirthTime(TimePrecision.EXACT, time(6)), _place("mumbai"), ZoneHint(abbreviation="est")
    )
    assert isinstance(asked, Question)
    meant = asked.options[1].zone
    assert meant is not None
    settled = settle_time(date(1990, 3, 3), BirthTime(TimePrecision.EXACT, time(6)), _place("mumbai"), meant)
    assert isinstance(settled, SettledTime)
    assert (settled.utc_offset_s, settled.rule.value, settled.zone) == (-18000, "given_offset", "EST")


def test_an_unknown_time_settles_at_noon_and_asks_nothing() -> None:
    settled = settle_time(date(1950, 3, 3), BirthTime(TimePrecision.UNKNOWN), _place("mumbai"))
    assert isinstance(settled, SettledTime)
    assert settled.moment == datetime(1950, 3, 3, 6, 30, tzinfo=UTC)


def _forget_zones() -> None:
    zone_data._load_shared.cache_clear()  # pyright: ignore[reportPrivateUsage]  the cache would hide the other data
    zone_data._zone_names.cache_clear()  # pyright: ignore[reportPrivateUsage]
    ZoneInfo.clear_cache()

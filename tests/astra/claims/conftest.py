"""Checkers for one person whose chart is known by heart, on one fixed day."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from astra.chart import cast_chart
from astra.claims import ClaimChecker, open_checker
from astra.contracts.astro import Ayanamsha, ChartInputs, HouseSystem, System, TimePrecision

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def _inputs(**changes: Any) -> ChartInputs:
    """Vedic: Ascendant Taurus, Sun and Mars Aries (12), Moon and Saturn Pisces (11), Mercury Taurus retrograde (1),
    Venus Gemini (2), Jupiter Sagittarius retrograde (8), Rahu Virgo (5); Venus mahadasha from July 2017 to July 2037.
    """
    given: dict[str, Any] = {
        "date": date(1996, 5, 14),
        "time": time(7, 20),
        "time_precision": TimePrecision.EXACT,
        "latitude": 19.0760,
        "longitude": 72.8777,
        "place": "Mumbai",
        "zone": "Asia/Kolkata",
        "utc_offset_s": 19_800.0,
        "zone_rule": "zone",
        "system": System.VEDIC,
        "ayanamsha": Ayanamsha.LAHIRI,
        "house_system": HouseSystem.WHOLE_SIGN,
    }
    return ChartInputs(**(given | changes))


@pytest.fixture
def open_it() -> Callable[..., ClaimChecker]:
    def open_one(*, has_chart: bool = True, **changes: Any) -> ClaimChecker:
        chart = cast_chart(_inputs(**changes)) if has_chart else None
        return open_checker(chart, now=lambda: NOW, zone="Asia/Kolkata", nothing_left="Let me look again.")

    return open_one


@pytest.fixture
def checker(open_it: Callable[..., ClaimChecker]) -> ClaimChecker:
    return open_it()


@pytest.fixture
def without_time(open_it: Callable[..., ClaimChecker]) -> ClaimChecker:
    return open_it(time=None, time_precision=TimePrecision.UNKNOWN)


@pytest.fixture
def without_chart(open_it: Callable[..., ClaimChecker]) -> ClaimChecker:
    return open_it(has_chart=False)

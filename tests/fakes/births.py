"""Births to cast charts from, each a variation of one: 14 May 1996, 07:20, Mumbai."""

from datetime import date, time
from typing import Any

from astra.contracts.astro import Ayanamsha, ChartInputs, HouseSystem, System, TimePrecision


def make_birth(**changes: Any) -> ChartInputs:
    """A vedic birth in Mumbai with an exact time; `changes` by field name."""
    values: dict[str, Any] = {
        "date": date(1996, 5, 14),
        "time": time(7, 20),
        "time_precision": TimePrecision.EXACT,
        "time_margin_min": 0,
        "latitude": 19.0760,
        "longitude": 72.8777,
        "place": "Mumbai, India",
        "zone": "Asia/Kolkata",
        "utc_offset_s": 19_800.0,
        "zone_rule": "zone",
        "system": System.VEDIC,
        "ayanamsha": Ayanamsha.LAHIRI,
        "house_system": HouseSystem.WHOLE_SIGN,
    }
    return ChartInputs(**(values | changes))


def make_western(**changes: Any) -> ChartInputs:
    """The same birth, tropical with Placidus houses."""
    return make_birth(**({"system": System.WESTERN, "ayanamsha": None, "house_system": HouseSystem.PLACIDUS} | changes))


def make_unknown(**changes: Any) -> ChartInputs:
    """The same birth, the time unknown."""
    return make_birth(**({"time": None, "time_precision": TimePrecision.UNKNOWN} | changes))


def make_about(margin_min: int, **changes: Any) -> ChartInputs:
    """The same birth, the time good to `margin_min` minutes."""
    return make_birth(**({"time_precision": TimePrecision.ABOUT, "time_margin_min": margin_min} | changes))

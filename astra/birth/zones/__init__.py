"""Clocks of the past: zone data that reaches back before 1970, and what a birth's clock stood at."""

from astra.birth.zones.settle import settle_time
from astra.birth.zones.settled import SettledTime, ZoneRule
from astra.birth.zones.zone_data import ZoneDataError, assert_zone_data, load_zone

__all__ = ["SettledTime", "ZoneDataError", "ZoneRule", "assert_zone_data", "load_zone", "settle_time"]

"""The clock of a birth, settled: how far east of Greenwich it stood, and by which rule."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ZoneRule(StrEnum):
    """How the offset was found."""

    ZONE = "zone"
    LOCAL_MEAN_TIME = "local_mean_time"
    """Before the place had a standard time: four minutes of clock a degree of its own longitude."""
    WAR_TIME = "war_time"
    CITY_TIME = "city_time"
    GIVEN_OFFSET = "given_offset"


@dataclass(frozen=True, slots=True)
class SettledTime:
    """`moment` is aware, UTC; at noon of the place's clock when the time is unknown."""

    moment: datetime
    utc_offset_s: float
    zone: str
    rule: ZoneRule
    note: str = ""
    """The prompt line that tells people about the rule, empty for an ordinary day: `birth_note_war_time`, …"""

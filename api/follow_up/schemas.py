"""What a person chooses about being asked again, and what they see of it."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field

from astra.contracts.base import Wire

_ZONES = frozenset(available_timezones())
FollowUpState = Literal["planned", "sent", "declined"]


def _check_zone(zone: str) -> str:
    if zone not in _ZONES:
        raise ValueError("must be a time zone's IANA name, such as Asia/Kolkata")
    return zone


ClockTime = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="HH:MM")]
Zone = Annotated[str, Field(max_length=64), AfterValidator(_check_zone)]


class Choice(Wire):
    """Whether Astra may write first, where, and between which hours of `zone` never."""

    is_on: bool = False
    platform: Literal["telegram"] = "telegram"
    quiet_from: ClockTime = "21:00"
    quiet_until: ClockTime = "09:00"
    zone: Zone = "UTC"


class FollowUpItem(Wire):
    """Something left open: `quote` are the person's own words. `at` is when it will be asked about, or was."""

    loop_id: UUID
    kind: str
    text: str
    quote: str
    state: FollowUpState
    at: datetime


class FollowUpPage(Wire):
    """`GET /api/follow-ups`. `is_reachable` says whether there is a chat to write to."""

    choice: Choice
    is_reachable: bool
    items: list[FollowUpItem]


def read_minutes(clock: ClockTime) -> int:
    """`21:30` as minutes of the day."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def write_minutes(minutes: int) -> ClockTime:
    """The other way round."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"

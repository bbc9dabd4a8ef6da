"""The plain values of analysis."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from api.extraction.when import Precision

TieCheck = Callable[[UUID, date, str], Awaitable[bool]]
"""Whether the computed sky of a person on a date supports a tie, such as "Saturn return"."""

Tell = Callable[[UUID], Awaitable[None]]
"""Tells the talk of a session that there is something new for it."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One message of a session as analysis reads it."""

    turn_id: str
    is_user: bool
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TalkState:
    """A session as the round sees it that looks for what is to be analysed."""

    session_id: UUID
    messages: int
    endings: int
    opened_at: datetime
    has_ended: bool
    is_deleted: bool


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event, verified; its tie is not checked yet."""

    turn_id: str
    happened_on: date
    precision: Precision
    description: str
    astro_tie: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class Analysed:
    """What came of a session. Empty texts change nothing."""

    events: tuple[FoundEvent, ...] = ()
    overview: str = ""
    update: str = ""


@dataclass(frozen=True, slots=True)
class EventView:
    """An event and its receipt: the message `turn_id` of the session, with its `quote`."""

    id: UUID
    happened_on: date
    precision: Precision
    description: str
    astro_tie: str | None
    session_id: UUID
    turn_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class OverviewView:
    """Where a person is in life, and the sessions that it was gathered from, oldest first."""

    text: str
    session_ids: tuple[UUID, ...]
    updated_at: datetime

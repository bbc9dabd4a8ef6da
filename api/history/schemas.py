"""A session's words as they are shown again, found, handed out and taken in."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BeforeValidator, Field

from api.history.days import read_day
from api.session.schemas import SessionAnswer, SessionName
from astra.contracts.base import PlainText, UtteranceText, Wire
from astra.contracts.utterance import Role, RoleIn, Source
from astra.contracts.waterfall import TurnWaterfall

MAX_IMPORTED_SESSIONS = 10_000
MAX_IMPORTED_MESSAGES = 20_000
"""Of one session."""
EXPORT_VERSION = 1


def _read_day(value: object) -> object:
    day = read_day(value) if isinstance(value, str) else value
    if day is None and value is not None:
        raise ValueError("a day such as 2026-05-03 is needed")
    return day


Day = Annotated[date, BeforeValidator(_read_day)]
Cursor = Annotated[PlainText, Field(description="the next_cursor of the page before")]
ZoneName = Annotated[PlainText, Field(max_length=64, description="whose clock days are by: an IANA name; else UTC")]
Name = Annotated[PlainText, Field(max_length=64)]


class SessionQuery(Wire):
    """What to list; filters join by and. `from` and `to` are the first and the last day."""

    cursor: Cursor | None = None
    persona: Name | None = None
    platform: Annotated[PlainText, Field(max_length=16)] | None = None
    topic: Name | None = None
    first: Annotated[Day | None, Field(alias="from")] = None
    last: Annotated[Day | None, Field(alias="to")] = None
    zone: ZoneName | None = None


class SearchQuery(Wire):
    """What to look for: words, "phrases", and `persona:` `before:` `after:` `topic:` each with its value."""

    q: PlainText
    cursor: Cursor | None = None
    zone: ZoneName | None = None


class SessionPage(Wire):
    """One page of the person's sessions."""

    items: list[SessionAnswer]
    next_cursor: str | None


class MessageAnswer(Wire):
    """One message. `tool_calls` are the names of what a typed reply looked up."""

    id: UUID
    role: Role
    text: str
    at: datetime
    source: Source
    interrupted: bool
    tool_calls: list[str] = Field(default_factory=list[str])


class HistoryPage(Wire):
    """One page of a session's messages, oldest first; `previous_cursor` leads to what was said before it.

    `waterfalls` are those of its spoken replies, by message, where they were asked for.
    """

    session: SessionAnswer
    messages: list[MessageAnswer]
    next_cursor: str | None
    previous_cursor: str | None = None
    waterfalls: dict[UUID, TurnWaterfall] = Field(default_factory=dict[UUID, TurnWaterfall])


class Piece(Wire):
    """A piece of a snippet; `hit` marks what was looked for. The pieces one after the other are the snippet."""

    text: str
    hit: bool


class SearchHit(Wire):
    """One message that was found."""

    message_id: UUID
    role: Role
    at: datetime
    snippet: list[Piece]


class SearchItem(Wire):
    """A session in which something was found, its hits newest first; no hits where only prefixes were asked for."""

    session: SessionAnswer
    hits: list[SearchHit]


class SearchPage(Wire):
    """One page of what was found, newest first. A session whose hits go on behind the page comes again on the next."""

    items: list[SearchItem]
    next_cursor: str | None


class ExportFormat(StrEnum):
    """What an export is written as."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


class PortableMessage(Wire):
    """A message in an export. `id` and `source` name it where it came from."""

    id: UUID
    role: RoleIn
    text: UtteranceText
    at: AwareDatetime
    source: Source = Source.VOICE
    interrupted: bool = False


class PortableSession(Wire):
    """A session in an export."""

    session_id: UUID
    title: Annotated[PlainText, Field(max_length=120)] | None = None
    display_name: SessionName | None = None
    """What its owner calls it."""
    persona: Annotated[PlainText, Field(max_length=64)]
    platform: Annotated[str, Field(pattern=r"^[a-z]{1,16}$")] = "web"
    created_at: AwareDatetime
    last_activity: AwareDatetime
    ended_at: AwareDatetime | None = None
    topics: Annotated[tuple[Annotated[PlainText, Field(max_length=64)], ...], Field(max_length=16)] = ()
    messages: Annotated[list[PortableMessage], Field(max_length=MAX_IMPORTED_MESSAGES)]


class ImportRequest(Wire):
    """`POST /api/history/import`: what `GET /api/history/export?format=json` gave, here or elsewhere."""

    astra_export: Literal[1]
    exported_at: AwareDatetime
    sessions: Annotated[list[PortableSession], Field(max_length=MAX_IMPORTED_SESSIONS)]


class ImportAnswer(Wire):
    """How much is new, and how many messages were left out: known already, or not to be kept."""

    sessions: int
    messages: int
    skipped: int


class DayFigures(Wire):
    """One day by the person's clock: how long was talked, and how many messages there were."""

    date: date
    seconds: float
    messages: int


class TotalFigures(Wire):
    """The same days together."""

    seconds: float
    messages: int
    sessions: int


class PersonaFigure(Wire):
    """How many sessions there were with a persona."""

    persona: str
    sessions: int


class TopicFigure(Wire):
    """How many sessions were about a topic."""

    topic: str
    sessions: int


class Analytics(Wire):
    """The days asked for, oldest first and without gaps; personas and topics, the most frequent first."""

    days: list[DayFigures]
    totals: TotalFigures
    personas: list[PersonaFigure]
    topics: list[TopicFigure]

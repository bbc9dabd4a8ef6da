"""What the Memory page asks and is shown."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from astra.contracts.base import PlainText, Wire
from astra.contracts.memory_desk import MAX_STATEMENT_CHARS, MAX_TOPIC_CHARS, ForgetReceipt


class MemoryKind(StrEnum):
    """What something remembered is."""

    FACT = "fact"
    LOOP = "loop"
    EVENT = "event"
    OVERVIEW = "overview"


class Receipt(Wire):
    """Where something is known from: the person's own words, when, and the moment in the talk."""

    quote: str
    at: datetime
    session_id: UUID | None
    message_id: UUID | None
    by_hand: bool
    """Written on the Memory page or put right in a talk, and not learned from one."""


class MemoryItem(Wire):
    """One thing remembered. `at` is when it was said, for an event the moment of the words that told of it."""

    id: UUID
    kind: MemoryKind
    text: str
    at: datetime
    receipt: Receipt | None
    pinned: bool = False
    is_past: bool = False
    """A fact that something newer has replaced, or a loop that is closed."""
    held_from: datetime | None = None
    held_to: datetime | None = None
    loop_kind: str | None = None
    due_at: datetime | None = None
    happened_on: date | None = None
    precision: str | None = None
    astro_tie: str | None = None


class MemoryPage(Wire):
    """One page of what is remembered, the newest first; `counts` are of everything, by kind."""

    items: list[MemoryItem]
    counts: dict[MemoryKind, int]
    next_cursor: str | None


class CorrectItem(Wire):
    """`POST /api/memory/{id}/correct`: what holds instead."""

    text: Annotated[PlainText, Field(min_length=1, max_length=MAX_STATEMENT_CHARS, pattern=r"\S")]


class ForgetWhat(Wire):
    """`POST /api/memory/forget`: a topic in the person's own words, or `"everything"` when `all` is set."""

    what: Annotated[PlainText, Field(min_length=1, max_length=MAX_TOPIC_CHARS, pattern=r"\S")] | None = None
    memory_id: UUID | None = None
    everything: bool = False


class OffRecordToggle(Wire):
    """`PUT /api/memory/off-record`."""

    session_id: UUID
    on: bool


class ReceiptList(Wire):
    """What was forgotten so far, the newest first: when and how much, never what."""

    items: list[ForgetReceipt]

"""What a person asks of their own memory in a talk, on the wire between the worker and the service.

`POST /api/worker/sessions/{session_id}/memory/…`, service token; the person is the session's owner, never named in a
body. The in-process desk of typed chat speaks the same values.
"""

from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from astra.contracts.base import PlainText, Wire
from astra.contracts.utterance import Role

MAX_TOPIC_CHARS = 400
MAX_STATEMENT_CHARS = 2_000
MAX_RECALLED = 20

Topic = Annotated[PlainText, Field(min_length=1, max_length=MAX_TOPIC_CHARS)]
Statement = Annotated[PlainText, Field(min_length=1, max_length=MAX_STATEMENT_CHARS)]


class RecallRequest(Wire):
    """`…/memory/recall`: what is remembered about `topic`, or about the person where there is none."""

    topic: Topic | None = None


class ReceiptLine(Wire):
    """Something remembered and where it was said: `quote` is verbatim, `message_id` the moment in the talk."""

    text: str
    quote: str | None = None
    said_at: AwareDatetime | None = None
    session_id: UUID | None = None
    message_id: UUID | None = None


class Recollection(Wire):
    """What was found, the best first, and how many there are in all."""

    lines: tuple[ReceiptLine, ...]
    total: int


class Recalled(Wire):
    """A line of memory that the last reply could draw on, as the memory service had given it."""

    text: Annotated[PlainText, Field(max_length=MAX_STATEMENT_CHARS)]
    turn_ids: Annotated[tuple[PlainText, ...], Field(max_length=50)] = ()


class ExplainRequest(Wire):
    """`…/memory/explain`: where the companion knows from what it said in `reply`, or what it knows about `topic`."""

    reply: Statement | None = None
    topic: Topic | None = None
    recalled: Annotated[tuple[Recalled, ...], Field(max_length=MAX_RECALLED)] = ()


class CorrectRequest(Wire):
    """`…/memory/correct`: something remembered is wrong.

    `statement` is what the person says instead, `instead_of` the wrong part where they named it; without either, what
    `reply` said of what was `recalled` is meant.
    """

    statement: Statement | None = None
    instead_of: Topic | None = None
    reply: Statement | None = None
    recalled: Annotated[tuple[Recalled, ...], Field(max_length=MAX_RECALLED)] = ()


class Corrected(Wire):
    """What was taken back, and what stands in its place; both empty when nothing remembered was meant."""

    retracted: tuple[str, ...]
    learned: str | None = None
    wrong: tuple[str, ...] = ()
    """The wrong values themselves ("Mumbai"): what of the talk so far repeats them is not shown to a model again."""


class ForgetRequest(Wire):
    """`…/memory/forget`: what would go, listed before anything does. Exactly one of the three says what.

    `just_said` means the person's last message in this session before the request was made.
    """

    topic: Topic | None = None
    just_said: bool = False
    everything: bool = False


class ForgetItem(Wire):
    """One thing that would go: `kind` is `message`, `fact`, `loop`, `event` or `overview`."""

    kind: str
    text: str
    at: AwareDatetime | None = None
    role: Role | None = None
    session_id: UUID | None = None
    message_id: UUID | None = None


class ForgetPreview(Wire):
    """What would go, by kind in `counts`; `items` are the first of them. Nothing has happened yet."""

    forget_id: UUID
    items: tuple[ForgetItem, ...]
    counts: dict[str, int]
    expires_at: AwareDatetime


class ForgetReceipt(Wire):
    """What went, counted by kind and without its content."""

    receipt_id: UUID
    at: AwareDatetime
    counts: dict[str, int]
    item_ids: tuple[str, ...] = ()
    """The worker's ids of the utterances of this session that went: they must leave its own history too."""


class OffRecordRequest(Wire):
    """`…/memory/off-record`: from `at` on (the moment of the words that asked), nothing said is kept, or again."""

    on: bool
    at: AwareDatetime


class OffRecordState(Wire):
    """Whether a session is off the record now, and since when."""

    session_id: UUID
    on: bool
    since: AwareDatetime | None = None

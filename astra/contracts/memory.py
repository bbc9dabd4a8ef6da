"""The memory service on the wire: the same shapes for the built-in one and for any other behind `SYNAPSE_URL`.

Field names on the wire are camelCase. What we send is closed to unknown fields; what comes back is read defensively
by `astra.memory`, because somebody else may have written it.
"""

from datetime import date, datetime
from typing import Annotated

from pydantic import AwareDatetime, ConfigDict, Field
from pydantic.alias_generators import to_camel

from astra.contracts.base import PlainText, Wire
from astra.contracts.utterance import RoleIn

MAX_TRANSCRIPT_TURNS = 10_000
MAX_QUERY_CHARS = 4_000
MAX_FACTS = 50

Id = Annotated[PlainText, Field(min_length=1, max_length=128)]


class MemoryWire(Wire):
    """Base of the memory service's models."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=to_camel, validate_by_name=True, serialize_by_alias=True
    )


class TranscriptTurn(MemoryWire):
    """One final utterance of a transcript; `speaker` is a name where the role alone does not tell who spoke."""

    turn_id: Id
    role: RoleIn
    text: Annotated[PlainText, Field(max_length=20_000)]
    at: AwareDatetime | None = None
    speaker: Annotated[PlainText, Field(max_length=80)] | None = None


class SessionIngest(MemoryWire):
    """`POST /session/ingest`: the transcript of a session, in order. A longer one of the same session replaces it."""

    user_id: Id
    session_id: Id
    started_at: AwareDatetime
    ended_at: AwareDatetime | None = None
    transcript: Annotated[list[TranscriptTurn], Field(max_length=MAX_TRANSCRIPT_TURNS)]


class StartBriefRequest(MemoryWire):
    """`POST /session/startbrief`."""

    user_id: Id
    session_id: Id
    now: AwareDatetime | None = None


class BriefRequest(MemoryWire):
    """`POST /session/brief`."""

    user_id: Id
    session_id: Id


class BriefItem(MemoryWire):
    """Something worth knowing at the start: `kind` is `loop`, `fact`, `event` or whatever a service calls it."""

    kind: str
    text: str
    date: str | None = None


class StartBrief(MemoryWire):
    """The answer of both briefs; the simpler one leaves more of it empty."""

    bridge_text: str | None = None
    items: tuple[BriefItem, ...] = ()
    current_focus: str | None = None
    time_gap_minutes: float | None = None


class MemoryQuery(MemoryWire):
    """`POST /memory/query`; `from` and `to` bound the day something was said, both included."""

    user_id: Id
    query: Annotated[PlainText, Field(min_length=1, max_length=MAX_QUERY_CHARS)]
    include_context: bool = False
    limit: Annotated[int, Field(ge=1, le=MAX_FACTS)] = 10
    from_: Annotated[date | datetime | None, Field(alias="from")] = None
    to: date | datetime | None = None


class MemoryFact(MemoryWire):
    """A line of memory: `date` is when it was said, `score` grows with relevance, `turn_ids` are its receipts."""

    text: str
    date: str | None = None
    score: float = 0.0
    turn_ids: tuple[str, ...] = ()


class MemoryFacts(MemoryWire):
    """The answer of `/memory/query`, best first."""

    facts: list[MemoryFact]


class LoopsRequest(MemoryWire):
    """`POST /memory/loops`."""

    user_id: Id


class Loop(MemoryWire):
    """Something promised, planned or worried about that is not closed yet."""

    text: str
    opened_at: AwareDatetime
    due_at: AwareDatetime | None = None
    turn_ids: tuple[str, ...] = ()


class Loops(MemoryWire):
    """The answer of `/memory/loops`."""

    loops: list[Loop]

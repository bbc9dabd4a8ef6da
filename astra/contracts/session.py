"""Sessions as the wire knows them: why they end, and what the worker needs to know to begin."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from astra.contracts.astro import AstroContext
from astra.contracts.base import PlainText, Wire
from astra.contracts.utterance import Role


class EndReason(StrEnum):
    """Why a session ended."""

    USER = "user"
    NEW_CHAT = "new_chat"
    DELETED = "deleted"
    LEFT = "left"
    IDLE = "idle"
    API = "api"


class DispatchMetadata(Wire):
    """What the dispatch of an agent carries, as JSON, in the job's metadata."""

    session_id: UUID


class PastMessage(Wire):
    """A message of the active session, as the model may see it again; `item_id` as it was reported, if it was."""

    role: Role
    text: str
    at: AwareDatetime
    item_id: str | None = None


class UpdateKind(StrEnum):
    """What the companion is to be told in the background, once."""

    CHART_READY = "chart_ready"
    BIRTH_QUESTION = "birth_question"
    CONTEXTUAL = "contextual"


class PendingUpdate(Wire):
    """Something that came up beside the talk: told in the next turn, ticked off when that turn is committed."""

    id: UUID
    kind: UpdateKind
    text: Annotated[PlainText, Field(min_length=1, max_length=2_000)]


class Correction(Wire):
    """What the person put right in this session: `right` instead of `wrong`, in the words of `said`."""

    said: str
    right: str
    wrong: str | None = None
    at: AwareDatetime


class SessionContext(Wire):
    """All that the worker needs before it greets: `GET /api/worker/sessions/{session_id}/context`.

    `context_version` grows whenever something in here, or in this person's memory, has changed behind the talk; a
    worker that sees a higher one fetches the context anew.
    """

    session_id: UUID
    user_id: UUID
    user_identity: str
    persona: str
    display_name: str | None
    language: Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")] = "en"
    next_seq: Annotated[int, Field(ge=1)]
    messages: list[PastMessage]
    """The last messages of this session, oldest first; empty for a new one."""
    previous_session_ended_at: AwareDatetime | None
    """When the user's last other session with anything in it ended; None for a stranger."""
    previous_greeting: str | None = None
    """With which words their last other talk began, where the companion spoke first: not to be said again."""
    idle_close_s: Annotated[float, Field(gt=0)]
    grace_s: Annotated[float, Field(gt=0)]
    context_version: Annotated[int, Field(ge=0)] = 0
    memory_version: Annotated[int, Field(ge=0)] = 0
    """Grows when something remembered was corrected or forgotten: what memory said before counts no more."""
    zone: str = "UTC"
    """The IANA zone in which the person's "yesterday" is meant."""
    astro: AstroContext | None = None
    updates: tuple[PendingUpdate, ...] = ()
    """Not told yet, oldest first."""
    rolling_summary: str | None = None
    rolling_summary_session_id: UUID | None = None
    """The session that the summary is of; one of another session is never shown."""
    corrections: tuple[Correction, ...] = ()
    """What the person put right in this session so far, oldest first."""
    off_record: bool = False
    forgotten_item_ids: tuple[str, ...] = ()
    """Utterances of this session that the person had forgotten: no model may see them again."""


class ToldRequest(Wire):
    """`POST /api/worker/sessions/{session_id}/told`: these updates were in a reply that the person got."""

    update_ids: Annotated[list[UUID], Field(max_length=100)]


class EndRequest(Wire):
    """`POST /api/worker/sessions/{session_id}/end`: the worker reports that it has closed."""

    reason: EndReason

"""What opening, closing and listing sessions takes and answers."""

from datetime import datetime
from uuid import UUID

from astra.contracts.base import PlainText, Wire


class OpenRequest(Wire):
    """`POST /api/session`: a new session, or the one named."""

    persona: PlainText | None = None
    session_id: UUID | None = None


class EndSessionRequest(Wire):
    """`POST /conversation/end`."""

    session_id: UUID


class SessionAnswer(Wire):
    """A session as lists and histories show it. Moments are UTC."""

    session_id: UUID
    title: str | None
    persona: str
    platform: str
    created_at: datetime
    last_activity: datetime
    ended_at: datetime | None
    duration_s: float | None
    message_count: int
    active: bool
    current: bool


class PersonaAnswer(Wire):
    """A persona that a session can have."""

    name: str
    title: str
    description: str
    language: str


class PersonaList(Wire):
    """All personas."""

    items: list[PersonaAnswer]

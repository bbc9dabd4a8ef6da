"""A session's words as they are shown again."""

from datetime import datetime
from uuid import UUID

from api.session.schemas import SessionAnswer
from astra.contracts.base import Wire
from astra.contracts.utterance import Role, Source


class SessionPage(Wire):
    """One page of the person's sessions."""

    items: list[SessionAnswer]
    next_cursor: str | None


class MessageAnswer(Wire):
    """One message."""

    id: UUID
    role: Role
    text: str
    at: datetime
    source: Source
    interrupted: bool


class HistoryPage(Wire):
    """One page of a session's messages, oldest first."""

    session: SessionAnswer
    messages: list[MessageAnswer]
    next_cursor: str | None

"""What sharing a conversation takes, and what the link shows."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from astra.contracts.base import Wire
from astra.contracts.utterance import Role

MAX_DAYS = 90
DEFAULT_DAYS = 7


class ShareRequest(Wire):
    """`POST /api/session/{session_id}/share`."""

    expires_in_days: Annotated[int, Field(ge=1, le=MAX_DAYS, strict=True)] = DEFAULT_DAYS


class ShareMade(Wire):
    """A new share. `url` is its path on this service; it is told this once, for only a hash of it is kept."""

    share_id: UUID
    url: str
    expires_at: datetime


class ShareAnswer(Wire):
    """A share as its owner's list shows it; `url` is never known any more."""

    share_id: UUID
    session_id: UUID
    title: str | None
    url: str | None = None
    created_at: datetime
    expires_at: datetime
    revoked: bool


class ShareList(Wire):
    """The person's shares, the newest first."""

    items: list[ShareAnswer]


class SharedMessageAnswer(Wire):
    """One message of a shared conversation."""

    role: Role
    text: str
    at: datetime
    interrupted: bool


class SharedTalkAnswer(Wire):
    """A shared conversation as it was when it was shared, and nothing of whose it is. `at` is when it began."""

    title: str | None
    persona: str
    at: datetime
    messages: list[SharedMessageAnswer]

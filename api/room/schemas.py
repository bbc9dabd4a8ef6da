"""Rooms as the rest of the service sees them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from astra.contracts.base import Wire


class TokenAnswer(Wire):
    """What a page needs to join the room of a session."""

    session_id: UUID
    room: str
    url: str
    token: str


@dataclass(frozen=True, slots=True)
class Occupancy:
    """Who is in a room: whether the person is, and the identities of the agents."""

    user_present: bool
    agents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispatch:
    """An agent that was sent for: the dispatch's id and when it was made."""

    id: str
    created_at: datetime

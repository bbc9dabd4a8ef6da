"""What goes over the wire when a conversation is carried to another device."""

from datetime import datetime
from uuid import UUID

from astra.contracts.base import Wire


class CarryLinkMade(Wire):
    """A new link. `url` is its path on this service; it is told this once, for only a hash of it is kept."""

    url: str
    expires_at: datetime


class CarryArrived(Wire):
    """The conversation that the link led to; it is the person's current one from here on."""

    session_id: UUID

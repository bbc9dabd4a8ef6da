"""Which of a person's sessions a list is to show."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SessionFilter:
    """What must be true of a session; None asks for nothing. `topic` is a topic's key.

    Of a span of time it must have had a part: it was last used at `since` or later, and began before `until`.
    """

    persona: str | None = None
    platform: str | None = None
    topic: str | None = None
    since: datetime | None = None
    until: datetime | None = None


ANY_SESSION = SessionFilter()

"""What the service keeps of a session for the companion's mind."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class SessionMindRow(Table, table=True):
    """One row a session, made when there is something to keep.

    `context_version` grows with every piece of news for the session's mind, `memory_version` with those that make what
    memory said at the start untrue. The rolling summary covers the first `summed_count` messages that were reported.
    `handed_count` is how many messages the session had when its transcript was last handed to the memory service, at
    `handed_at`.
    """

    __tablename__ = "session_mind"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    session_id: UUID = Field(primary_key=True, foreign_key="session.id", ondelete="CASCADE")
    context_version: int = Field(default=0)
    memory_version: int = Field(default=0)
    rolling_summary: str | None = Field(default=None)
    rolling_summary_session_id: UUID | None = Field(default=None)
    summed_count: int = Field(default=0)
    handed_count: int = Field(default=0)
    handed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

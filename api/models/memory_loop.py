"""Something promised, planned or worried about, from the utterance that opened it to the one that closed it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class MemoryLoop(Table, table=True):
    """A loop. `kind` is `plan`, `promise` or `worry`; it is open while `closed_at` is empty."""

    __tablename__ = "memory_loop"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method
    __table_args__ = (
        Index("ix_memory_loop_open", "user_id", "closed_at"),
        Index("ix_memory_loop_session", "user_id", "session_id"),
    )

    id: UUID = Field(primary_key=True)
    user_id: str = Field(max_length=128)
    session_id: str = Field(max_length=128)
    turn_id: str = Field(max_length=128)
    place: int = Field(default=0)
    kind: str = Field(max_length=16)
    text: str = Field(max_length=400)
    quote: str
    opened_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_by: UUID | None = Field(default=None)
    """The closing that closed it."""

"""One session that memory has a transcript of."""

from datetime import datetime

from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class MemorySession(Table, table=True):
    """A remembered session. `length` is how many turns its transcript had when it came, forgotten ones included."""

    __tablename__ = "memory_session"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    user_no: int = Field(primary_key=True, foreign_key="memory_user.user_no", ondelete="CASCADE")
    session_id: str = Field(primary_key=True, max_length=128)
    started_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_at: datetime = Field(sa_type=UtcDateTime)
    length: int
    taken_at: datetime = Field(sa_type=UtcDateTime)

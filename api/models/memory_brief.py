"""A start brief that was made for a session, kept until something new is learned or forgotten."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class MemoryBrief(Table, table=True):
    """A cached start brief. How long ago the last talk was is reckoned when it is served, from `last_at`."""

    __tablename__ = "memory_brief"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    user_no: int = Field(primary_key=True, foreign_key="memory_user.user_no", ondelete="CASCADE")
    session_id: str = Field(primary_key=True, max_length=128)
    answer: dict[str, Any] = Field(sa_type=JSON)
    last_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    made_at: datetime = Field(sa_type=UtcDateTime)

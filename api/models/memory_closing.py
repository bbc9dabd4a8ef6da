"""An utterance that says that something planned, promised or worried about is over."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class MemoryClosing(Table, table=True):
    """A closing; `about` names what is over, in words that are compared with those of open loops."""

    __tablename__ = "memory_closing"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method
    __table_args__ = (Index("ix_memory_closing_session", "user_id", "session_id"),)

    id: UUID = Field(primary_key=True)
    user_id: str = Field(max_length=128)
    session_id: str = Field(max_length=128)
    turn_id: str = Field(max_length=128)
    place: int = Field(default=0)
    about: str = Field(max_length=400)
    quote: str
    said_at: datetime = Field(sa_type=UtcDateTime)

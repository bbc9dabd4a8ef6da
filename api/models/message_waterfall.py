"""Where the time of a spoken turn went, beside the reply that answered it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, Index
from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class MessageWaterfall(Table, table=True):
    """The stages of `TurnWaterfall` with their milliseconds, and its links; no word of anybody's. `at` is the reply's.

    It goes with its message, whatever deletes that.
    """

    __tablename__ = "message_waterfall"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method
    __table_args__ = (Index("ix_message_waterfall_session", "session_id", "at"),)

    message_id: UUID = Field(primary_key=True, foreign_key="message.id", ondelete="CASCADE")
    session_id: UUID = Field(foreign_key="session.id", ondelete="CASCADE")
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    stages_ms: dict[str, float] = Field(sa_type=JSON)
    providers: dict[str, str] = Field(sa_type=JSON)

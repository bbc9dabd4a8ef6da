"""How far a session has been analysed."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class SessionAnalysis(Table, table=True):
    """The mark of an analysis: `messages` of the session were there then, and whether it had `ended`."""

    __tablename__ = "session_analysis"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    session_id: UUID = Field(primary_key=True, foreign_key="session.id", ondelete="CASCADE")
    messages: int
    ended: bool
    analysed_at: datetime = Field(sa_type=UtcDateTime)

"""One asking about something that was left open."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class FollowUp(Table, table=True):
    """That a loop was asked about, or is not to be (`outcome` `sent` or `declined`): once, and without its words."""

    __tablename__ = "follow_up"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    loop_id: UUID = Field(primary_key=True)
    user_id: UUID = Field(foreign_key="user.id", index=True, ondelete="CASCADE")
    outcome: str = Field(max_length=16)
    at: datetime = Field(sa_type=UtcDateTime)

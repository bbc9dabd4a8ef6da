"""Two or three sentences on where a person is in life, and which sessions they come from."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class UserOverview(Table, table=True):
    """The overview of a person as it is now; `session_ids` are all the sessions that went into it, oldest first."""

    __tablename__ = "user_overview"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    user_id: UUID = Field(primary_key=True, foreign_key="user.id", ondelete="CASCADE")
    text: str = Field(max_length=800)
    session_ids: list[str] = Field(sa_type=JSON)
    updated_at: datetime = Field(sa_type=UtcDateTime)

"""What a session is called after it was analysed, unless the person calls it something else."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class SessionCaption(Table, table=True):
    """The title that was made of a session's own words; empty when none of them tells what it was about."""

    __tablename__ = "session_caption"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    session_id: UUID = Field(primary_key=True, foreign_key="session.id", ondelete="CASCADE")
    title: str | None = Field(default=None, max_length=120)
    made_at: datetime = Field(sa_type=UtcDateTime)

"""The stretches of a session of which nothing is kept."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class OffRecord(Table, table=True):
    """A stretch off the record, both ends included; it lasts while `to_at` is empty."""

    __tablename__ = "off_record"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    id: UUID = Field(primary_key=True)
    session_id: UUID = Field(foreign_key="session.id", ondelete="CASCADE", index=True)
    from_at: datetime = Field(sa_type=UtcDateTime)
    to_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

"""What came up beside a talk and is to be told in it, once."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class PendingUpdate(Table, table=True):
    """An update for a session; `kind` is an `astra.contracts.session.UpdateKind`. Told when `told_at` is set."""

    __tablename__ = "pending_update"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method
    __table_args__ = (Index("ix_pending_update_session", "session_id", "told_at"),)

    id: UUID = Field(primary_key=True)
    user_id: UUID = Field(foreign_key="user.id", ondelete="CASCADE", index=True)
    session_id: UUID = Field(foreign_key="session.id", ondelete="CASCADE")
    kind: str = Field(max_length=32)
    text: str = Field(max_length=2_000)
    created_at: datetime = Field(sa_type=UtcDateTime)
    told_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

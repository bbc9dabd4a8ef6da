"""An account elsewhere that a person may sign in with."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class LinkedAccount(Table, table=True):
    """One account of a person at a provider (`google`), by the provider's own lasting name for it (`subject`).

    The provider's tokens are used once while signing in and kept nowhere.
    """

    __tablename__ = "linked_account"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method
    __table_args__ = (UniqueConstraint("user_id", "provider"),)

    provider: str = Field(primary_key=True, max_length=16)
    subject: str = Field(primary_key=True, max_length=255)
    user_id: UUID = Field(foreign_key="user.id", ondelete="CASCADE")
    linked_at: datetime = Field(sa_type=UtcDateTime)

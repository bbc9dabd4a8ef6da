"""A link by which a person goes on with a conversation on another device."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class CarryLink(Table, table=True):
    """A link of which only the SHA-256 of its secret is kept. It is gone once it was used."""

    __tablename__ = "carry_link"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    secret_hash: str = Field(primary_key=True, max_length=64)
    session_id: UUID = Field(foreign_key="session.id", index=True, ondelete="CASCADE")
    user_id: UUID = Field(foreign_key="user.id", index=True, ondelete="CASCADE")
    expires_at: datetime = Field(sa_type=UtcDateTime)

"""A conversation that its owner lets others read by a link."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class SharedTalk(Table, table=True):
    """A share link. Of the secret in it only the SHA-256 is kept; what it shows stands in `shared_message`.

    `session_at` is when the conversation began. A share that is revoked or has expired keeps no words.
    """

    __tablename__ = "shared_talk"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    id: UUID = Field(primary_key=True)
    user_id: UUID = Field(foreign_key="user.id", ondelete="CASCADE", index=True)
    session_id: UUID = Field(foreign_key="session.id", ondelete="CASCADE", index=True)
    token_hash: str = Field(max_length=64, unique=True)
    title: str | None = Field(default=None, max_length=120)
    persona: str = Field(max_length=64)
    session_at: datetime = Field(sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

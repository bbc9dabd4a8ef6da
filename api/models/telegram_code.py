"""A code by which somebody on Telegram shows that an account of the page is theirs."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class TelegramCode(Table, table=True):
    """A code of which only the SHA-256 is kept; a person has one at most. With `session_id` that talk goes on there."""

    __tablename__ = "telegram_code"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    code_hash: str = Field(primary_key=True, max_length=64)
    user_id: UUID = Field(foreign_key="user.id", unique=True, ondelete="CASCADE")
    session_id: UUID | None = Field(default=None)
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)

"""Who somebody on Telegram is here."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class TelegramAccount(Table, table=True):
    """An account on Telegram as one of our people.

    Whoever writes unknown gets a person of their own (`is_linked` false). Linking by a code adds a second row that
    stands for an account of the page and goes before the first, which comes back when the link is undone.
    `session_id` is the talk that was chosen to go on here; `voice` is `text` or `voice`, as replies are wanted.
    """

    __tablename__ = "telegram_account"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method
    __table_args__ = (UniqueConstraint("telegram_id", "is_linked"),)

    id: UUID = Field(primary_key=True)
    telegram_id: int = Field(sa_type=BigInteger)
    user_id: UUID = Field(foreign_key="user.id", index=True, ondelete="CASCADE")
    is_linked: bool
    voice: str = Field(default="text", max_length=8)
    session_id: UUID | None = Field(default=None)
    blocked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    linked_at: datetime = Field(sa_type=UtcDateTime)

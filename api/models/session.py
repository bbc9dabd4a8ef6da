"""One conversation on one platform, from first hello to end."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class Session(Table, table=True):
    """A session. Its row outlives its deletion as a tombstone, so that late utterances can't bring it back.

    `room` is the room it runs in, or last ran in, until that room is known to be gone; `room_close_at` says from when
    on that room must go. `ended_at` is taken back when the session is opened again.
    """

    __table_args__ = (Index("ix_session_user_activity", "user_id", "last_activity"),)

    id: UUID = Field(primary_key=True)
    user_id: UUID = Field(foreign_key="user.id", ondelete="CASCADE")
    sign_in_id: UUID | None = Field(default=None, index=True)
    persona: str = Field(max_length=64)
    display_name: str | None = Field(default=None, max_length=80)
    platform: str = Field(default="web", max_length=16)
    title: str | None = Field(default=None, max_length=120)
    created_at: datetime = Field(sa_type=UtcDateTime)
    opened_at: datetime = Field(sa_type=UtcDateTime)
    last_activity: datetime = Field(sa_type=UtcDateTime)
    last_user_message_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    message_count: int = Field(default=0)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    end_reason: str | None = Field(default=None, max_length=16)
    endings: int = Field(default=0)
    duration_s: float | None = Field(default=None)
    deleted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    room: str | None = Field(default=None, max_length=64, index=True)
    room_close_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

"""One conversation on one platform, from first hello to end."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, Index
from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class Session(Table, table=True):
    """A session. Its row outlives its deletion as a tombstone, so that late utterances can't bring it back.

    `room` is the room it runs in, or last ran in, until that room is known to be gone; `room_close_at` says from when
    on that room must go. `ended_at` is taken back when the session is opened again.

    `chosen_at` is when the person last chose it: of all their sessions the newest choice is the current one. `intent`
    is the click that made it, so that a click that is sent twice makes one session. `revision` grows with every change
    of its messages; `hot_key` locks what caches hold of them, and is replaced when something is to be forgotten.
    """

    __table_args__ = (
        Index("ix_session_user_activity", "user_id", "last_activity"),
        Index("ix_session_user_ended", "user_id", "ended_at"),
        Index("ix_session_user_chosen", "user_id", "chosen_at"),
        Index("uq_session_user_intent", "user_id", "intent", unique=True),
    )

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
    chosen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    intent: UUID | None = Field(default=None)
    labels: dict[str, str] | None = Field(default=None, sa_type=JSON)
    revision: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    hot_key: str | None = Field(default=None, max_length=44)

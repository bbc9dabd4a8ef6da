"""One pinned piece of a person's birth details, with where it came from."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class BirthDetail(Table, table=True):
    """A piece: `date`, `time`, `place`, `zone`, `system` or `houses`.

    `value` is the piece as JSON. `source` is `voice`, `typed`, `form` or `google`; for what was said, `session_id` and
    `message_id` name the utterance, and stay as bare ids when that is deleted.
    """

    __tablename__ = "birth_detail"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    user_id: UUID = Field(primary_key=True, foreign_key="user.id", ondelete="CASCADE")
    piece: str = Field(primary_key=True, max_length=16)
    value: dict[str, Any] = Field(sa_type=JSON)
    precision: str | None = Field(default=None, max_length=16)
    source: str = Field(max_length=16)
    session_id: UUID | None = Field(default=None)
    message_id: UUID | None = Field(default=None)
    at: datetime = Field(sa_type=UtcDateTime)

"""Where the talk about somebody's birth details stands."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class BirthTalk(Table, table=True):
    """What was understood but is not settled yet (`state`, as JSON), and whether a reading is wanted.

    `question` is the kind of the one question that is open, if any; `session_id` is where the details were talked of
    last.
    """

    __tablename__ = "birth_talk"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    user_id: UUID = Field(primary_key=True, foreign_key="user.id", ondelete="CASCADE")
    state: dict[str, Any] = Field(sa_type=JSON)
    question: str | None = Field(default=None, max_length=32)
    wants_reading: bool = Field(default=False)
    session_id: UUID | None = Field(default=None)
    at: datetime = Field(sa_type=UtcDateTime)

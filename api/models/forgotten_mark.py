"""What forgotten words leave behind, so that nothing late brings them back: keyed hashes, never the words."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class ForgottenMark(Table, table=True):
    """A mark. `kind` is `item` (a worker's id of an utterance), `text` (all its words) or `term` (a word of a topic).

    The terms of one topic share a `topic_id`; together they bar whatever holds them all. A mark bars what was said up
    to `until`: who says it again later means it.
    """

    __tablename__ = "forgotten_mark"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method
    __table_args__ = (Index("ix_forgotten_mark_user_kind", "user_id", "kind", "mark"),)

    id: UUID = Field(primary_key=True)
    user_id: UUID = Field(foreign_key="user.id", ondelete="CASCADE")
    kind: str = Field(max_length=8)
    mark: str = Field(max_length=64)
    topic_id: UUID | None = Field(default=None)
    until: datetime = Field(sa_type=UtcDateTime)

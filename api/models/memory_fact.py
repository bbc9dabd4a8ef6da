"""What is known of a person now or was true once, settled from claims; it can be thrown away and built again."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, Index
from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class MemoryFact(Table, table=True):
    """A fact with its receipt (`quote`, `turn_id`, `session_id`, `said_at`: the newest utterance it rests on).

    `valid_from` and `valid_to` say when it held in the world, `learned_at` when we learned it. `status` is `current`,
    `superseded` or `retracted`. All that it rests on are the claims that name it.
    """

    __tablename__ = "memory_fact"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method
    __table_args__ = (
        Index("ix_memory_fact_group", "user_id", "subject_key", "predicate"),
        Index("ix_memory_fact_status", "user_id", "status", "said_at"),
    )

    id: UUID = Field(primary_key=True)
    user_id: str = Field(max_length=128)
    subject: str = Field(max_length=80)
    subject_key: str = Field(max_length=80)
    predicate: str = Field(max_length=40)
    object: str = Field(max_length=240)
    object_key: str = Field(max_length=240)
    text: str = Field(max_length=400)
    entities: list[str] = Field(sa_type=JSON)
    valid_from: datetime | None = Field(default=None, sa_type=UtcDateTime)
    valid_to: datetime | None = Field(default=None, sa_type=UtcDateTime)
    learned_at: datetime = Field(sa_type=UtcDateTime)
    said_at: datetime = Field(sa_type=UtcDateTime)
    status: str = Field(max_length=16)
    pinned: bool = Field(default=False)
    origin: str = Field(max_length=16)
    quote: str
    turn_id: str | None = Field(default=None, max_length=128)
    session_id: str | None = Field(default=None, max_length=128)

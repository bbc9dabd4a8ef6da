"""Which sessions the facts were learned from, so that the same transcript is not read twice."""

from datetime import datetime

from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class MemoryLearned(Table, table=True):
    """A session that was learned from. `content_hash` is of the transcript as it was then; no words are kept here."""

    __tablename__ = "memory_learned"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    user_id: str = Field(primary_key=True, max_length=128)
    session_id: str = Field(primary_key=True, max_length=128)
    content_hash: str = Field(max_length=64)
    learned_at: datetime = Field(sa_type=UtcDateTime)

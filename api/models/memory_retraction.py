"""What the person said is not true, as keyed hashes: a quote that was retracted is never learned from again."""

from datetime import datetime

from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class MemoryRetraction(Table, table=True):
    """One retracted claim. `key_hash` is keyed by the person and tells nothing of what it stands for."""

    __tablename__ = "memory_retraction"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    user_id: str = Field(primary_key=True, max_length=128)
    key_hash: str = Field(primary_key=True, max_length=64)
    retracted_at: datetime = Field(sa_type=UtcDateTime)

"""Whose memory it is: what all memory rows of one user id hang on."""

from sqlalchemy import JSON, BigInteger
from sqlmodel import Field

from api.models.base import Table


class MemoryUser(Table, table=True):
    """A user of the memory service, who need not be a person of ours: `user_id` is whatever a caller calls them.

    `user_no` is what rows and search indexes hold instead of that string. The turns of a user are numbered within one
    block of numbers, `next_place` being the next free place in it. `tombstone_key` is the key of the marks that
    forgotten turns leave. `speakers` are the names that turns were spoken under.
    """

    __tablename__ = "memory_user"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    user_no: int | None = Field(default=None, primary_key=True)
    user_id: str = Field(max_length=128, unique=True)
    next_place: int = Field(default=8, sa_type=BigInteger)
    turn_count: int = Field(default=0)
    tombstone_key: str = Field(max_length=64)
    speakers: list[str] = Field(sa_type=JSON)

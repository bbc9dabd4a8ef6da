"""One remembered turn of a transcript."""

import datetime as dt

from sqlalchemy import BigInteger, Index, Integer, UniqueConstraint
from sqlmodel import Field

from api.models.base import Table, UtcDateTime

_BIG = BigInteger().with_variant(Integer(), "sqlite")


class MemoryTurn(Table, table=True):
    """A turn. `no` is its number in the user's block: neighbours in a talk have neighbouring numbers, talks have gaps.

    `day` is the day on which it was said by the clock of whoever sent it; `at` is the same moment in UTC.
    The words that it is found by stand in `memory_index` under the same number.
    """

    __tablename__ = "memory_turn"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method
    __table_args__ = (
        UniqueConstraint("user_no", "session_id", "turn_id"),
        Index("ix_memory_turn_user_no_day", "user_no", "day"),
    )

    no: int = Field(primary_key=True, sa_type=_BIG, sa_column_kwargs={"autoincrement": False})  # pyright: ignore[reportArgumentType, reportCallIssue]  an instance is a type to SQLAlchemy
    user_no: int = Field(foreign_key="memory_user.user_no", ondelete="CASCADE")
    session_id: str = Field(max_length=128)
    turn_id: str = Field(max_length=128)
    role: str = Field(max_length=16)
    speaker: str | None = Field(default=None, max_length=80)
    text: str
    at: dt.datetime = Field(sa_type=UtcDateTime)
    day: dt.date

"""What a remembered turn or a fact means, as numbers: only where embeddings are switched on."""

from uuid import UUID

from sqlalchemy import BigInteger, Index, Integer
from sqlmodel import Field

from api.models.base import Table

_BIG = BigInteger().with_variant(Integer(), "sqlite")


class MemoryVector(Table, table=True):
    """A unit vector of one turn (`turn_no`) or one fact (`fact_id`), never both: `dimension` little-endian float32.

    `model` is the name under which it was made; vectors of different models can't be compared. It goes with its turn,
    its fact and its user, whatever deletes them.
    """

    __tablename__ = "memory_vector"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method
    __table_args__ = (Index("ix_memory_vector_user_no_turn_no", "user_no", "turn_no"),)

    id: int | None = Field(default=None, primary_key=True)
    user_no: int = Field(foreign_key="memory_user.user_no", ondelete="CASCADE")
    turn_no: int | None = Field(
        default=None,
        sa_type=_BIG,  # pyright: ignore[reportArgumentType, reportCallIssue]  an instance is a type to SQLAlchemy
        foreign_key="memory_turn.no",
        ondelete="CASCADE",
        unique=True,
    )
    fact_id: UUID | None = Field(default=None, foreign_key="memory_fact.id", ondelete="CASCADE", unique=True)
    model: str = Field(max_length=220)
    dimension: int
    vector: bytes

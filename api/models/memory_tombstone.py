"""The mark that a forgotten turn leaves, so that no transcript can bring it back."""

from sqlmodel import Field

from api.models.base import Table


class MemoryTombstone(Table, table=True):
    """A keyed hash of what was forgotten (a turn's id, its words, or a whole session), never the words themselves."""

    __tablename__ = "memory_tombstone"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    user_no: int = Field(primary_key=True, foreign_key="memory_user.user_no", ondelete="CASCADE")
    mark: str = Field(primary_key=True, max_length=64)

"""The index by which facts are found: the stems of a fact's words."""

from uuid import UUID

from sqlmodel import Field

from api.models.base import Table


class MemoryFactTerm(Table, table=True):
    """One stem of one fact. It goes with its fact."""

    __tablename__ = "memory_fact_term"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    user_id: str = Field(primary_key=True, max_length=128)
    term: str = Field(primary_key=True, max_length=64)
    fact_id: UUID = Field(primary_key=True, foreign_key="memory_fact.id", ondelete="CASCADE", index=True)

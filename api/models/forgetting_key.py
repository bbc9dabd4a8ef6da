"""The key of a person's marks of forgotten words."""

from uuid import UUID

from sqlmodel import Field

from api.models.base import Table


class ForgettingKey(Table, table=True):
    """A secret that marks are hashed with; it is made with the first mark and goes with the person."""

    __tablename__ = "forgetting_key"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    user_id: UUID = Field(primary_key=True, foreign_key="user.id", ondelete="CASCADE")
    secret: str = Field(max_length=64)

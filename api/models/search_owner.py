"""Whose messages the search index holds: a small number in the place of a person's id."""

from uuid import UUID

from sqlmodel import Field

from api.models.base import Table


class SearchOwner(Table, table=True):
    """A person in the search index. Every word of theirs is indexed under `user_no`, and so are their rows."""

    __tablename__ = "search_owner"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    user_no: int | None = Field(default=None, primary_key=True)
    user_id: UUID = Field(foreign_key="user.id", ondelete="CASCADE", unique=True)

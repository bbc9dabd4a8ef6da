"""Which conversation of an export became which of ours."""

from uuid import UUID

from sqlmodel import Field

from api.models.base import Table


class ImportedTalk(Table, table=True):
    """A person imported the conversation that was `origin_id` where it came from; here it is `session_id`."""

    __tablename__ = "imported_talk"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    user_id: UUID = Field(primary_key=True, foreign_key="user.id", ondelete="CASCADE")
    origin_id: UUID = Field(primary_key=True)
    session_id: UUID = Field(foreign_key="session.id", ondelete="CASCADE", index=True)

"""What a session was about, in a word or two each."""

from uuid import UUID

from sqlmodel import Field

from api.models.base import Table


class SessionTopic(Table, table=True):
    """One topic of a session: `key` is what filters compare, `label` what is shown; `place` 0 is the main one."""

    __tablename__ = "session_topic"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    session_id: UUID = Field(primary_key=True, foreign_key="session.id", ondelete="CASCADE")
    key: str = Field(primary_key=True, max_length=64)
    label: str = Field(max_length=64)
    place: int

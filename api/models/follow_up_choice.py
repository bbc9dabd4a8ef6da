"""Whether and when somebody wants to be asked again about what was left open."""

from uuid import UUID

from sqlmodel import Field

from api.models.base import Table


class FollowUpChoice(Table, table=True):
    """A person's choice; without a row nobody is written to.

    `quiet_from` and `quiet_until` are minutes of the day in `zone`: between them, over midnight too, nothing is sent.
    """

    __tablename__ = "follow_up_choice"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    user_id: UUID = Field(primary_key=True, foreign_key="user.id", ondelete="CASCADE")
    is_on: bool
    platform: str = Field(max_length=16)
    quiet_from: int
    quiet_until: int
    zone: str = Field(max_length=64)

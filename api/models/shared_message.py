"""One message of a shared conversation, as it was when it was shared."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class SharedMessage(Table, table=True):
    """A message of a share, in the order of `place`. It goes when the message that it was copied from is deleted."""

    __tablename__ = "shared_message"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    share_id: UUID = Field(primary_key=True, foreign_key="shared_talk.id", ondelete="CASCADE")
    place: int = Field(primary_key=True)
    message_id: UUID = Field(foreign_key="message.id", ondelete="CASCADE", index=True)
    role: str = Field(max_length=16)
    text: str
    at: datetime = Field(sa_type=UtcDateTime)
    interrupted: bool = Field(default=False)

"""One sign-in of one browser: what the cookie points to."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class SignIn(Table, table=True):
    """A cookie session. The cookie holds a secret of which only the SHA-256 is kept here.

    `device` names the browser in plain words ("Firefox on Linux") for the person's list; no more of it is kept.
    """

    __tablename__ = "sign_in"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    id: UUID = Field(primary_key=True)
    secret_hash: str = Field(max_length=64, unique=True)
    user_id: UUID = Field(foreign_key="user.id", index=True, ondelete="CASCADE")
    created_at: datetime = Field(sa_type=UtcDateTime)
    last_used_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    device: str | None = Field(default=None, max_length=80)
    current_session_id: UUID | None = Field(default=None)
    """The session this browser opened last."""

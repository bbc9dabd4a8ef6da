"""One attempt to sign in with Google, from leaving for Google to coming back."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class GoogleAttempt(Table, table=True):
    """An attempt that may come back once. State, nonce and verifier are derived from a secret in the browser's cookie.

    `state_hash` is the SHA-256 of the state; `user_id` is who was signed in when it began, and will be linked.
    """

    __tablename__ = "google_attempt"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    state_hash: str = Field(primary_key=True, max_length=64)
    user_id: UUID | None = Field(default=None, foreign_key="user.id", ondelete="CASCADE", index=True)
    next_path: str = Field(max_length=512)
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)

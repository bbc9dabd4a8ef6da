"""A question that is open for a few minutes: shall this be forgotten?"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class ForgetRequest(Table, table=True):
    """What somebody asked to have forgotten and has not confirmed. The row goes when it is confirmed or has expired."""

    __tablename__ = "forget_request"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    id: UUID = Field(primary_key=True)
    user_id: UUID = Field(foreign_key="user.id", ondelete="CASCADE", index=True)
    session_id: UUID | None = Field(default=None)
    asked: dict[str, Any] = Field(sa_type=JSON)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)

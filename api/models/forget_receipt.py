"""That something was forgotten, and how much of it: never what."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class ForgetReceipt(Table, table=True):
    """A receipt; it has the id of the request that was confirmed. `counts` are numbers by kind.

    `items` are the worker's ids of the utterances that went, by session: a talk that is going on must drop them too.
    """

    __tablename__ = "forget_receipt"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    id: UUID = Field(primary_key=True)
    user_id: UUID = Field(foreign_key="user.id", ondelete="CASCADE", index=True)
    at: datetime = Field(sa_type=UtcDateTime)
    counts: dict[str, Any] = Field(sa_type=JSON)
    items: dict[str, Any] = Field(sa_type=JSON)

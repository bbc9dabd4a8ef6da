"""One utterance of a session, as stored."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class Message(Table, table=True):
    """An utterance.

    Rows that the worker reported have `item_id` and `seq`; rows that only a page claims (`source` page) have neither.
    The order of a session is (`anchor`, `place`): a worker's row stands at its own `seq` and place 0, a page's row
    stands behind the worker's row `anchor` at a place between 0 and 1. `page_at` is the page's own time of the
    utterance, in milliseconds, also on worker's rows that a page claimed too. `node` is what made a typed reply, and
    `tool_calls` are the names of what it looked up.
    """

    __table_args__ = (
        UniqueConstraint("session_id", "item_id"),
        UniqueConstraint("session_id", "seq"),
        Index("ix_message_order", "session_id", "anchor", "place"),
    )

    id: UUID = Field(primary_key=True)
    session_id: UUID = Field(foreign_key="session.id", ondelete="CASCADE")
    item_id: str | None = Field(default=None, max_length=128)
    seq: int | None = Field(default=None, sa_type=BigInteger)
    anchor: int = Field(sa_type=BigInteger)
    place: float = Field(default=0.0)
    role: str = Field(max_length=16)
    source: str = Field(max_length=16)
    text: str
    generated: str | None = Field(default=None)
    sent: str | None = Field(default=None)
    interrupted: bool = Field(default=False)
    at: datetime = Field(sa_type=UtcDateTime)
    page_at: int | None = Field(default=None, sa_type=BigInteger)
    stored_at: datetime = Field(sa_type=UtcDateTime)
    node: str | None = Field(default=None, max_length=16)
    tool_calls: list[str] | None = Field(default=None, sa_type=JSON)

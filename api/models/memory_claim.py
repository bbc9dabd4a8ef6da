"""What one utterance says of somebody, verified against the words it was said with: the raw material of facts."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Index
from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class MemoryClaim(Table, table=True):
    """A claim: `quote` stands verbatim in the user's turn `turn_id`. Facts are settled from claims alone.

    `stance` is `holds`, `ended`, `denied` or `ceased`. `origin` is `talk`, or `correction` for what the person wrote,
    which has neither turn nor session. `place` orders the claims of one moment.
    """

    __tablename__ = "memory_claim"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method
    __table_args__ = (
        Index("ix_memory_claim_group", "user_id", "subject_key", "predicate"),
        Index("ix_memory_claim_session", "user_id", "session_id"),
        Index("ix_memory_claim_turn", "user_id", "turn_id"),
    )

    id: UUID = Field(primary_key=True)
    user_id: str = Field(max_length=128)
    session_id: str | None = Field(default=None, max_length=128)
    turn_id: str | None = Field(default=None, max_length=128)
    place: int = Field(default=0)
    said_at: datetime = Field(sa_type=UtcDateTime)
    learned_at: datetime = Field(sa_type=UtcDateTime)
    origin: str = Field(max_length=16)
    subject: str = Field(max_length=80)
    subject_key: str = Field(max_length=80)
    predicate: str = Field(max_length=40)
    object: str = Field(max_length=240)
    object_key: str = Field(max_length=240)
    stance: str = Field(max_length=16)
    since: date | None = Field(default=None)
    until: date | None = Field(default=None)
    text: str | None = Field(default=None, max_length=400)
    """The person's own wording of the fact, where they wrote it."""
    quote: str
    entities: list[str] = Field(sa_type=JSON)
    fact_id: UUID | None = Field(default=None, index=True)
    """The fact that it came to."""

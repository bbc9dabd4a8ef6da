"""Dated things that happened to a person, each with the utterance it is known from."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class LifeEvent(Table, table=True):
    """An event. `precision` is `day`, `month` or `year`: how much of `happened_on` is known.

    `astro_tie` is empty unless the computed sky of that date supports it. `turn_id` is the message it rests on.
    """

    __tablename__ = "life_event"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method
    __table_args__ = (Index("ix_life_event_user_date", "user_id", "happened_on"),)

    id: UUID = Field(primary_key=True)
    user_id: UUID = Field(foreign_key="user.id", ondelete="CASCADE")
    session_id: UUID = Field(foreign_key="session.id", ondelete="CASCADE", index=True)
    turn_id: str = Field(max_length=128)
    happened_on: date
    precision: str = Field(max_length=8)
    description: str = Field(max_length=300)
    astro_tie: str | None = Field(default=None, max_length=300)
    quote: str
    created_at: datetime = Field(sa_type=UtcDateTime)

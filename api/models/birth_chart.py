"""The current chart of a person, computed once and kept until its inputs change."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class BirthChart(Table, table=True):
    """One row a person. `inputs` are the `ChartInputs` it was computed from and `inputs_hash` their SHA-256.

    `facts` is the computed chart as JSON, `snapshot` its form for the prompt; `engine` and `flag` tell which ephemeris
    answered.
    """

    __tablename__ = "birth_chart"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    user_id: UUID = Field(primary_key=True, foreign_key="user.id", ondelete="CASCADE")
    inputs_hash: str = Field(max_length=64)
    inputs: dict[str, Any] = Field(sa_type=JSON)
    facts: dict[str, Any] = Field(sa_type=JSON)
    snapshot: str
    engine: str = Field(max_length=64)
    flag: int
    computed_at: datetime = Field(sa_type=UtcDateTime)

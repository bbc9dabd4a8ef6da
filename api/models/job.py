"""A piece of work that follows from something stored, kept beside it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index
from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class Job(Table, table=True):
    """A leased job. `fence` grows with every claim: who holds an older number has lost the job and can't finish it.

    Jobs with the same `lane` are done one after the other, in the order in which they were put in.
    """

    __table_args__ = (Index("ix_job_claim", "state", "run_at"), Index("ix_job_lane", "lane", "created_at"))

    id: UUID = Field(primary_key=True)
    kind: str = Field(max_length=64)
    payload: dict[str, Any] = Field(sa_type=JSON)
    dedup_key: str | None = Field(default=None, max_length=200, unique=True)
    lane: str | None = Field(default=None, max_length=80)
    state: str = Field(default="ready", max_length=16)
    run_at: datetime = Field(sa_type=UtcDateTime)
    attempts: int = Field(default=0)
    fence: int = Field(default=0)
    leased_by: str | None = Field(default=None, max_length=64)
    leased_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_error: str | None = Field(default=None, max_length=200)
    created_at: datetime = Field(sa_type=UtcDateTime)
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

"""The last heartbeat of each worker."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class WorkerHeartbeat(Table, table=True):
    """What a worker said of itself last, and when."""

    __tablename__ = "worker_heartbeat"  # pyright: ignore[reportAssignmentType]  SQLModel declares it as a method

    worker_id: str = Field(primary_key=True, max_length=128)
    agent_name: str = Field(max_length=128)
    at: datetime = Field(sa_type=UtcDateTime)
    jobs: int
    spool_backlog: int
    chains: dict[str, Any] = Field(sa_type=JSON)

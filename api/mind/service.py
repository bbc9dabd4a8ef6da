"""What other features may do with what is kept for the mind, within their own transaction."""

from dataclasses import dataclass
from uuid import UUID

from api.db import AsyncSession
from api.mind import repository


@dataclass(frozen=True, slots=True)
class KeptForMind:
    """What is kept of a session for its mind."""

    context_version: int = 0
    memory_version: int = 0
    rolling_summary: str | None = None
    rolling_summary_session_id: UUID | None = None


async def read_kept(db: AsyncSession, session_id: UUID) -> KeptForMind:
    """What is kept of a session; nothing of a new one."""
    row = await repository.find(db, session_id)
    if row is None:
        return KeptForMind()
    return KeptForMind(row.context_version, row.memory_version, row.rolling_summary, row.rolling_summary_session_id)


async def read_version(db: AsyncSession, session_id: UUID) -> int:
    """The version of a session's context."""
    return await repository.read_version(db, session_id)


async def drop_session(db: AsyncSession, session_id: UUID) -> None:
    """A session was deleted: its summary goes as well."""
    await repository.drop(db, session_id)


async def drop_summaries(db: AsyncSession, user_id: UUID) -> None:
    """Something was forgotten: no summary may hold it."""
    await repository.drop_summaries(db, user_id)

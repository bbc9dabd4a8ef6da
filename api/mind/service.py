"""What other features may do with what is kept for the mind, within their own transaction."""

from uuid import UUID

from api.db import AsyncSession
from api.mind import repository


async def read_version(db: AsyncSession, session_id: UUID) -> int:
    """The version of a session's context."""
    return await repository.read_version(db, session_id)


async def drop_session(db: AsyncSession, session_id: UUID) -> None:
    """A session was deleted: its summary goes as well."""
    await repository.drop(db, session_id)


async def drop_summaries(db: AsyncSession, user_id: UUID) -> None:
    """Something was forgotten: no summary may hold it."""
    await repository.drop_summaries(db, user_id)

"""What deleting an account finds and removes by itself; everything else goes with the user's row."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import Job, Session, User

_AT_ONCE = 400


async def list_open_sessions(db: AsyncSession, user_id: UUID) -> list[Session]:
    """The sessions of a user that are active or may still have a room."""
    found = await db.exec(
        select(Session).where(
            Session.user_id == user_id,
            (col(Session.ended_at).is_(None) & col(Session.deleted_at).is_(None)) | col(Session.room).is_not(None),
        )
    )
    return list(found.all())


async def list_session_ids(db: AsyncSession, user_id: UUID) -> list[UUID]:
    """All sessions of a user, deleted ones too."""
    return list((await db.exec(select(Session.id).where(Session.user_id == user_id))).all())


async def is_there(db: AsyncSession, user_id: UUID) -> bool:
    """Whether a user exists."""
    return (await db.exec(select(User.id).where(User.id == user_id))).first() is not None


async def delete_user(db: AsyncSession, user_id: UUID) -> None:
    """Delete a user's row, and with it all rows that hang on it."""
    await db.exec(delete(User).where(col(User.id) == user_id))


async def delete_jobs(
    db: AsyncSession, user_id: UUID, session_ids: Sequence[UUID], *, but_not: str | None = None
) -> None:
    """Delete the jobs, done or not, that name a user or one of these sessions; those of the kind `but_not` stay."""
    is_theirs = col(Job.payload)["user_id"].as_string() == str(user_id)
    await db.exec(delete(Job).where(is_theirs, col(Job.kind) != (but_not or "")))
    names = [str(session_id) for session_id in session_ids]
    for start in range(0, len(names), _AT_ONCE):
        some = names[start : start + _AT_ONCE]
        await db.exec(delete(Job).where(col(Job.payload)["session_id"].as_string().in_(some)))


async def delete_done_jobs(db: AsyncSession, kind: str, *, before: datetime) -> None:
    """Delete the jobs of a kind that were done before a moment."""
    await db.exec(delete(Job).where(col(Job.kind) == kind, col(Job.state) == "done", col(Job.finished_at) < before))

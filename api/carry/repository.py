"""Links to conversations in the database."""

from datetime import datetime
from uuid import UUID

from sqlmodel import col, delete, or_
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import CarryLink


async def replace(db: AsyncSession, link: CarryLink, *, now: datetime) -> None:
    """Store a link in place of the one that the conversation had; those whose time is over go as well."""
    await db.exec(
        delete(CarryLink).where(or_(col(CarryLink.session_id) == link.session_id, col(CarryLink.expires_at) <= now))
    )
    db.add(link)
    await db.flush()


async def take(db: AsyncSession, secret_hash: str, user_id: UUID, *, now: datetime) -> UUID | None:
    """Use a person's link up, in one statement, so that it is used once: the session that it leads to."""
    taken = await db.exec(
        delete(CarryLink)
        .where(
            col(CarryLink.secret_hash) == secret_hash,
            col(CarryLink.user_id) == user_id,
            col(CarryLink.expires_at) > now,
        )
        .returning(col(CarryLink.session_id))
    )
    row = taken.first()
    return None if row is None else row[0]

"""Choices about being asked again, and what was asked, in the database."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import FollowUp, FollowUpChoice


async def find_choice(db: AsyncSession, user_id: UUID) -> FollowUpChoice | None:
    """A person's choice, if they made one."""
    return await db.get(FollowUpChoice, user_id)


async def store_choice(db: AsyncSession, choice: FollowUpChoice) -> None:
    """Store a choice in the place of the one before."""
    await db.merge(choice)
    await db.flush()


async def list_willing(db: AsyncSession) -> list[FollowUpChoice]:
    """Those who want to be asked."""
    found = await db.exec(
        select(FollowUpChoice).where(col(FollowUpChoice.is_on).is_(True)).order_by(col(FollowUpChoice.user_id))
    )
    return list(found.all())


async def list_of(db: AsyncSession, user_id: UUID) -> dict[UUID, FollowUp]:
    """What a person was asked about, or is not to be, by loop."""
    found = await db.exec(select(FollowUp).where(FollowUp.user_id == user_id))
    return {row.loop_id: row for row in found.all()}


async def find(db: AsyncSession, loop_id: UUID) -> FollowUp | None:
    """What became of a loop."""
    return await db.get(FollowUp, loop_id)


async def read_last_sent(db: AsyncSession, user_id: UUID) -> datetime | None:
    """When a person was last asked about something."""
    found = await db.exec(select(func.max(FollowUp.at)).where(FollowUp.user_id == user_id, FollowUp.outcome == "sent"))
    return found.one()


async def add(db: AsyncSession, row: FollowUp) -> None:
    """Note what became of a loop."""
    db.add(row)
    await db.flush()

"""Events, the overview and what is still to be told of a person, as their Memory page and a forgetting need them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import BirthChart, BirthDetail, BirthTalk, LifeEvent, PendingUpdate, UserOverview


async def list_events(db: AsyncSession, user_id: UUID) -> list[LifeEvent]:
    """A person's events, the newest first."""
    found = await db.exec(
        select(LifeEvent).where(LifeEvent.user_id == user_id).order_by(col(LifeEvent.happened_on).desc())
    )
    return list(found.all())


async def find_overview(db: AsyncSession, user_id: UUID) -> UserOverview | None:
    """The overview of a person, if there is one."""
    return (await db.exec(select(UserOverview).where(UserOverview.user_id == user_id))).first()


async def change_event(db: AsyncSession, event: LifeEvent, text: str) -> None:
    """Put an event right; a tie to the sky was made for the old words and goes with them."""
    event.description, event.astro_tie = text, None
    db.add(event)
    await db.flush()


async def change_overview(db: AsyncSession, overview: UserOverview, text: str, *, now: datetime) -> None:
    """Put the overview right."""
    overview.text, overview.updated_at = text, now
    db.add(overview)
    await db.flush()


async def delete_events(db: AsyncSession, user_id: UUID, event_ids: Sequence[UUID]) -> None:
    """Remove events for good."""
    await db.exec(delete(LifeEvent).where(col(LifeEvent.user_id) == user_id, col(LifeEvent.id).in_(event_ids)))


async def delete_overview(db: AsyncSession, user_id: UUID) -> None:
    """Remove the overview; the next analysis writes one from what is left."""
    await db.exec(delete(UserOverview).where(col(UserOverview.user_id) == user_id))


async def delete_updates(db: AsyncSession, user_id: UUID) -> None:
    """Remove what was or is to be told of a person: any of it may speak of what is forgotten."""
    await db.exec(delete(PendingUpdate).where(col(PendingUpdate.user_id) == user_id))


async def delete_updates_about(db: AsyncSession, user_id: UUID, is_about: Callable[[str], bool]) -> None:
    """Remove what was or is to be told of a person where it speaks of something."""
    for update in (await db.exec(select(PendingUpdate).where(PendingUpdate.user_id == user_id))).all():
        if is_about(update.text):
            await db.delete(update)
    await db.flush()


async def delete_birth(db: AsyncSession, user_id: UUID) -> None:
    """Remove all that a person told of their birth, and the chart that was made of it."""
    for table in (BirthTalk, BirthChart, BirthDetail):
        await db.exec(delete(table).where(col(table.user_id) == user_id))


async def delete_birth_talk(db: AsyncSession, user_id: UUID) -> None:
    """Remove what was understood of a person's birth but is not settled."""
    await db.exec(delete(BirthTalk).where(col(BirthTalk.user_id) == user_id))

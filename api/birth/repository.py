"""Pinned birth details, the talk about them, and the current chart, in the database."""

from uuid import UUID

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import BirthChart, BirthDetail, BirthTalk


async def list_details(db: AsyncSession, user_id: UUID) -> list[BirthDetail]:
    """Every pinned piece of a person."""
    found = await db.exec(select(BirthDetail).where(BirthDetail.user_id == user_id).order_by(col(BirthDetail.piece)))
    return list(found.all())


async def put_detail(db: AsyncSession, detail: BirthDetail) -> None:
    """Pin a piece in place of what was pinned before."""
    await db.merge(detail)
    await db.flush()


async def delete_details(db: AsyncSession, user_id: UUID, pieces: set[str]) -> None:
    """Unpin pieces."""
    await db.exec(
        delete(BirthDetail).where(col(BirthDetail.user_id) == user_id, col(BirthDetail.piece).in_(sorted(pieces)))
    )


async def find_talk(db: AsyncSession, user_id: UUID) -> BirthTalk | None:
    """Where the talk about the details stands."""
    return (await db.exec(select(BirthTalk).where(BirthTalk.user_id == user_id))).first()


async def put_talk(db: AsyncSession, talk: BirthTalk) -> None:
    """Keep where the talk stands."""
    await db.merge(talk)
    await db.flush()


async def delete_talk(db: AsyncSession, user_id: UUID) -> None:
    """There is nothing unsettled any more."""
    await db.exec(delete(BirthTalk).where(col(BirthTalk.user_id) == user_id))


async def find_chart(db: AsyncSession, user_id: UUID) -> BirthChart | None:
    """The person's current chart."""
    return (await db.exec(select(BirthChart).where(BirthChart.user_id == user_id))).first()


async def put_chart(db: AsyncSession, chart: BirthChart) -> None:
    """Keep a chart in place of the one before."""
    await db.merge(chart)
    await db.flush()


async def delete_chart(db: AsyncSession, user_id: UUID) -> None:
    """The chart holds no longer."""
    await db.exec(delete(BirthChart).where(col(BirthChart.user_id) == user_id))

"""Pinned birth details, the talk about them, and the current chart, in the database."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import String, Uuid, bindparam
from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import BirthChart, BirthDetail, BirthTalk, Job, Message, Session, User
from astra.contracts.utterance import Role, Source


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


async def list_details_of_session(db: AsyncSession, user_id: UUID, session_id: UUID) -> list[BirthDetail]:
    """The pieces that were said in a session."""
    found = await db.exec(
        select(BirthDetail).where(BirthDetail.user_id == user_id, BirthDetail.session_id == session_id)
    )
    return list(found.all())


async def find_talk(db: AsyncSession, user_id: UUID) -> BirthTalk | None:
    """Where the talk about the details stands."""
    return (await db.exec(select(BirthTalk).where(BirthTalk.user_id == user_id))).first()


async def find_talk_and_chart(db: AsyncSession, user_id: UUID) -> tuple[BirthTalk | None, BirthChart | None]:
    """Where the talk about the details stands, and the person's current chart."""
    found = await db.exec(
        select(BirthTalk, BirthChart)
        .select_from(User)
        .join(BirthTalk, col(BirthTalk.user_id) == col(User.id), isouter=True)
        .join(BirthChart, col(BirthChart.user_id) == col(User.id), isouter=True)
        .where(User.id == user_id)
    )
    return found.first() or (None, None)


async def find_talk_and_waiting(db: AsyncSession, user_id: UUID, key_prefix: str) -> tuple[BirthTalk | None, bool]:
    """Where the talk about the details stands, and whether a job whose key begins so is still to be done."""
    begins = key_prefix.replace("/", "//").replace("%", "/%").replace("_", "/_")
    found = await db.exec(_TALK_AND_WAITING, params={"user_id": user_id, "begins": begins})
    return found.first() or (None, False)


_waiting = select(Job.id).where(
    col(Job.dedup_key).startswith(bindparam("begins", type_=String()), escape="/"),
    col(Job.state).in_(("ready", "leased")),
)
_TALK_AND_WAITING = (
    select(BirthTalk, _waiting.exists())
    .select_from(User)
    .join(BirthTalk, col(BirthTalk.user_id) == col(User.id), isouter=True)
    .where(col(User.id) == bindparam("user_id", type_=Uuid()))
)
"""Made once: making it takes longer than running it, and every message that is typed runs it."""


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


async def lock_user(db: AsyncSession, user_id: UUID) -> None:
    """Hold the person's row until the transaction ends, so that two jobs don't pin over each other."""
    await db.exec(select(User.id).where(User.id == user_id).with_for_update())


async def find_session(db: AsyncSession, session_id: UUID) -> Session | None:
    """A session that was not deleted."""
    found = await db.exec(select(Session).where(Session.id == session_id, col(Session.deleted_at).is_(None)))
    return found.first()


async def list_active_of(db: AsyncSession, user_id: UUID) -> list[Session]:
    """The person's sessions that are going on."""
    found = await db.exec(
        select(Session).where(
            Session.user_id == user_id, col(Session.ended_at).is_(None), col(Session.deleted_at).is_(None)
        )
    )
    return list(found.all())


async def list_said(db: AsyncSession, session_id: UUID, message_ids: Sequence[UUID]) -> list[Message]:
    """Those of the messages that the person really said, in order; what only a page claims is left out."""
    found = await db.exec(
        select(Message)
        .where(
            Message.session_id == session_id,
            col(Message.id).in_(message_ids),
            Message.role == Role.USER.value,
            Message.source != Source.PAGE.value,
        )
        .order_by(col(Message.anchor), col(Message.place))
    )
    return list(found.all())

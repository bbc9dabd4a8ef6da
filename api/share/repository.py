"""Shares in the database."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import col, delete, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import SharedMessage, SharedTalk


async def add(db: AsyncSession, share: SharedTalk, messages: Sequence[SharedMessage]) -> None:
    """Store a share with what it shows."""
    db.add(share)
    await db.flush()
    db.add_all(messages)
    await db.flush()


async def find_owned(db: AsyncSession, user_id: UUID, share_id: UUID) -> SharedTalk | None:
    """A person's own share."""
    found = await db.exec(
        select(SharedTalk).where(SharedTalk.id == share_id, SharedTalk.user_id == user_id).with_for_update()
    )
    return found.first()


async def find_open(db: AsyncSession, token_hash: str, now: datetime) -> SharedTalk | None:
    """The share of a link that still holds."""
    found = await db.exec(
        select(SharedTalk).where(
            SharedTalk.token_hash == token_hash, col(SharedTalk.revoked_at).is_(None), SharedTalk.expires_at > now
        )
    )
    return found.first()


async def count_open(db: AsyncSession, user_id: UUID, now: datetime) -> int:
    """How many links of a person still hold."""
    found = await db.exec(
        select(SharedTalk.id).where(
            SharedTalk.user_id == user_id, col(SharedTalk.revoked_at).is_(None), SharedTalk.expires_at > now
        )
    )
    return len(found.all())


async def list_owned(db: AsyncSession, user_id: UUID, limit: int) -> list[SharedTalk]:
    """A person's shares, the newest first."""
    found = await db.exec(
        select(SharedTalk)
        .where(SharedTalk.user_id == user_id)
        .order_by(col(SharedTalk.created_at).desc(), col(SharedTalk.id))
        .limit(limit)
    )
    return list(found.all())


async def list_messages(db: AsyncSession, share_id: UUID) -> list[SharedMessage]:
    """What a share shows, in order."""
    found = await db.exec(
        select(SharedMessage).where(SharedMessage.share_id == share_id).order_by(col(SharedMessage.place))
    )
    return list(found.all())


async def revoke(db: AsyncSession, share: SharedTalk, now: datetime) -> None:
    """Make a link hold no more; its words go."""
    share.revoked_at = share.revoked_at or now
    db.add(share)
    await db.exec(delete(SharedMessage).where(col(SharedMessage.share_id) == share.id))


async def drop_words_of_expired(db: AsyncSession, now: datetime) -> None:
    """Delete what links showed that hold no more."""
    over = select(SharedTalk.id).where(SharedTalk.expires_at <= now)
    await db.exec(delete(SharedMessage).where(col(SharedMessage.share_id).in_(over)))


async def drop_titles(db: AsyncSession, session_ids: Collection[UUID]) -> None:
    """Take the titles off the shares of sessions."""
    await db.exec(update(SharedTalk).where(col(SharedTalk.session_id).in_(session_ids)).values(title=None))


async def delete_of_sessions(db: AsyncSession, session_ids: Collection[UUID]) -> None:
    """Delete all shares of sessions."""
    of_sessions = select(SharedTalk.id).where(col(SharedTalk.session_id).in_(session_ids))
    await db.exec(delete(SharedMessage).where(col(SharedMessage.share_id).in_(of_sessions)))
    await db.exec(delete(SharedTalk).where(col(SharedTalk.session_id).in_(session_ids)))

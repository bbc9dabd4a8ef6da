"""Stretches off the record, marks of forgotten words, requests to forget and their receipts, in the database."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from api.memory.marks import Barred, Mark, MarkKind
from api.models import ForgetReceipt, ForgetRequest, ForgettingKey, ForgottenMark, OffRecord, Session
from astra.kit.ids import new_id

_CHUNK = 500


async def list_off_record(db: AsyncSession, session_id: UUID) -> list[OffRecord]:
    """The stretches of a session off the record, oldest first."""
    found = await db.exec(select(OffRecord).where(OffRecord.session_id == session_id).order_by(col(OffRecord.from_at)))
    return list(found.all())


async def read_bars(db: AsyncSession, session_id: UUID) -> tuple[list[OffRecord], str | None]:
    """What may bar words from a session: its stretches off the record, and the key of its person's marks if any."""
    found = await db.exec(
        select(OffRecord, ForgettingKey.secret)
        .select_from(Session)
        .join(OffRecord, col(OffRecord.session_id) == col(Session.id), isouter=True)
        .join(ForgettingKey, col(ForgettingKey.user_id) == col(Session.user_id), isouter=True)
        .where(Session.id == session_id)
        .order_by(col(OffRecord.from_at))
    )
    rows = cast("Sequence[tuple[OffRecord | None, str | None]]", found.all())
    return [stretch for stretch, _ in rows if stretch is not None], next((secret for _, secret in rows), None)


async def add_off_record(db: AsyncSession, session_id: UUID, from_at: datetime) -> OffRecord:
    """Begin a stretch."""
    row = OffRecord(id=new_id(), session_id=session_id, from_at=from_at)
    db.add(row)
    await db.flush()
    return row


async def end_off_record(db: AsyncSession, row: OffRecord, to_at: datetime) -> None:
    """End a stretch."""
    row.to_at = to_at
    db.add(row)
    await db.flush()


async def read_secret(db: AsyncSession, user_id: UUID) -> str | None:
    """The key of a person's marks; None when they have none."""
    return (await db.exec(select(ForgettingKey.secret).where(ForgettingKey.user_id == user_id))).first()


async def add_secret(db: AsyncSession, user_id: UUID, secret: str) -> None:
    """Keep the key of a person's marks."""
    db.add(ForgettingKey(user_id=user_id, secret=secret))
    await db.flush()


async def add_marks(db: AsyncSession, user_id: UUID, marks: Iterable[Mark]) -> None:
    """Keep marks."""
    db.add_all(
        ForgottenMark(
            id=new_id(),
            user_id=user_id,
            kind=mark.kind.value,
            mark=mark.digest,
            topic_id=mark.topic_id,
            until=mark.until,
        )
        for mark in marks
    )
    await db.flush()


async def find_barred(db: AsyncSession, user_id: UUID, digests: Sequence[str], since: datetime) -> Barred:
    """The marks among these digests, and the topics that may bar something said at `since` or later."""
    moments: dict[str, datetime] = {}
    for start in range(0, len(digests), _CHUNK):
        chunk = digests[start : start + _CHUNK]
        rows = await db.exec(
            select(ForgottenMark.mark, ForgottenMark.until).where(
                ForgottenMark.user_id == user_id,
                col(ForgottenMark.kind).in_((MarkKind.ITEM.value, MarkKind.TEXT.value)),
                col(ForgottenMark.mark).in_(chunk),
            )
        )
        for digest, until in rows.all():
            moments[digest] = max(until, moments.get(digest, until))
    return await _add_sweeping(db, user_id, since, moments)


async def _add_sweeping(db: AsyncSession, user_id: UUID, since: datetime, moments: dict[str, datetime]) -> Barred:
    """The marks that bar more than one utterance: topics, and everything."""
    rows = await db.exec(
        select(ForgottenMark.kind, ForgottenMark.topic_id, ForgottenMark.mark, ForgottenMark.until).where(
            ForgottenMark.user_id == user_id,
            col(ForgottenMark.kind).in_((MarkKind.TERM.value, MarkKind.ALL.value)),
            ForgottenMark.until >= since,
        )
    )
    topics: dict[UUID | None, tuple[set[str], datetime]] = {}
    all_until: datetime | None = None
    for kind, topic_id, digest, until in rows.all():
        if kind == MarkKind.ALL.value:
            all_until = until if all_until is None else max(all_until, until)
        else:
            topics.setdefault(topic_id, (set(), until))[0].add(digest)
    return Barred(moments, tuple((frozenset(digests), until) for digests, until in topics.values()), all_until)


async def add_request(db: AsyncSession, row: ForgetRequest) -> None:
    """Keep a request that waits to be confirmed."""
    db.add(row)
    await db.flush()


async def find_request(db: AsyncSession, user_id: UUID, forget_id: UUID) -> ForgetRequest | None:
    """A person's own request."""
    found = await db.exec(
        select(ForgetRequest).where(ForgetRequest.id == forget_id, ForgetRequest.user_id == user_id).with_for_update()
    )
    return found.first()


async def delete_requests(db: AsyncSession, user_id: UUID) -> None:
    """Drop all requests of a person: the last question asked is the only one open."""
    await db.exec(delete(ForgetRequest).where(col(ForgetRequest.user_id) == user_id))


async def delete_expired_requests(db: AsyncSession, now: datetime) -> None:
    """Drop what nobody confirmed in time."""
    await db.exec(delete(ForgetRequest).where(col(ForgetRequest.expires_at) <= now))


async def find_receipt(db: AsyncSession, user_id: UUID, receipt_id: UUID) -> ForgetReceipt | None:
    """A person's own receipt."""
    found = await db.exec(select(ForgetReceipt).where(ForgetReceipt.id == receipt_id, ForgetReceipt.user_id == user_id))
    return found.first()


async def add_receipt(db: AsyncSession, row: ForgetReceipt) -> None:
    """Keep a receipt."""
    db.add(row)
    await db.flush()


async def list_gone_items(db: AsyncSession, user_id: UUID, session_id: UUID) -> list[str]:
    """The worker's ids of the utterances of a session that were forgotten."""
    rows = await db.exec(select(ForgetReceipt.items).where(ForgetReceipt.user_id == user_id))
    return [item_id for items in rows.all() for item_id in items.get(str(session_id), ())]


async def list_receipts(db: AsyncSession, user_id: UUID, limit: int) -> list[ForgetReceipt]:
    """A person's latest receipts."""
    found = await db.exec(
        select(ForgetReceipt)
        .where(ForgetReceipt.user_id == user_id)
        .order_by(col(ForgetReceipt.at).desc(), col(ForgetReceipt.id))
        .limit(limit)
    )
    return list(found.all())

"""Forgetting in two steps: what it would touch is shown, and goes for good when the person has said yes."""

from datetime import datetime, timedelta
from uuid import UUID

from api.db import AsyncSession
from api.ingest.erasing import list_messages
from api.memory import repository
from api.memory.erasing import erase_everywhere
from api.memory.finding import Asked, Touched, find_touched, read_asked
from api.memory.touched import find_last_said, read_topic
from api.models import ForgetReceipt as StoredReceipt
from api.models import ForgetRequest
from api.worker.queue import enqueue
from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.memory_desk import ForgetPreview, ForgetReceipt
from astra.kit.ids import new_id

REQUEST_TTL = timedelta(minutes=5)
FORGET_EXPIRED = "memory.forget_expired"
"""The job that drops a request which nobody confirmed: it holds what the person wants gone."""


async def look(db: AsyncSession, user_id: UUID, asked: Asked) -> Touched:
    """What would go; 404 when there is nothing."""
    touched = await find_touched(db, user_id, asked)
    if touched.is_nothing:
        raise AstraError(ErrorCode.NOT_FOUND, "Nothing of that is remembered.", field="what")
    return touched


async def open_request(
    db: AsyncSession, user_id: UUID, touched: Touched, *, session_id: UUID | None, now: datetime
) -> ForgetPreview:
    """Ask whether that shall go. The question is open for five minutes, and the last one asked alone."""
    await repository.delete_requests(db, user_id)
    row = ForgetRequest(
        id=new_id(),
        user_id=user_id,
        session_id=session_id,
        asked=touched.asked.write(),
        asked_at=now,
        expires_at=now + REQUEST_TTL,
    )
    await repository.add_request(db, row)
    await enqueue(db, FORGET_EXPIRED, {}, now=now, run_at=row.expires_at)
    return ForgetPreview(
        forget_id=row.id, items=touched.list_items(), counts=touched.count(), expires_at=row.expires_at
    )


async def confirm(
    db: AsyncSession, user_id: UUID, forget_id: UUID, *, session_id: UUID | None, now: datetime
) -> ForgetReceipt:
    """Forget it; 404 when the question is unknown or too old. A second yes gives the first one's receipt."""
    row = await repository.find_request(db, user_id, forget_id)
    if row is None or row.expires_at <= now:
        known = await repository.find_receipt(db, user_id, forget_id)
        if known is not None:
            gone = tuple(known.items.get(str(session_id), ()))
            return ForgetReceipt(receipt_id=known.id, at=known.at, counts=known.counts, item_ids=gone)
        raise AstraError(ErrorCode.NOT_FOUND, "This question is too old; please ask again.", field="forget_id")
    return await forget(db, user_id, read_asked(row.asked), receipt_id=forget_id, session_id=session_id, now=now)


async def forget(
    db: AsyncSession, user_id: UUID, asked: Asked, *, receipt_id: UUID, session_id: UUID | None, now: datetime
) -> ForgetReceipt:
    """Forget at once; 404 when there is nothing of it."""
    touched = await find_touched(db, user_id, asked)
    if touched.is_nothing and not asked.topic:
        raise AstraError(ErrorCode.NOT_FOUND, "There is no such memory.", field="memory_id")
    await erase_everywhere(db, user_id, touched.plan(), now=now)
    await repository.delete_requests(db, user_id)
    gone: dict[str, list[str]] = {}
    for message in touched.messages:
        if message.item_id is not None:
            gone.setdefault(str(message.session_id), []).append(message.item_id)
    row = StoredReceipt(id=receipt_id, user_id=user_id, at=now, counts=touched.count(), items=gone)
    await repository.add_receipt(db, row)
    return ForgetReceipt(receipt_id=row.id, at=row.at, counts=row.counts, item_ids=tuple(gone.get(str(session_id), ())))


async def name_wish(
    db: AsyncSession,
    user_id: UUID,
    session_id: UUID | None,
    *,
    topic: str | None,
    just_said: bool,
    everything: bool,
    now: datetime,
) -> Asked:
    """What is meant by a wish in a talk; 404 where it means nothing that was said."""
    if everything:
        return Asked(everything=True)
    if topic is not None:
        if read_topic(topic) is None:
            raise AstraError(ErrorCode.NOT_FOUND, "Nothing of that is remembered.", field="what")
        return Asked(topic=topic)
    if not just_said or session_id is None:
        raise AstraError(ErrorCode.INVALID, "what: say what to forget", field="what")
    said = find_last_said(await list_messages(db, user_id), session_id, now)
    if not said:
        raise AstraError(ErrorCode.NOT_FOUND, "Nothing was said yet.", field="what")
    return Asked(message_ids=frozenset(message.id for message in said))

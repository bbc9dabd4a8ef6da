"""Pending updates: what came up beside a talk, kept until the talk's next turn has told it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from api.analysis import repository
from api.db import AsyncSession
from api.models import PendingUpdate
from astra.contracts.session import UpdateKind
from astra.kit.ids import new_id

MAX_TEXT_CHARS = 2_000


async def put_update(
    db: AsyncSession,
    *,
    user_id: UUID,
    session_id: UUID,
    kind: UpdateKind,
    text: str,
    now: datetime,
    update_id: UUID | None = None,
) -> UUID:
    """Put an update in, within the caller's transaction; the id it has.

    One update of a kind waits at a time: a newer one takes the place of an older that was not told yet. With an
    `update_id` that was ever put in, told or not, nothing happens.
    """
    update_id = update_id or new_id()
    if await repository.has_update(db, update_id):
        return update_id
    await repository.delete_untold(db, session_id, kind.value)
    text = text.replace("\x00", "")[:MAX_TEXT_CHARS]
    row = PendingUpdate(
        id=update_id, user_id=user_id, session_id=session_id, kind=kind.value, text=text, created_at=now
    )
    await repository.add_update(db, row)
    return update_id


async def list_pending(db: AsyncSession, session_id: UUID) -> list[PendingUpdate]:
    """What is still to be told in a session, oldest first."""
    return await repository.list_untold(db, session_id)


async def mark_told(db: AsyncSession, update_ids: Sequence[UUID], *, now: datetime) -> None:
    """Tick updates off when the turn that told them is committed; twice is harmless."""
    await repository.mark_told(db, update_ids, now=now)

"""Going off the record and coming back: the moment of the words that asked decides, not that of their arrival."""

from datetime import datetime, timedelta

from api.db import AsyncSession
from api.ingest.erasing import list_said_since
from api.memory import repository
from api.memory.erasing import Erasure, erase_everywhere
from api.models import Session
from astra.contracts.memory_desk import OffRecordState

_MAX_LATENESS = timedelta(minutes=2)
"""A wish that arrives later than this counts from when it came; nobody may reach back further."""


async def read_off_record(db: AsyncSession, session: Session) -> OffRecordState:
    """Whether a session is off the record now."""
    stretches = await repository.list_off_record(db, session.id)
    running = next((row for row in stretches if row.to_at is None), None)
    return OffRecordState(
        session_id=session.id, on=running is not None, since=None if running is None else running.from_at
    )


async def set_off_record(
    db: AsyncSession, session: Session, *, on: bool, at: datetime, now: datetime
) -> OffRecordState:
    """Keep nothing that is said from `at` on, or keep it again. What came meanwhile and was kept already goes."""
    at = min(max(at, now - _MAX_LATENESS), now)
    stretches = await repository.list_off_record(db, session.id)
    running = next((row for row in stretches if row.to_at is None), None)
    if on and running is None:
        await repository.add_off_record(db, session.id, at)
        if said := await list_said_since(db, session.id, at):
            await erase_everywhere(db, session.user_id, Erasure(messages=tuple(said)), now=now)
    if not on and running is not None:
        await repository.end_off_record(db, running, max(at, running.from_at))
    return await read_off_record(db, session)

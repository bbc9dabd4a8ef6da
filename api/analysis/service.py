"""What other features may ask of what was made of a person's sessions, and how it is forgotten."""

from collections.abc import Collection
from uuid import UUID

from api.analysis import repository
from api.analysis.schemas import EventView, OverviewView
from api.db import AsyncSession
from api.extraction.when import Precision
from api.models import LifeEvent
from astra.contracts.session import UpdateKind


async def list_events(db: AsyncSession, user_id: UUID) -> list[EventView]:
    """A person's events with receipts, the latest first."""
    return [_read_event(row) for row in await repository.list_events(db, user_id)]


async def read_overview(db: AsyncSession, user_id: UUID) -> OverviewView | None:
    """Where a person is in life; None while nothing is known."""
    row = await repository.find_overview(db, user_id)
    if row is None:
        return None
    return OverviewView(row.text, tuple(UUID(one) for one in row.session_ids), row.updated_at)


async def erase_event(db: AsyncSession, user_id: UUID, event_id: UUID) -> bool:
    """Remove one event; False when the person has none of that id."""
    if all(row.id != event_id for row in await repository.list_events(db, user_id)):
        return False
    await repository.delete_events(db, user_id, [event_id])
    return True


async def erase_turns(db: AsyncSession, user_id: UUID, turn_ids: Collection[str], session_ids: Collection[UUID]) -> int:
    """Within a forgetting: remove what rests on these messages of these sessions; how many events and overviews went.

    An overview is gathered from many talks and can't be cut: one that any of these sessions went into is dropped, and
    so is every contextual update. Analysis writes them anew from what is left.
    """
    wanted = set(turn_ids)
    gone = [row.id for row in await repository.list_events(db, user_id) if row.turn_id in wanted]
    await repository.delete_events(db, user_id, gone)
    return len(gone) + await _drop_gathered(db, user_id, session_ids)


async def erase_sessions(db: AsyncSession, user_id: UUID, session_ids: Collection[UUID]) -> int:
    """Remove what was made of whole sessions."""
    gone = [row.id for row in await repository.list_events(db, user_id) if row.session_id in session_ids]
    await repository.delete_events(db, user_id, gone)
    return len(gone) + await _drop_gathered(db, user_id, session_ids)


async def erase_user(db: AsyncSession, user_id: UUID) -> None:
    """Remove all that was made of a person's sessions, and nothing is made of them again unless they go on."""
    await repository.delete_events(db, user_id, [row.id for row in await repository.list_events(db, user_id)])
    await repository.delete_overview(db, user_id)
    await repository.delete_updates_of(db, user_id, UpdateKind.CONTEXTUAL.value)


async def _drop_gathered(db: AsyncSession, user_id: UUID, session_ids: Collection[UUID]) -> int:
    await repository.delete_updates_of(db, user_id, UpdateKind.CONTEXTUAL.value)
    overview = await repository.find_overview(db, user_id)
    touched = {str(session_id) for session_id in session_ids}
    if overview is None or not touched & set(overview.session_ids):
        return 0
    await repository.delete_overview(db, user_id)
    await repository.delete_marks(db, [UUID(one) for one in overview.session_ids])
    return 1


def _read_event(row: LifeEvent) -> EventView:
    return EventView(
        id=row.id,
        happened_on=row.happened_on,
        precision=Precision(row.precision),
        description=row.description,
        astro_tie=row.astro_tie,
        session_id=row.session_id,
        turn_id=row.turn_id,
        quote=row.quote,
    )

"""All that is remembered of a person, as their Memory page shows it: by kind and date, each with its receipt."""

from collections import Counter
from datetime import datetime
from uuid import UUID

from api.db import AsyncSession
from api.history.cursor import read_cursor, refuse_cursor, write_cursor
from api.memory import life_repository
from api.memory.recalling import read_uuid
from api.memory.schemas import MemoryItem, MemoryKind, MemoryPage, Receipt
from api.models import LifeEvent, UserOverview
from api.synapse.language.words import fold
from api.synapse.learning import service as learning
from api.synapse.learning.schemas import FactView, LoopView, Origin, Status

PER_PAGE = 40
_Key = tuple[int, str, str]


async def list_memory(
    db: AsyncSession, user_id: UUID, *, kind: MemoryKind | None, words: str | None, past: bool, cursor: str | None
) -> MemoryPage:
    """One page: what is pinned first, then the newest. `words` must all be in it; `past` adds what holds no more."""
    after = _read_cursor(cursor)
    everything = await _gather(db, user_id, past=past)
    fitting = [item for item in everything if _fits(item, kind, words)]
    fitting.sort(key=_rank)
    rest = [item for item in fitting if after is None or _rank(item) > after]
    shown = rest[:PER_PAGE]
    return MemoryPage(
        items=shown,
        counts=dict(Counter(item.kind for item in everything)),
        next_cursor=write_cursor(*_rank(shown[-1])) if len(rest) > PER_PAGE else None,
    )


async def _gather(db: AsyncSession, user_id: UUID, *, past: bool) -> list[MemoryItem]:
    user = str(user_id)
    items = [show_fact(fact) for fact in await learning.list_facts(db, user, include_past=past)]
    items += [_show_loop(loop) for loop in await learning.list_loops(db, user, include_closed=past)]
    items += [_show_event(event) for event in await life_repository.list_events(db, user_id)]
    overview = await life_repository.find_overview(db, user_id)
    return items if overview is None else [_show_overview(overview), *items]


def _fits(item: MemoryItem, kind: MemoryKind | None, words: str | None) -> bool:
    if kind is not None and item.kind is not kind:
        return False
    held = fold(f"{item.text} {item.receipt.quote if item.receipt else ''} {item.astro_tie or ''}")
    return all(word in held for word in fold(words or "").split())


def _rank(item: MemoryItem) -> _Key:
    """Sorts: pinned before unpinned, newer before older."""
    newness = 10**14 - round(item.at.timestamp() * 1000)
    return (0 if item.pinned else 1, f"{newness:015d}", f"{item.kind.value}:{item.id}")


def show_fact(fact: FactView) -> MemoryItem:
    """A fact as the page shows it."""
    turn = fact.turns[-1] if fact.turns else None
    return MemoryItem(
        id=fact.id,
        kind=MemoryKind.FACT,
        text=fact.text,
        at=fact.said_at,
        receipt=Receipt(
            quote=fact.quote,
            at=fact.said_at,
            session_id=None if turn is None else read_uuid(turn.session_id),
            message_id=None if turn is None else read_uuid(turn.turn_id),
            by_hand=fact.origin is Origin.CORRECTION,
        ),
        pinned=fact.pinned,
        is_past=fact.status is not Status.CURRENT,
        held_from=fact.valid_from,
        held_to=fact.valid_to,
    )


def _show_loop(loop: LoopView) -> MemoryItem:
    return MemoryItem(
        id=loop.id,
        kind=MemoryKind.LOOP,
        text=loop.text,
        at=loop.opened_at,
        receipt=_make_receipt(loop.quote, loop.opened_at, loop.turn.session_id, loop.turn.turn_id),
        is_past=loop.closed_at is not None,
        loop_kind=loop.kind.value,
        due_at=loop.due_at,
    )


def _show_event(event: LifeEvent) -> MemoryItem:
    return MemoryItem(
        id=event.id,
        kind=MemoryKind.EVENT,
        text=event.description,
        at=event.created_at,
        receipt=_make_receipt(event.quote, event.created_at, str(event.session_id), event.turn_id),
        happened_on=event.happened_on,
        precision=event.precision,
        astro_tie=event.astro_tie,
    )


def _show_overview(overview: UserOverview) -> MemoryItem:
    return MemoryItem(
        id=overview.user_id, kind=MemoryKind.OVERVIEW, text=overview.text, at=overview.updated_at, receipt=None
    )


def _make_receipt(quote: str, at: datetime, session_id: str, turn_id: str) -> Receipt:
    return Receipt(quote=quote, at=at, session_id=read_uuid(session_id), message_id=read_uuid(turn_id), by_hand=False)


def _read_cursor(cursor: str | None) -> _Key | None:
    if cursor is None:
        return None
    pinned, newness, name = read_cursor(cursor, int, str, str)
    if pinned not in (0, 1):
        raise refuse_cursor()
    return int(pinned), str(newness), str(name)

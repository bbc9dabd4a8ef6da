"""Storing messages that come from an export, once each.

They stand in the order of the export and have numbers like a worker's, but nobody here has heard them: like what only
a page claims they are marked `page`, so that what the companion is said to have said feeds nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from api.db import AsyncSession
from api.history.indexing import index_messages
from api.ingest import repository
from api.ingest.claims import normalise
from api.memory.keeping import Words, choose_kept
from api.models import Message, Session
from astra.contracts.utterance import Role, Source
from astra.kit.ids import new_id

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Imported:
    """A message of an export; `origin_id` is what it was called there."""

    origin_id: UUID
    role: Role
    text: str
    at: datetime
    interrupted: bool


async def store_imported(
    db: AsyncSession, session: Session, messages: Sequence[Imported], *, was: UUID | None, now: datetime
) -> int:
    """Add what the session lacks of these, within the caller's transaction; how many that were.

    `was` names the session that they come from where that was one of this person's here: what was forgotten of it
    stays forgotten.
    """
    fresh = await _find_fresh(db, session.id, messages)
    kept = await _drop_unkept(db, session, was, list(fresh.values()))
    first = await repository.read_next_seq(db, session.id)
    rows = [_make_row(session.id, one, seq, now) for seq, one in enumerate(kept, start=first)]
    await repository.add_all(db, rows)
    await index_messages(db, session.user_id, rows)
    session.message_count = await repository.count(db, session.id)
    session.revision += 1
    db.add(session)
    await db.flush()
    return len(rows)


async def _find_fresh(db: AsyncSession, session_id: UUID, messages: Sequence[Imported]) -> dict[str, Imported]:
    items = {_name(one): one for one in reversed(messages)}
    known: set[str] = set()
    names = list(items)
    for start in range(0, len(names), _CHUNK):
        known |= await repository.find_by_items(db, session_id, names[start : start + _CHUNK])
    return {name: one for name, one in reversed(items.items()) if name not in known}


async def _drop_unkept(
    db: AsyncSession, session: Session, was: UUID | None, messages: list[Imported]
) -> list[Imported]:
    messages = await _choose(db, session, messages)
    before = None if was is None else await repository.lock_session(db, was)
    return messages if before is None else await _choose(db, before, messages)


async def _choose(db: AsyncSession, session: Session, messages: list[Imported]) -> list[Imported]:
    said = [
        Words(item_id=None, role=one.role.value, text=one.text, words=normalise(one.text), at=one.at)
        for one in messages
    ]
    return [messages[index] for index in (await choose_kept(db, session, said)).kept]


def _make_row(session_id: UUID, one: Imported, seq: int, now: datetime) -> Message:
    return Message(
        id=new_id(),
        session_id=session_id,
        item_id=_name(one),
        seq=seq,
        anchor=seq,
        role=one.role.value,
        source=Source.PAGE.value,
        text=one.text,
        interrupted=one.interrupted and one.role is Role.ASSISTANT,
        at=one.at,
        stored_at=now,
    )


def _name(one: Imported) -> str:
    return f"import:{one.origin_id}"

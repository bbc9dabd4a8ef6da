"""Transcripts in the database. Every statement names the user it is for."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, tuple_
from sqlalchemy.dialects.postgresql import insert as insert_postgres
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import MemoryBrief, MemorySession, MemoryTombstone, MemoryTurn, MemoryUser, MemoryVector
from api.synapse.schemas import TurnRef

_MANY = 500
"""How many values one statement is given at most."""


_USER = select(MemoryUser).where(MemoryUser.user_id == bindparam("user_id"))
"""Written once, like all that a question needs: to write a statement takes longer than to run it."""


async def find_user(db: AsyncSession, user_id: str) -> MemoryUser | None:
    """The user's row, if anything was ever kept of them."""
    return (await db.exec(_USER, params={"user_id": user_id})).first()


async def hold_user(db: AsyncSession, user_id: str, *, tombstone_key: str) -> MemoryUser:
    """The user's row, made if need be, and held against other writers until the transaction ends."""
    connection = await db.connection()
    make = insert_sqlite if connection.dialect.name == "sqlite" else insert_postgres
    values = {"user_id": user_id, "tombstone_key": tombstone_key, "next_place": 8, "turn_count": 0, "speakers": []}
    await connection.execute(make(MemoryUser).values(values).on_conflict_do_nothing(index_elements=["user_id"]))
    return (await db.exec(select(MemoryUser).where(MemoryUser.user_id == user_id).with_for_update())).one()


async def store_user(db: AsyncSession, user: MemoryUser) -> None:
    """Keep what changed of a user's row."""
    db.add(user)
    await db.flush()


async def remove_user(db: AsyncSession, user_no: int) -> None:
    """Delete a user with all their rows."""
    for table in (MemoryBrief, MemoryTombstone, MemoryVector, MemoryTurn, MemorySession, MemoryUser):
        await db.exec(delete(table).where(col(table.user_no) == user_no))


async def find_session(db: AsyncSession, user_no: int, session_id: str) -> MemorySession | None:
    """A remembered session of this user."""
    found = await db.exec(
        select(MemorySession).where(MemorySession.user_no == user_no, MemorySession.session_id == session_id)
    )
    return found.first()


async def store_session(db: AsyncSession, session: MemorySession) -> None:
    """Keep a session's row."""
    db.add(session)
    await db.flush()


async def list_sessions(db: AsyncSession, user_no: int) -> list[MemorySession]:
    """All remembered sessions of this user, oldest first."""
    found = await db.exec(
        select(MemorySession).where(MemorySession.user_no == user_no).order_by(col(MemorySession.started_at))
    )
    return list(found.all())


async def list_last_sessions(db: AsyncSession, user_no: int, *, but_not: str, count: int) -> list[MemorySession]:
    """The last sessions of this user, newest first, without the one that is named."""
    found = await db.exec(
        select(MemorySession)
        .where(MemorySession.user_no == user_no, MemorySession.session_id != but_not)
        .order_by(col(MemorySession.last_at).desc())
        .limit(count)
    )
    return list(found.all())


async def remove_sessions_if_empty(db: AsyncSession, user_no: int, session_ids: Sequence[str]) -> None:
    """Delete the rows of those sessions that have no turn left."""
    left = select(MemoryTurn.session_id).where(MemoryTurn.user_no == user_no)
    await db.exec(
        delete(MemorySession).where(
            col(MemorySession.user_no) == user_no,
            col(MemorySession.session_id).in_(session_ids),
            col(MemorySession.session_id).not_in(left),
        )
    )


async def add_turns(db: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    """Store turns, given as their columns."""
    if rows:
        await (await db.connection()).execute(insert(MemoryTurn), list(rows))


async def list_turns(db: AsyncSession, user_no: int, session_id: str) -> list[MemoryTurn]:
    """The turns of one session in order."""
    found = await db.exec(
        select(MemoryTurn)
        .where(MemoryTurn.user_no == user_no, MemoryTurn.session_id == session_id)
        .order_by(col(MemoryTurn.no))
    )
    return list(found.all())


async def list_turns_by_no(db: AsyncSession, user_no: int, numbers: Sequence[int]) -> list[MemoryTurn]:
    """The turns with these numbers, in the order of numbers."""
    turns: list[MemoryTurn] = []
    ordered = sorted(numbers)
    for start in range(0, len(ordered), _MANY):
        some = ordered[start : start + _MANY]
        found = await db.exec(
            select(MemoryTurn)
            .where(MemoryTurn.user_no == user_no, col(MemoryTurn.no).in_(some))
            .order_by(col(MemoryTurn.no))
        )
        turns.extend(found.all())
    return turns


async def list_turns_by_ref(db: AsyncSession, user_no: int, refs: Sequence[TurnRef]) -> list[MemoryTurn]:
    """Those of these turns that are remembered, in the order of time."""
    turns: list[MemoryTurn] = []
    for start in range(0, len(refs), _MANY):
        some = [(ref.session_id, ref.turn_id) for ref in refs[start : start + _MANY]]
        found = await db.exec(
            select(MemoryTurn).where(
                MemoryTurn.user_no == user_no,
                tuple_(col(MemoryTurn.session_id), col(MemoryTurn.turn_id)).in_(some),
            )
        )
        turns.extend(found.all())
    return sorted(turns, key=lambda turn: (turn.at, turn.no))


async def remove_turns(db: AsyncSession, user_no: int, numbers: Sequence[int]) -> None:
    """Delete the turns with these numbers."""
    for start in range(0, len(numbers), _MANY):
        some = numbers[start : start + _MANY]
        await db.exec(delete(MemoryTurn).where(col(MemoryTurn.user_no) == user_no, col(MemoryTurn.no).in_(some)))


async def read_days(db: AsyncSession, user_no: int) -> tuple[date, date] | None:
    """The first and the last day on which anything was said; None when nothing was."""
    first = (await db.exec(select(func.min(MemoryTurn.day)).where(MemoryTurn.user_no == user_no))).first()
    last = (await db.exec(select(func.max(MemoryTurn.day)).where(MemoryTurn.user_no == user_no))).first()
    return None if first is None or last is None else (first, last)


async def list_numbers_between(
    db: AsyncSession, user_no: int, first: date | None, last: date | None, *, limit: int
) -> list[int]:
    """The numbers of the turns said on these days, both included; of the newest days where there are too many."""
    wanted = select(MemoryTurn.no).where(MemoryTurn.user_no == user_no)
    if first is not None:
        wanted = wanted.where(MemoryTurn.day >= first)
    if last is not None:
        wanted = wanted.where(MemoryTurn.day <= last)
    found = await db.exec(wanted.order_by(col(MemoryTurn.day).desc()).limit(limit))
    return list(found.all())


async def add_marks(db: AsyncSession, user_no: int, marks: Sequence[str]) -> None:
    """Store tombstones; those that stand already stay."""
    if not marks:
        return
    connection = await db.connection()
    make = insert_sqlite if connection.dialect.name == "sqlite" else insert_postgres
    rows = [{"user_no": user_no, "mark": mark} for mark in sorted(set(marks))]
    await connection.execute(make(MemoryTombstone).on_conflict_do_nothing(), rows)


async def has_marks(db: AsyncSession, user_no: int) -> bool:
    """Whether this user ever had anything forgotten."""
    found = await db.exec(select(MemoryTombstone.mark).where(MemoryTombstone.user_no == user_no).limit(1))
    return found.first() is not None


async def find_marks(db: AsyncSession, user_no: int, marks: Sequence[str]) -> set[str]:
    """Which of these tombstones stand."""
    standing: set[str] = set()
    for start in range(0, len(marks), _MANY):
        some = marks[start : start + _MANY]
        found = await db.exec(
            select(MemoryTombstone.mark).where(MemoryTombstone.user_no == user_no, col(MemoryTombstone.mark).in_(some))
        )
        standing.update(found.all())
    return standing


async def find_brief(db: AsyncSession, user_id: str, session_id: str) -> MemoryBrief | None:
    """The start brief that was made for this session, if it still holds."""
    found = await db.exec(
        select(MemoryBrief)
        .join(MemoryUser, col(MemoryUser.user_no) == col(MemoryBrief.user_no))
        .where(MemoryUser.user_id == user_id, MemoryBrief.session_id == session_id)
    )
    return found.first()


async def store_brief(db: AsyncSession, brief: MemoryBrief) -> None:
    """Keep a start brief in place of an older one."""
    await db.merge(brief)
    await db.flush()


async def remove_briefs(db: AsyncSession, user_no: int) -> None:
    """Delete all start briefs of this user."""
    await db.exec(delete(MemoryBrief).where(col(MemoryBrief.user_no) == user_no))

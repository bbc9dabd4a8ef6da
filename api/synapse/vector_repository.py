"""Vectors in the database. Every statement names the user it is for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Integer, bindparam, exists
from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import MemoryFact, MemoryTurn, MemoryUser, MemoryVector

_RETRACTED = "retracted"
KeyT = TypeVar("KeyT", int, UUID)


@dataclass(frozen=True, slots=True)
class Unread:
    """A turn or a fact of which it is not known what it means; one of the two numbers is None."""

    turn_no: int | None
    fact_id: UUID | None
    text: str


@dataclass(frozen=True, slots=True)
class Kept(Generic[KeyT]):
    """Vectors of one user, a row each: `keys` are the numbers of their turns, or the ids of their facts."""

    keys: list[KeyT]
    vectors: NDArray[np.float32]


async def find_oldest(db: AsyncSession, user_no: int, *, newest: int) -> int:
    """The number of the user's oldest turn among their `newest` ones; 0 when they have no more than that."""
    found = await db.exec(
        select(MemoryTurn.no)
        .where(MemoryTurn.user_no == user_no)
        .order_by(col(MemoryTurn.no).desc())
        .offset(newest - 1)
        .limit(1)
    )
    return found.first() or 0


async def list_unread_turns(db: AsyncSession, user_no: int, model: str, *, oldest: int, limit: int) -> list[Unread]:
    """Turns from the number `oldest` on that have no vector of this model, newest first."""
    has_one = exists().where(col(MemoryVector.turn_no) == col(MemoryTurn.no), col(MemoryVector.model) == model)
    found = await db.exec(
        select(MemoryTurn.no, MemoryTurn.text)
        .where(MemoryTurn.user_no == user_no, MemoryTurn.no >= oldest, ~has_one)
        .order_by(col(MemoryTurn.no).desc())
        .limit(limit)
    )
    return [Unread(no, None, text) for no, text in found.all()]


async def list_unread_facts(db: AsyncSession, user: MemoryUser, model: str, *, newest: int) -> list[Unread]:
    """Those of the newest facts, retracted ones left out, that have no vector of this model."""
    facts = await db.exec(
        select(MemoryFact.id, MemoryFact.text)
        .where(MemoryFact.user_id == user.user_id, MemoryFact.status != _RETRACTED)
        .order_by(col(MemoryFact.said_at).desc())
        .limit(newest)
    )
    listed = list(facts.all())
    known = await db.exec(
        select(MemoryVector.fact_id).where(
            MemoryVector.user_no == user.user_no, MemoryVector.model == model, col(MemoryVector.turn_no).is_(None)
        )
    )
    read = set(known.all())
    return [Unread(None, fact_id, text) for fact_id, text in listed if fact_id not in read]


async def store(
    db: AsyncSession, user: MemoryUser, model: str, items: Sequence[Unread], vectors: Sequence[NDArray[np.float32]]
) -> None:
    """Keep vectors in place of older ones; of what is gone, or says something else by now, none is kept."""
    turns = [item.turn_no for item in items if item.turn_no is not None]
    facts = [item.fact_id for item in items if item.fact_id is not None]
    standing: set[tuple[int | UUID, str]] = set()
    for_turns = await db.exec(
        select(MemoryTurn.no, MemoryTurn.text)
        .where(MemoryTurn.user_no == user.user_no, col(MemoryTurn.no).in_(turns))
        .with_for_update(read=True)
    )
    standing |= {(no, text) for no, text in for_turns.all()}
    for_facts = await db.exec(
        select(MemoryFact.id, MemoryFact.text)
        .where(MemoryFact.user_id == user.user_id, col(MemoryFact.id).in_(facts))
        .with_for_update(read=True)
    )
    standing |= {(fact_id, text) for fact_id, text in for_facts.all()}
    older = col(MemoryVector.turn_no).in_(turns) | col(MemoryVector.fact_id).in_(facts)
    await db.exec(delete(MemoryVector).where(col(MemoryVector.user_no) == user.user_no, older))
    for item, vector in zip(items, vectors, strict=True):
        if (item.turn_no or item.fact_id, item.text) in standing:
            db.add(
                MemoryVector(
                    user_no=user.user_no or 0,
                    turn_no=item.turn_no,
                    fact_id=item.fact_id,
                    model=model,
                    dimension=len(vector),
                    vector=vector.astype("<f4").tobytes(),
                )
            )
    await db.flush()


async def remove_older(db: AsyncSession, user_no: int, *, oldest: int) -> None:
    """Delete the vectors of turns before the number `oldest`: they are not compared any more."""
    await db.exec(delete(MemoryVector).where(col(MemoryVector.user_no) == user_no, col(MemoryVector.turn_no) < oldest))


_OF_TURNS = (
    select(MemoryVector.turn_no, MemoryVector.vector)
    .where(
        MemoryVector.user_no == bindparam("user_no"),
        col(MemoryVector.turn_no).is_not(None),
        MemoryVector.model == bindparam("model"),
        MemoryVector.dimension == bindparam("dimension"),
    )
    .order_by(col(MemoryVector.turn_no).desc())
    .limit(bindparam("most", type_=Integer))
)
_OF_FACTS = (
    select(MemoryVector.fact_id, MemoryVector.vector)
    .where(
        MemoryVector.user_no == bindparam("user_no"),
        col(MemoryVector.turn_no).is_(None),
        MemoryVector.model == bindparam("model"),
        MemoryVector.dimension == bindparam("dimension"),
    )
    .limit(bindparam("most", type_=Integer))
)
"""Written once, like all that a question needs: to write a statement takes longer than to run it."""


async def read_turn_vectors(db: AsyncSession, user_no: int, model: str, dimension: int, *, newest: int) -> Kept[int]:
    """The vectors of the user's newest turns."""
    given = {"user_no": user_no, "model": model, "dimension": dimension, "most": newest}
    rows = (await db.exec(_OF_TURNS, params=given)).all()
    return Kept([no for no, _ in rows if no is not None], _stack([vector for _, vector in rows], dimension))


async def read_fact_vectors(db: AsyncSession, user_no: int, model: str, dimension: int, *, most: int) -> Kept[UUID]:
    """The vectors of the user's facts."""
    given = {"user_no": user_no, "model": model, "dimension": dimension, "most": most}
    rows = (await db.exec(_OF_FACTS, params=given)).all()
    return Kept([one for one, _ in rows if one is not None], _stack([vector for _, vector in rows], dimension))


async def list_lagging(db: AsyncSession, model: str) -> list[str]:
    """The users with a turn or a fact that has no vector of this model."""
    of_turn = exists().where(col(MemoryVector.turn_no) == col(MemoryTurn.no), col(MemoryVector.model) == model)
    turn = exists().where(col(MemoryTurn.user_no) == col(MemoryUser.user_no), ~of_turn)
    of_fact = exists().where(col(MemoryVector.fact_id) == col(MemoryFact.id), col(MemoryVector.model) == model)
    fact = exists().where(
        col(MemoryFact.user_id) == col(MemoryUser.user_id), col(MemoryFact.status) != _RETRACTED, ~of_fact
    )
    found = await db.exec(select(MemoryUser.user_id).where(turn | fact))
    return list(found.all())


def _stack(blobs: Sequence[bytes], dimension: int) -> NDArray[np.float32]:
    return np.frombuffer(b"".join(blobs), dtype="<f4").reshape(len(blobs), dimension)

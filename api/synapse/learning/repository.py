"""Claims and facts in the database. Everything is scoped to one person."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Integer, bindparam
from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import MemoryClaim, MemoryFact, MemoryFactTerm, MemoryLearned, MemoryRetraction, MemoryVector

_T = TypeVar("_T")
_BATCH = 400
"""How many ids one statement takes."""


async def list_group(db: AsyncSession, user_id: str, subject_key: str, predicate: str) -> list[MemoryClaim]:
    """All claims of one subject and predicate."""
    found = await db.exec(
        select(MemoryClaim).where(
            MemoryClaim.user_id == user_id, MemoryClaim.subject_key == subject_key, MemoryClaim.predicate == predicate
        )
    )
    return list(found.all())


async def list_claims_of_session(db: AsyncSession, user_id: str, session_id: str) -> list[MemoryClaim]:
    """The claims that a session gave."""
    found = await db.exec(
        select(MemoryClaim).where(MemoryClaim.user_id == user_id, MemoryClaim.session_id == session_id)
    )
    return list(found.all())


_CLAIMS_OF_TURNS = select(MemoryClaim).where(
    MemoryClaim.user_id == bindparam("user_id"), col(MemoryClaim.turn_id).in_(bindparam("some", expanding=True))
)
"""Written once, like all that a question needs: to write a statement takes longer than to run it."""


async def list_claims_of_turns(db: AsyncSession, user_id: str, turn_ids: Sequence[str]) -> list[MemoryClaim]:
    """The claims that rest on turns with these ids, in whichever session."""
    claims: list[MemoryClaim] = []
    for batch in _cut(turn_ids):
        claims.extend((await db.exec(_CLAIMS_OF_TURNS, params={"user_id": user_id, "some": batch})).all())
    return claims


async def list_claims_of_facts(db: AsyncSession, user_id: str, fact_ids: Sequence[UUID]) -> list[MemoryClaim]:
    """The claims that came to these facts, in the order in which they were said."""
    claims: list[MemoryClaim] = []
    for batch in _cut(fact_ids):
        found = await db.exec(
            select(MemoryClaim)
            .where(MemoryClaim.user_id == user_id, col(MemoryClaim.fact_id).in_(batch))
            .order_by(col(MemoryClaim.said_at), col(MemoryClaim.place))
        )
        claims.extend(found.all())
    return claims


async def list_session_ids(db: AsyncSession, user_id: str) -> set[str]:
    """The sessions that claims of this person rest on."""
    found = await db.exec(
        select(MemoryClaim.session_id)
        .where(MemoryClaim.user_id == user_id, col(MemoryClaim.session_id).is_not(None))
        .distinct()
    )
    return {session_id for session_id in found.all() if session_id is not None}


async def add_claims(db: AsyncSession, claims: Iterable[MemoryClaim]) -> None:
    """Store claims."""
    db.add_all(list(claims))
    await db.flush()


async def delete_claims(db: AsyncSession, claims: Sequence[MemoryClaim]) -> None:
    """Delete claims for good."""
    for batch in _cut([claim.id for claim in claims]):
        await db.exec(delete(MemoryClaim).where(col(MemoryClaim.id).in_(batch)))


async def list_facts_of_group(db: AsyncSession, user_id: str, subject_key: str, predicate: str) -> list[MemoryFact]:
    """The facts of one subject and predicate."""
    found = await db.exec(
        select(MemoryFact).where(
            MemoryFact.user_id == user_id, MemoryFact.subject_key == subject_key, MemoryFact.predicate == predicate
        )
    )
    return list(found.all())


async def find_fact(db: AsyncSession, user_id: str, fact_id: UUID) -> MemoryFact | None:
    """One fact of this person."""
    return (await db.exec(select(MemoryFact).where(MemoryFact.user_id == user_id, MemoryFact.id == fact_id))).first()


async def list_facts(db: AsyncSession, user_id: str, statuses: Sequence[str]) -> list[MemoryFact]:
    """A person's facts, pinned ones first, then the newest."""
    found = await db.exec(
        select(MemoryFact)
        .where(MemoryFact.user_id == user_id, col(MemoryFact.status).in_(statuses))
        .order_by(col(MemoryFact.pinned).desc(), col(MemoryFact.said_at).desc(), col(MemoryFact.id))
    )
    return list(found.all())


async def read_facts(db: AsyncSession, user_id: str, fact_ids: Sequence[UUID]) -> list[MemoryFact]:
    """These facts."""
    facts: list[MemoryFact] = []
    for batch in _cut(fact_ids):
        found = await db.exec(select(MemoryFact).where(MemoryFact.user_id == user_id, col(MemoryFact.id).in_(batch)))
        facts.extend(found.all())
    return facts


_MATCHES = (
    select(MemoryFactTerm.fact_id, MemoryFactTerm.term)
    .join(MemoryFact, col(MemoryFact.id) == col(MemoryFactTerm.fact_id))
    .where(
        MemoryFactTerm.user_id == bindparam("user_id"),
        col(MemoryFactTerm.term).in_(bindparam("terms", expanding=True)),
        col(MemoryFact.status).in_(bindparam("statuses", expanding=True)),
    )
    .limit(bindparam("most", type_=Integer))
)


async def match_terms(
    db: AsyncSession, user_id: str, terms: Sequence[str], statuses: Sequence[str], *, limit: int
) -> list[tuple[UUID, str]]:
    """Which facts hold which of these stems."""
    given = {"user_id": user_id, "terms": list(terms), "statuses": list(statuses), "most": limit}
    return list((await db.exec(_MATCHES, params=given)).all())


async def store_facts(db: AsyncSession, facts: Sequence[MemoryFact], terms: Mapping[UUID, set[str]]) -> None:
    """Store facts, new or changed, with the stems that each is found by; what they meant before is dropped."""
    for batch in _cut([fact.id for fact in facts]):
        await db.exec(delete(MemoryVector).where(col(MemoryVector.fact_id).in_(batch)))
        await db.exec(delete(MemoryFactTerm).where(col(MemoryFactTerm.fact_id).in_(batch)))
    db.add_all(facts)
    await db.flush()
    db.add_all(
        MemoryFactTerm(user_id=fact.user_id, term=term, fact_id=fact.id)
        for fact in facts
        for term in sorted(terms[fact.id])
    )
    await db.flush()


async def delete_facts(db: AsyncSession, fact_ids: Sequence[UUID]) -> None:
    """Delete facts and their stems for good."""
    for batch in _cut(fact_ids):
        await db.exec(delete(MemoryFactTerm).where(col(MemoryFactTerm.fact_id).in_(batch)))
        await db.exec(delete(MemoryFact).where(col(MemoryFact.id).in_(batch)))


async def read_retractions(db: AsyncSession, user_id: str) -> set[str]:
    """The marks of what this person said is not true."""
    return set((await db.exec(select(MemoryRetraction.key_hash).where(MemoryRetraction.user_id == user_id))).all())


_STANDING = select(MemoryRetraction.key_hash).where(
    MemoryRetraction.user_id == bindparam("user_id"),
    col(MemoryRetraction.key_hash).in_(bindparam("some", expanding=True)),
)


async def find_retractions(db: AsyncSession, user_id: str, marks: Iterable[str]) -> set[str]:
    """Which of these marks this person has made."""
    standing: set[str] = set()
    for batch in _cut(list(marks)):
        standing.update((await db.exec(_STANDING, params={"user_id": user_id, "some": batch})).all())
    return standing


async def add_retractions(db: AsyncSession, user_id: str, marks: Iterable[str], *, now: datetime) -> None:
    """Keep marks of what is not true."""
    db.add_all(MemoryRetraction(user_id=user_id, key_hash=mark, retracted_at=now) for mark in marks)
    await db.flush()


async def read_learned_hash(db: AsyncSession, user_id: str, session_id: str) -> str | None:
    """Which transcript of a session was learned from."""
    found = await db.exec(
        select(MemoryLearned.content_hash).where(
            MemoryLearned.user_id == user_id, MemoryLearned.session_id == session_id
        )
    )
    return found.first()


async def mark_learned(db: AsyncSession, user_id: str, session_id: str, content_hash: str, *, now: datetime) -> None:
    """Note which transcript of a session was learned from."""
    row = MemoryLearned(user_id=user_id, session_id=session_id, content_hash=content_hash, learned_at=now)
    await db.merge(row)
    await db.flush()


async def unmark_learned(db: AsyncSession, user_id: str, session_ids: Sequence[str]) -> None:
    """Forget that these sessions were learned from."""
    for batch in _cut(session_ids):
        await db.exec(
            delete(MemoryLearned).where(col(MemoryLearned.user_id) == user_id, col(MemoryLearned.session_id).in_(batch))
        )


async def delete_all(db: AsyncSession, user_id: str) -> None:
    """Delete every claim, fact and mark of a person."""
    for table in (MemoryFactTerm, MemoryFact, MemoryClaim, MemoryRetraction, MemoryLearned):
        await db.exec(delete(table).where(col(table.user_id) == user_id))


def _cut(ids: Sequence[_T]) -> list[list[_T]]:
    unique = list(dict.fromkeys(ids))
    return [unique[start : start + _BATCH] for start in range(0, len(unique), _BATCH)]

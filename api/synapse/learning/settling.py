"""Brings facts and loops in line with the claims and closings that are there, within the caller's transaction."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from api.db import AsyncSession
from api.models import MemoryClaim, MemoryFact
from api.synapse.language.words import cut_all
from api.synapse.learning import loop_repository, repository
from api.synapse.learning.keys import SELF_KEY, hash_retraction, hash_untrue, name_row
from api.synapse.learning.rows import read_claim
from api.synapse.learning.schemas import Claim, Status
from api.synapse.learning.settle import Settled, settle
from api.synapse.learning.settle_loops import Closing, Opened, settle_loops
from api.synapse.learning.vocabulary import load_vocabulary

Group = tuple[str, str]
"""A subject's key and a predicate: the claims that settle together."""

_BARRED_SHARE = 0.5


def list_groups(claims: Iterable[MemoryClaim]) -> set[Group]:
    """The groups of these claims."""
    return {(claim.subject_key, claim.predicate) for claim in claims}


async def settle_groups(db: AsyncSession, user_id: str, groups: Iterable[Group], *, now: datetime) -> int:
    """Settle these groups anew; how many facts there are no more. Pins stay with what they were set on."""
    marks = await repository.read_retractions(db, user_id)
    gone = 0
    for group in sorted(set(groups)):
        gone += await _settle_group(db, user_id, group, marks, now)
    return gone


def is_barred(user_id: str, claim: Claim, marks: set[str]) -> bool:
    """Whether the person said that what this claim says is not true."""
    if claim.turn is None or not marks:
        return False
    if hash_untrue(user_id, claim.turn) in marks:
        return True
    own = hash_retraction(user_id, claim.turn, claim.object_key)
    return len(own & marks) >= _BARRED_SHARE * len(own)


async def settle_all_loops(db: AsyncSession, user_id: str) -> None:
    """Open and close a person's loops as their closings say; one that the person closed by hand stays closed."""
    rows = await loop_repository.list_loops(db, user_id)
    by_talk = [row for row in rows if row.closed_at is None or row.closed_by is not None]
    closings = await loop_repository.list_closings(db, user_id)
    closed = settle_loops(
        (Opened(row.id, row.opened_at, row.place, f"{row.text} {row.quote}") for row in by_talk),
        (Closing(row.id, row.said_at, row.place, row.about) for row in closings),
    )
    for row in by_talk:
        closing = closed.get(row.id)
        row.closed_at, row.closed_by = (closing.said_at, closing.id) if closing else (None, None)
    await loop_repository.store(db, by_talk)


async def _settle_group(db: AsyncSession, user_id: str, group: Group, marks: set[str], now: datetime) -> int:
    subject_key, predicate = group
    rows = {row.id: row for row in await repository.list_group(db, user_id, subject_key, predicate)}
    before = {fact.id: fact for fact in await repository.list_facts_of_group(db, user_id, subject_key, predicate)}
    pinned = {fact.object_key for fact in before.values() if fact.pinned}
    facts = settle(
        (read_claim(row) for row in rows.values()),
        functional=load_vocabulary().is_functional(predicate),
        is_retracted=lambda claim: is_barred(user_id, claim, marks),
    )
    kept: set[UUID] = set()
    changed: list[MemoryFact] = []
    for settled in facts:
        fact_id = name_row(user_id, subject_key, predicate, str(settled.claims[0].id))
        known = before.get(fact_id)
        fact = _write_fact(fact_id, user_id, settled, learned_at=known.learned_at if known else now)
        fact.pinned = settled.status is not Status.RETRACTED and settled.object_key in pinned
        if known is None:
            changed.append(fact)
        elif _copy_changes(fact, known):
            changed.append(known)
        kept.add(fact_id)
        for claim in settled.claims:
            rows[claim.id].fact_id = fact_id
    await repository.store_facts(db, changed, {fact.id: _list_terms(fact) for fact in changed})
    await repository.add_claims(db, rows.values())
    gone = [fact_id for fact_id in before if fact_id not in kept]
    await repository.delete_facts(db, gone)
    return len(gone)


def _write_fact(fact_id: UUID, user_id: str, settled: Settled, *, learned_at: datetime) -> MemoryFact:
    newest = settled.newest
    is_past = settled.status is Status.SUPERSEDED
    shown = None if newest.subject_key == SELF_KEY else newest.subject
    written = load_vocabulary().write(shown, newest.predicate, settled.object, is_past=is_past)
    return MemoryFact(
        id=fact_id,
        user_id=user_id,
        subject=newest.subject,
        subject_key=newest.subject_key,
        predicate=newest.predicate,
        object=settled.object,
        object_key=settled.object_key,
        text=(settled.text if settled.text and not is_past else written)[:400],
        entities=list(dict.fromkeys(name for claim in settled.claims for name in claim.entities)),
        valid_from=settled.valid_from,
        valid_to=settled.valid_to,
        learned_at=learned_at,
        said_at=newest.said_at,
        status=settled.status.value,
        origin=newest.origin.value,
        quote=newest.quote,
        turn_id=newest.turn.turn_id if newest.turn else None,
        session_id=newest.turn.session_id if newest.turn else None,
    )


def _copy_changes(fact: MemoryFact, known: MemoryFact) -> bool:
    """Bring a stored fact in line with what it is now; whether it differed."""
    fresh = fact.model_dump()
    changes = {name: value for name, value in fresh.items() if getattr(known, name) != value}
    for name, value in changes.items():
        setattr(known, name, value)
    return bool(changes)


def _list_terms(row: MemoryFact) -> set[str]:
    finders = load_vocabulary().list_finders(row.predicate)
    texts = (row.text, row.object, row.subject if row.subject_key != SELF_KEY else "", *row.entities, *finders)
    return {stem for text in texts for stem in cut_all(text)}

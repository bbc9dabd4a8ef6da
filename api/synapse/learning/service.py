"""What the person's own page and other features may ask of the learned layer, within their transactions.

User ids are free strings, `str(uuid)` for Astra's own people. What is changed here holds at once, and for ever: a
retracted fact is not learned from the same words again, however often the transcripts are read anew.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from api.db import AsyncSession
from api.synapse.learning import loop_repository, repository
from api.synapse.learning.corrections import read_correction
from api.synapse.learning.keys import hash_retraction, hash_untrue, name_row
from api.synapse.learning.recall import read_views
from api.synapse.learning.rows import read_loop, read_turn, write_claim
from api.synapse.learning.schemas import Claim, Erased, FactView, LoopView, Origin, Stance, Status
from api.synapse.learning.settling import list_groups, settle_all_loops, settle_groups
from api.synapse.schemas import TurnRef


async def list_facts(db: AsyncSession, user_id: str, *, include_past: bool = False) -> list[FactView]:
    """A person's current facts with receipts, pinned ones first, then the newest; with superseded ones if asked."""
    statuses = [Status.CURRENT.value, *([Status.SUPERSEDED.value] if include_past else [])]
    return await read_views(db, user_id, await repository.list_facts(db, user_id, statuses))


async def find_fact(db: AsyncSession, user_id: str, fact_id: UUID) -> FactView | None:
    """One fact, whatever its status; None when the person has none of that id."""
    row = await repository.find_fact(db, user_id, fact_id)
    return None if row is None else (await read_views(db, user_id, [row]))[0]


async def list_facts_of_turns(db: AsyncSession, user_id: str, turns: Collection[TurnRef]) -> list[FactView]:
    """The facts that rest on any of these turns, whatever their status."""
    claims = await repository.list_claims_of_turns(db, user_id, [turn.turn_id for turn in turns])
    fact_ids = [claim.fact_id for claim in claims if claim.fact_id is not None and read_turn(claim) in turns]
    return await read_views(db, user_id, await repository.read_facts(db, user_id, fact_ids))


async def list_loops(db: AsyncSession, user_id: str, *, include_closed: bool = False) -> list[LoopView]:
    """A person's loops, in the order in which they were opened."""
    rows = await loop_repository.list_loops(db, user_id, only_open=not include_closed)
    return [read_loop(row) for row in rows]


async def retract(db: AsyncSession, user_id: str, fact_id: UUID, *, now: datetime) -> FactView | None:
    """Take a fact back as untrue; what it had retired holds again. None when the person has no such fact.

    What the person had written by hand is deleted; what came from talk stays as a retracted fact, never recalled, and
    its turns are untrue from now on.
    """
    row = await repository.find_fact(db, user_id, fact_id)
    if row is None:
        return None
    before = (await read_views(db, user_id, [row]))[0]
    claims = await repository.list_claims_of_facts(db, user_id, [fact_id])
    groups = list_groups(claims)
    marks: set[str] = set()
    for claim in claims:
        if (turn := read_turn(claim)) is not None:
            marks |= hash_retraction(user_id, turn, claim.object_key)
    row.pinned = False
    await repository.add_retractions(db, user_id, marks - await repository.read_retractions(db, user_id), now=now)
    await repository.delete_claims(db, [claim for claim in claims if claim.origin == Origin.CORRECTION.value])
    await settle_groups(db, user_id, groups, now=now)
    return before


async def retract_turns(db: AsyncSession, user_id: str, turns: Collection[TurnRef], *, now: datetime) -> None:
    """Take back all that these turns say: they are recalled no more, and nothing is learned from them, ever."""
    marks = {hash_untrue(user_id, turn) for turn in turns}
    standing = await repository.find_retractions(db, user_id, marks)
    await repository.add_retractions(db, user_id, marks - standing, now=now)
    claims = await repository.list_claims_of_turns(db, user_id, [turn.turn_id for turn in turns])
    await settle_groups(db, user_id, list_groups(c for c in claims if read_turn(c) in turns), now=now)
    await _erase_loops(db, user_id, set(turns))


async def correct(db: AsyncSession, user_id: str, fact_id: UUID, new_text: str, *, now: datetime) -> FactView | None:
    """Put what the person wrote in the place of a fact; the new fact, or None when there is no such fact.

    The new one has origin `correction` and `said_at` now ("you corrected this on …"), and the pin of the old one.
    `new_text` is a whole line ("I live in Pune") or just the right word ("Pune"); blank text only retracts.
    """
    row = await repository.find_fact(db, user_id, fact_id)
    if row is None:
        return None
    subject, subject_key, predicate, was_pinned = row.subject, row.subject_key, row.predicate, row.pinned
    await retract(db, user_id, fact_id, now=now)
    new_text = " ".join(new_text.replace("\x00", "").split())[:400]
    if not new_text:
        return None
    obj, obj_key, text = read_correction(predicate, new_text)
    claim = Claim(
        id=name_row(user_id, "correction", str(fact_id), new_text, now.isoformat()),
        turn=None,
        place=0,
        said_at=now,
        subject=subject,
        subject_key=subject_key,
        predicate=predicate,
        object=obj,
        object_key=obj_key,
        stance=Stance.HOLDS,
        since=None,
        until=None,
        text=text,
        quote=new_text,
        entities=(),
        origin=Origin.CORRECTION,
    )
    stored = write_claim(user_id, claim, now=now)
    await repository.add_claims(db, [stored])
    await settle_groups(db, user_id, [(subject_key, predicate)], now=now)
    if stored.fact_id is not None and was_pinned:
        await pin(db, user_id, stored.fact_id, pinned=True)
    return None if stored.fact_id is None else await find_fact(db, user_id, stored.fact_id)


async def pin(db: AsyncSession, user_id: str, fact_id: UUID, *, pinned: bool) -> bool:
    """Pin a fact, so that every brief begins with it, or let it go; False when there is no such fact."""
    row = await repository.find_fact(db, user_id, fact_id)
    if row is None:
        return False
    row.pinned = pinned
    db.add(row)
    await db.flush()
    return True


async def close_loop(db: AsyncSession, user_id: str, loop_id: UUID, *, now: datetime) -> bool:
    """Close a loop by hand, for good; False when the person has none of that id."""
    row = await loop_repository.find_loop(db, user_id, loop_id)
    if row is None:
        return False
    if row.closed_at is None:
        row.closed_at, row.closed_by = now, None
        await loop_repository.store(db, [row])
    return True


async def erase_turns(db: AsyncSession, user_id: str, turns: Collection[TurnRef], *, now: datetime) -> Erased:
    """Remove for good what rests on these turns: claims, facts, loops, and what they had closed or retired.

    A fact that rests on other turns too keeps those. Call `api.synapse.service.erase` beside it, so that no later
    reading of a transcript can bring them back.
    """
    wanted = set(turns)
    claims = await repository.list_claims_of_turns(db, user_id, [turn.turn_id for turn in wanted])
    claims = [claim for claim in claims if read_turn(claim) in wanted]
    groups = list_groups(claims)
    await repository.delete_claims(db, claims)
    facts = await settle_groups(db, user_id, groups, now=now)
    loops = await _erase_loops(db, user_id, wanted)
    await repository.unmark_learned(db, user_id, [turn.session_id for turn in wanted])
    return Erased(facts=facts, loops=loops, claims=len(claims))


async def erase_facts(db: AsyncSession, user_id: str, fact_ids: Sequence[UUID], *, now: datetime) -> Erased:
    """Remove facts for good, also those that the person wrote by hand. Their turns are not touched: erase those too."""
    claims = await repository.list_claims_of_facts(db, user_id, fact_ids)
    groups = list_groups(claims)
    await repository.delete_claims(db, claims)
    return Erased(facts=await settle_groups(db, user_id, groups, now=now), loops=0, claims=len(claims))


async def erase_session(db: AsyncSession, user_id: str, session_id: str, *, now: datetime) -> Erased:
    """Remove for good what a session gave."""
    return await erase_sessions(db, user_id, [session_id], now=now)


async def erase_sessions(db: AsyncSession, user_id: str, session_ids: Collection[str], *, now: datetime) -> Erased:
    """Remove for good what sessions gave."""
    claims = [c for one in session_ids for c in await repository.list_claims_of_session(db, user_id, one)]
    turns = {turn for claim in claims if (turn := read_turn(claim)) is not None}
    loops = [row for row in await loop_repository.list_loops(db, user_id) if row.session_id in session_ids]
    closings = [row for row in await loop_repository.list_closings(db, user_id) if row.session_id in session_ids]
    turns |= {TurnRef(row.session_id, row.turn_id) for row in (*loops, *closings)}
    erased = await erase_turns(db, user_id, turns, now=now)
    await repository.unmark_learned(db, user_id, list(session_ids))
    return erased


async def erase_user(db: AsyncSession, user_id: str) -> None:
    """Remove all that was learned of a person."""
    await repository.delete_all(db, user_id)
    await loop_repository.delete_all(db, user_id)


async def _erase_loops(db: AsyncSession, user_id: str, turns: set[TurnRef]) -> int:
    loops = [
        row.id for row in await loop_repository.list_loops(db, user_id) if TurnRef(row.session_id, row.turn_id) in turns
    ]
    closings = [
        row.id
        for row in await loop_repository.list_closings(db, user_id)
        if TurnRef(row.session_id, row.turn_id) in turns
    ]
    await loop_repository.delete_loops(db, user_id, loops)
    await loop_repository.delete_closings(db, user_id, closings)
    await settle_all_loops(db, user_id)
    return len(loops)

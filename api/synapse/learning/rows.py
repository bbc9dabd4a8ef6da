"""Between rows and values: claims to and from the database, facts and loops as others see them."""

from collections.abc import Sequence
from datetime import datetime

from api.models import MemoryClaim, MemoryFact, MemoryLoop
from api.synapse.learning.schemas import Claim, FactView, LoopKind, LoopView, Origin, Stance, Status
from api.synapse.schemas import TurnRef


def write_claim(user_id: str, claim: Claim, *, now: datetime) -> MemoryClaim:
    """The row of a claim learned `now`."""
    return MemoryClaim(
        id=claim.id,
        user_id=user_id,
        session_id=claim.turn.session_id if claim.turn else None,
        turn_id=claim.turn.turn_id if claim.turn else None,
        place=claim.place,
        said_at=claim.said_at,
        learned_at=now,
        origin=claim.origin.value,
        subject=claim.subject,
        subject_key=claim.subject_key,
        predicate=claim.predicate,
        object=claim.object,
        object_key=claim.object_key,
        stance=claim.stance.value,
        since=claim.since,
        until=claim.until,
        text=claim.text,
        quote=claim.quote,
        entities=list(claim.entities),
    )


def read_claim(row: MemoryClaim) -> Claim:
    """The claim of a row."""
    return Claim(
        id=row.id,
        turn=read_turn(row),
        place=row.place,
        said_at=row.said_at,
        subject=row.subject,
        subject_key=row.subject_key,
        predicate=row.predicate,
        object=row.object,
        object_key=row.object_key,
        stance=Stance(row.stance),
        since=row.since,
        until=row.until,
        text=row.text,
        quote=row.quote,
        entities=tuple(row.entities),
        origin=Origin(row.origin),
    )


def read_turn(row: MemoryClaim) -> TurnRef | None:
    """The turn that a claim rests on; None for what the person wrote by hand."""
    if row.session_id is None or row.turn_id is None:
        return None
    return TurnRef(row.session_id, row.turn_id)


def read_fact(row: MemoryFact, claims: Sequence[MemoryClaim]) -> FactView:
    """A fact with all that it rests on; `claims` are its own, oldest first."""
    turns = dict.fromkeys(turn for claim in claims if (turn := read_turn(claim)) is not None)
    return FactView(
        id=row.id,
        subject=row.subject,
        predicate=row.predicate,
        object=row.object,
        text=row.text,
        entities=tuple(row.entities),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        said_at=row.said_at,
        learned_at=row.learned_at,
        status=Status(row.status),
        pinned=row.pinned,
        origin=Origin(row.origin),
        quote=row.quote,
        turns=tuple(turns),
    )


def read_loop(row: MemoryLoop) -> LoopView:
    """A loop as others see it."""
    return LoopView(
        id=row.id,
        kind=LoopKind(row.kind),
        text=row.text,
        quote=row.quote,
        turn=TurnRef(row.session_id, row.turn_id),
        opened_at=row.opened_at,
        due_at=row.due_at,
        closed_at=row.closed_at,
    )

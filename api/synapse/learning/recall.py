"""How what was learned joins the answers of the memory service: facts, retired turns, loops, items of a brief."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from api.db import AsyncSession
from api.models import MemoryClaim, MemoryFact
from api.synapse.language.words import cut_all, faint_stems
from api.synapse.learning import loop_repository, repository
from api.synapse.learning.keys import hash_untrue
from api.synapse.learning.rows import read_fact, read_turn
from api.synapse.learning.schemas import FactView, Status
from api.synapse.schemas import FactHit, FactQuestion, Retirement, TurnRef
from astra.contracts.memory import BriefItem, Loop

_MAX_MATCHES = 4_000
_FAINT_WEIGHT = 0.2
_BRIEF_ITEMS = 12
_LEADING = ("name", "lives_in", "works_as", "works_at", "relationship_status", "partner_name")
"""What is worth knowing first."""


class Recall:
    """The derived layer as the transcripts' search sees it; `api.synapse.schemas.Learned`."""

    async def find_facts(self, db: AsyncSession, user_id: str, question: FactQuestion) -> Sequence[FactHit]:
        """Facts that hold words of the question, best first; what is past only where the past is asked for."""
        if not question.stems:
            return ()
        statuses = [Status.CURRENT.value, *([Status.SUPERSEDED.value] if question.past else [])]
        stems = sorted(question.stems)
        matches = await repository.match_terms(db, user_id, stems, statuses, limit=_MAX_MATCHES)
        shares = _weigh(matches, question.stems)
        best = sorted(shares, key=lambda fact_id: -shares[fact_id])[: max(question.limit * 3, 20)]
        views = await read_views(db, user_id, await repository.read_facts(db, user_id, best))
        views.sort(key=lambda view: (-shares[view.id], not view.pinned, -view.said_at.timestamp(), str(view.id)))
        return [
            FactHit(text=view.text, said_on=view.said_at.date(), turns=view.turns[::-1], fit=shares[view.id])
            for view in views[: question.limit]
        ]

    async def read_facts(
        self, db: AsyncSession, user_id: str, fits: Mapping[UUID, float], question: FactQuestion
    ) -> Sequence[FactHit]:
        """Those of these facts that hold, or held where the past is asked for."""
        statuses = {Status.CURRENT, *([Status.SUPERSEDED] if question.past else [])}
        views = await read_views(db, user_id, await repository.read_facts(db, user_id, list(fits)))
        return [
            FactHit(text=view.text, said_on=view.said_at.date(), turns=view.turns[::-1], fit=fits[view.id])
            for view in views
            if view.status in statuses
        ]

    async def find_retired(
        self, db: AsyncSession, user_id: str, turns: Sequence[TurnRef], question: FactQuestion
    ) -> Mapping[TurnRef, Retirement]:
        """Which of these turns are no longer to be believed.

        A turn that was taken back, or on which a retracted fact rests, is untrue, whatever is asked. One is superseded
        when the past fact that rests on it is what the question is about, or when nothing that rests on it holds.
        """
        untrue = await find_untrue(db, user_id, turns)
        claims = await repository.list_claims_of_turns(db, user_id, [turn.turn_id for turn in turns])
        resting = [
            (turn, claim.fact_id)
            for claim in claims
            if claim.fact_id is not None and (turn := read_turn(claim)) is not None and turn in turns
        ]
        rows = await repository.read_facts(db, user_id, [fact_id for _, fact_id in resting])
        facts = {fact.id: fact for fact in rows}
        on_turn: dict[TurnRef, list[MemoryFact]] = defaultdict(list)
        for turn, fact_id in resting:
            if fact_id in facts:
                on_turn[turn].append(facts[fact_id])
        judged = {turn: _judge(on_it, question) for turn, on_it in on_turn.items()}
        retired = {turn: why for turn, why in judged.items() if why is not None}
        return retired | dict.fromkeys(untrue, Retirement.UNTRUE)

    async def list_loops(self, db: AsyncSession, user_id: str) -> Sequence[Loop]:
        """What is open: with a day to come by the day, then the newest."""
        rows = await loop_repository.list_loops(db, user_id, only_open=True)
        rows.sort(key=lambda row: row.opened_at, reverse=True)
        rows.sort(key=lambda row: (row.due_at is None, row.due_at.timestamp() if row.due_at else 0.0))
        return [
            Loop(text=row.text, opened_at=row.opened_at, due_at=row.due_at, turn_ids=(row.turn_id,)) for row in rows
        ]

    async def list_brief_items(self, db: AsyncSession, user_id: str, *, now: datetime) -> Sequence[BriefItem]:  # noqa: ARG002  the protocol's signature
        """Pinned facts, who the person is, then what was said last."""
        rows = await repository.list_facts(db, user_id, [Status.CURRENT.value])
        order = {predicate: place for place, predicate in enumerate(_LEADING)}
        rows.sort(key=lambda row: (not row.pinned, order.get(row.predicate, len(order))))
        return [
            BriefItem(kind="fact", text=row.text, date=row.said_at.date().isoformat()) for row in rows[:_BRIEF_ITEMS]
        ]


async def find_untrue(db: AsyncSession, user_id: str, turns: Collection[TurnRef]) -> set[TurnRef]:
    """Those of these turns that the person took back whole."""
    marks = {hash_untrue(user_id, turn): turn for turn in turns}
    return {marks[mark] for mark in await repository.find_retractions(db, user_id, marks)}


async def read_views(db: AsyncSession, user_id: str, rows: Sequence[MemoryFact]) -> list[FactView]:
    """Facts with their receipts, in the order given."""
    claims: dict[UUID | None, list[MemoryClaim]] = defaultdict(list)
    for claim in await repository.list_claims_of_facts(db, user_id, [row.id for row in rows]):
        claims[claim.fact_id].append(claim)
    return [read_fact(row, claims[row.id]) for row in rows]


def _weigh(matches: Sequence[tuple[UUID, str]], stems: frozenset[str]) -> dict[UUID, float]:
    faint = faint_stems()
    weights = {stem: _FAINT_WEIGHT if stem in faint else 1.0 for stem in stems}
    held: dict[UUID, float] = defaultdict(float)
    for fact_id, term in matches:
        held[fact_id] += weights[term]
    total = sum(weights.values())
    return {fact_id: weight / total for fact_id, weight in held.items()}


def _judge(facts: Sequence[MemoryFact], question: FactQuestion) -> Retirement | None:
    if any(fact.status == Status.RETRACTED.value for fact in facts):
        return Retirement.UNTRUE
    past = [fact for fact in facts if fact.status == Status.SUPERSEDED.value]
    if not past or question.past:
        return None
    is_asked = any(question.stems & set(cut_all(f"{fact.text} {fact.predicate}")) for fact in past)
    return Retirement.SUPERSEDED if is_asked or len(past) == len(facts) else None

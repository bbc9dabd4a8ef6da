"""The answer to `/memory/query`: turns found in transcripts, joined by what was learned, without what is retired."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from api.db import AsyncSession
from api.models import MemoryTurn, MemoryUser
from api.synapse import index_repository, repository
from api.synapse.language.words import split_words
from api.synapse.meanings import Meant
from api.synapse.nearness import Near, find_near
from api.synapse.ranking import Line
from api.synapse.schemas import FactHit, FactQuestion, Learned, Retirement, TurnRef
from api.synapse.search import make_window, search, write_line
from api.synapse.weights import REACH
from astra.contracts.memory import MemoryFact, MemoryQuery

_SPARE = 12
"""So many more turns than asked for are looked at, because some may be retired or repeat one another."""
_FACT_LIFT = 0.4
"""How far a fitting fact lifts the turn it rests on towards 1."""
_FACT_ALONE = 0.6
"""What a perfectly fitting fact is worth where it rests on no turn that was found."""


_FIT_ENOUGH = 0.5
"""A fact that holds less of the question's words than this says nothing about the answer."""
_NEAR_LIFT = 0.35
"""How far the nearest meaning lifts a turn that its words brought towards 1; less for those behind it."""
_NEAR_ALONE = 0.45
"""What the nearest meaning is worth by itself: less than words that are likelier to be the answer than not."""
_NEAR_FIT = 0.75
"""How well the fact of the nearest meaning fits, so that it too is worth no more by itself."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the answer in the making; `turn` is None for a fact that rests on none."""

    score: float
    turn: Line | None
    fact: FactHit | None = None


async def find_facts(
    db: AsyncSession, user: MemoryUser, body: MemoryQuery, learned: Learned, *, meant: Meant | None = None
) -> list[MemoryFact]:
    """The best lines of memory for a query, at most `limit`; `meant` is what it means, where that is known."""
    window = make_window(body.from_, body.to)
    found = await search(db, user, body.query, window=window)
    near = Near() if meant is None else await find_near(db, user, meant, window)
    question = FactQuestion(body.query, found.question.stems, found.question.past, body.limit)
    best = found.ranked[: body.limit + _SPARE]
    entries = [_Entry(ranked.score, found.lines[ranked.place]) for ranked in best]
    entries = await _join_near(db, user, entries, near.turns)
    facts = [*await learned.find_facts(db, user.user_id, question)]
    if near.facts:
        fits = {fact_id: _NEAR_FIT * worth for fact_id, worth in near.facts.items()}
        facts = _keep_fittest([*facts, *await learned.read_facts(db, user.user_id, fits, question)])
    facts = [fact for fact in facts if fact.fit >= _FIT_ENOUGH and window.admits(fact.said_on)]
    entries = await _join_facts(db, user, entries, facts)
    entries = await _drop_retired(db, user, entries, question, learned)
    merged = _merge_repeats(entries)[: body.limit]
    around = await _read_around(db, user, merged) if body.include_context else {}
    return [_write(entry, ids, around) for entry, ids in merged]


async def _join_near(
    db: AsyncSession, user: MemoryUser, entries: Sequence[_Entry], near: Mapping[int, float]
) -> list[_Entry]:
    """Lift the turns that are near by their meaning, and add those that words did not bring.

    The words' own scores are kept and the ranks of meaning added to them at a smaller weight: fused as equals, rank by
    rank, the two find less among the first few lines than words do alone.
    """
    if not near:
        return list(entries)
    by_place = {entry.turn.place: entry for entry in entries if entry.turn is not None}
    missing = sorted(place for place in near if place not in by_place)
    lines = await index_repository.list_lines(db, user.user_no or 0, missing)
    for place, worth in near.items():
        if (entry := by_place.get(place)) is not None:
            by_place[place] = replace(entry, score=entry.score + (1 - entry.score) * _NEAR_LIFT * worth)
        elif place in lines:
            by_place[place] = _Entry(_NEAR_ALONE * worth, lines[place])
    return sorted(by_place.values(), key=lambda entry: -entry.score)


def _keep_fittest(facts: Sequence[FactHit]) -> list[FactHit]:
    """Each fact once, with the better of its fits."""
    fittest: dict[tuple[str, tuple[TurnRef, ...]], FactHit] = {}
    for fact in sorted(facts, key=lambda fact: -fact.fit):
        fittest.setdefault((fact.text, fact.turns), fact)
    return list(fittest.values())


async def _join_facts(
    db: AsyncSession, user: MemoryUser, entries: Sequence[_Entry], facts: Sequence[FactHit]
) -> list[_Entry]:
    """Lift the turns that fitting facts rest on, and add the facts that rest on none of those found."""
    if not facts:
        return list(entries)
    by_ref = {entry.turn.ref: entry for entry in entries if entry.turn is not None}
    for fact in facts:
        known = [ref for ref in fact.turns if ref in by_ref]
        for ref in known:
            entry = by_ref[ref]
            by_ref[ref] = replace(entry, score=entry.score + (1 - entry.score) * _FACT_LIFT * fact.fit)
        if not known:
            receipts = await repository.list_turns_by_ref(db, user.user_no or 0, fact.turns)
            turn = _read_line(receipts[-1]) if receipts else None
            by_ref[turn.ref if turn else TurnRef("", fact.text)] = _Entry(_FACT_ALONE * fact.fit, turn, fact)
    return sorted(by_ref.values(), key=lambda entry: -entry.score)


async def _drop_retired(
    db: AsyncSession, user: MemoryUser, entries: Sequence[_Entry], question: FactQuestion, learned: Learned
) -> list[_Entry]:
    """Leave out what is not true, and what no longer holds unless the past is asked for."""
    refs = [entry.turn.ref for entry in entries if entry.turn is not None]
    retired = await learned.find_retired(db, user.user_id, refs, question)

    def holds(entry: _Entry) -> bool:
        why = None if entry.turn is None else retired.get(entry.turn.ref)
        return why is None or (why is Retirement.SUPERSEDED and question.past)

    return [entry for entry in entries if holds(entry)]


def _merge_repeats(entries: Sequence[_Entry]) -> list[tuple[_Entry, list[str]]]:
    """Each line once, with the ids of all turns that say it word for word."""
    merged: dict[tuple[str | None, str], tuple[_Entry, list[str]]] = {}
    for entry in entries:
        turn = entry.turn
        said = turn.text if turn is not None else entry.fact.text if entry.fact is not None else ""
        key = (turn.speaker or turn.role if turn is not None else None, " ".join(split_words(said)))
        _, ids = merged.setdefault(key, (entry, []))
        if turn is not None:
            ids.append(turn.ref.turn_id)
    return list(merged.values())


async def _read_around(
    db: AsyncSession, user: MemoryUser, merged: Sequence[tuple[_Entry, list[str]]]
) -> dict[int, Line]:
    places = {
        entry.turn.place + step for entry, _ in merged if entry.turn is not None for step in range(-REACH, REACH + 1)
    }
    return await index_repository.list_lines(db, user.user_no or 0, sorted(places))


def _write(entry: _Entry, ids: Sequence[str], around: Mapping[int, Line]) -> MemoryFact:
    score = round(min(1.0, max(0.0, entry.score)), 4)
    if entry.turn is None:
        fact = entry.fact
        said_on = fact.said_on.isoformat() if fact is not None and fact.said_on is not None else None
        return MemoryFact(text=fact.text if fact is not None else "", date=said_on, score=score, turn_ids=())
    place = entry.turn.place
    lines = [write_line(around[at]) for at in range(place - REACH, place + REACH + 1) if at in around]
    text = "\n".join(lines) if lines else write_line(entry.turn)
    return MemoryFact(text=text, date=entry.turn.day.isoformat(), score=score, turn_ids=tuple(ids))


def _read_line(turn: MemoryTurn) -> Line:
    place = index_repository.place_of(turn.no)
    return Line(place, turn.session_id, turn.turn_id, turn.role, turn.speaker, turn.day, turn.text, terms="")

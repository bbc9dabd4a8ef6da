"""Recall, rank and gate of the built-in memory on the evaluation set, through the real wire."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx

from bench.memory_retrieval.talks import KINDS, Asked, Talks

LIMIT = 10
GATE = 0.5
"""From this score on, a line is taken for an answer."""


@dataclass(slots=True)
class Tally:
    """What was found for questions of one kind."""

    at_3: list[float] = field(default_factory=list)
    at_10: list[float] = field(default_factory=list)
    reciprocal: list[float] = field(default_factory=list)
    best: list[float] = field(default_factory=list)
    """The score of the best line of each question."""


async def ask_all(client: httpx.AsyncClient, all_talks: Sequence[Talks]) -> dict[str, Tally]:
    """Take all talks in, ask all questions, and tally by kind."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for talks in all_talks:
        for session in talks.sessions:
            (await client.post("/synapse/session/ingest", json=session)).raise_for_status()
        for asked in talks.questions:
            body = {"userId": talks.user_id, "query": asked.text, "limit": LIMIT}
            answer = await client.post("/synapse/memory/query", json=body)
            answer.raise_for_status()
            _count(tallies[asked.kind], asked, answer.json()["facts"])
    return {kind: tallies[kind] for kind in KINDS if kind in tallies}


def _count(tally: Tally, asked: Asked, facts: list[dict[str, object]]) -> None:
    tally.best.append(float(str(facts[0]["score"])) if facts else 0.0)
    if asked.evidence:
        ids = [set(map(str, fact["turnIds"])) if isinstance(fact["turnIds"], list) else set[str]() for fact in facts]
        count_found(tally, asked, ids)


def count_found(tally: Tally, asked: Asked, ids: Sequence[set[str]]) -> None:
    """Tally what an answerable question was answered with: for each line the ids of its turns."""
    for k, recalls in ((3, tally.at_3), (LIMIT, tally.at_10)):
        recalls.append(len(asked.evidence & set[str]().union(*ids[:k])) / len(asked.evidence))
    ranks = [rank for rank, found in enumerate(ids, start=1) if found & asked.evidence]
    tally.reciprocal.append(1 / ranks[0] if ranks else 0.0)


def mean(values: Sequence[float]) -> float:
    """The mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


@dataclass(frozen=True, slots=True)
class Gate:
    """How well the best score tells answerable from unanswerable: over all cuts, and in misfires at `GATE`."""

    auc: float
    let_in: float
    turned_away: float


def measure_gate(tallies: dict[str, Tally]) -> Gate:
    """The gate's quality over all questions that were asked."""
    good = [score for kind, tally in tallies.items() if kind != "unanswerable" for score in tally.best]
    bad = tallies["unanswerable"].best
    wins = sum((one > two) + (one == two) / 2 for one in good for two in bad)
    return Gate(
        auc=wins / max(1, len(good) * len(bad)),
        let_in=mean([float(score >= GATE) for score in bad]),
        turned_away=mean([float(score < GATE) for score in good]),
    )

"""Ranking: from which turns hold which words to the turns that answer a question, best first.

Two passes, both pure. The first works on postings alone (which turns hold a stem) and is one vector sum over the
user's block of numbers, so that a hundred thousand turns cost milliseconds; a turn is found by its own words and, at a
fraction of their weight, by those of its neighbours. The second looks at the best of them word by word. Both are BM25
with the frequency taken over the turn and its surroundings before it saturates (BM25F), by Robertson and Zaragoza.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from api.synapse.language.days import measure_fit
from api.synapse.language.words import QUESTION_MARK, fold, time_stems
from api.synapse.question import Concept, Question, Want
from api.synapse.schemas import TurnRef
from astra.contracts.utterance import Role

REACH = 2
"""How many turns before and after a turn count as its surroundings."""
_CHUNK = 16
"""How many numbers make a piece of the block for the wider surroundings."""


@dataclass(frozen=True, slots=True)
class Tuning:
    """The weights of the ranking; where they come from is in docs/memory.md."""

    k1: float = 1.2
    b: float = 0.3
    usual_length: float = 11.0
    before: tuple[float, ...] = (0.4, 0.25)
    """Of the words of the turn before, and of the one before that."""
    after: tuple[float, ...] = (0.3, 0.2)
    asked_before: float = 0.6
    """Of the words of a question that the turn follows at once."""
    asked: float = 0.5
    """Of the words of a turn's own questions."""
    kin: float = 0.35
    pair: float = 0.25
    topic: float = 0.2
    """Of how much of the question the wider surroundings (about thirty turns) speak of."""
    other_speaker: float = 0.5
    other_role: float = 0.85
    day: float = 0.35
    days_alone: float = 0.5
    """What a day is worth to a question that has nothing else."""
    want: float = 0.12
    shortlist: int = 60
    steepness: float = 2.0
    """Makes 0.5 the score from which on an answer is more likely there than not."""


TUNING = Tuning()


@dataclass(frozen=True, slots=True)
class Posting:
    """Where a concept occurs: numbers (relative to the user's block) of turns with its stem, and with its kin."""

    concept: Concept
    own: NDArray[np.int64]
    kin: NDArray[np.int64]
    frequency: float
    """In how many of the user's turns the stem occurs; an estimate where the posting was cut off."""


@dataclass(frozen=True, slots=True)
class Line:
    """A turn as the second pass and the answer see it; `terms` are its stems as the index holds them."""

    place: int
    ref: TurnRef
    role: Role
    speaker: str | None
    day: date
    text: str
    terms: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """A turn with its score from 0 to 1; `place` is its number within the user's block."""

    place: int
    score: float


def weigh_rarity(frequency: float, turns: int) -> float:
    """Inverse document frequency: above 0, and larger the fewer turns hold a word."""
    frequency = min(frequency, turns)
    return math.log(1 + (turns - frequency + 0.5) / (frequency + 0.5))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A place worth a look, and how much of the question its wider surroundings speak of."""

    place: int
    topic: float


def propose(
    postings: Sequence[Posting],
    turns: int,
    size: int,
    *,
    dated: NDArray[np.int64] | None = None,
    allowed: NDArray[np.int64] | None = None,
    days_alone: bool = False,
    tuning: Tuning = TUNING,
) -> list[Proposal]:
    """The places below `size` most worth a look, best first.

    `dated` are places on days that the question names, which with `days_alone` are worth a look for that reason only;
    `allowed`, where given, are the only places that may be proposed.
    """
    total = np.zeros(size + 2 * REACH, dtype=np.float64)
    topic = np.zeros(size // _CHUNK + 3, dtype=np.float64)
    for posting in postings:
        rarity = posting.concept.weight * weigh_rarity(posting.frequency, turns)
        counts = np.zeros_like(total)
        for places, share in ((posting.own, 1.0), (posting.kin, tuning.kin)):
            at = places + REACH
            counts[at] += share
            for step in range(1, REACH + 1):
                counts[at + step] += share * tuning.before[step - 1]
                counts[at - step] += share * tuning.after[step - 1]
        total += rarity * counts * (tuning.k1 + 1) / (counts + tuning.k1)
        topic += rarity * _spread(posting.own, len(topic))
    if dated is not None:
        total[dated + REACH] = total[dated + REACH] * (1 + tuning.day) + (tuning.days_alone if days_alone else 0.0)
    total = total[REACH : size + REACH]
    if allowed is not None:
        total *= np.isin(np.arange(size), allowed)
    found = np.flatnonzero(total)
    total[found] += tuning.topic * topic[found // _CHUNK + 1]
    count = min(tuning.shortlist, len(found))
    if count == 0:
        return []
    best = np.argpartition(-total, count - 1)[:count]
    best = best[np.argsort(-total[best], kind="stable")]
    return [Proposal(int(place), float(topic[place // _CHUNK + 1])) for place in best]


def _spread(places: NDArray[np.int64], chunks: int) -> NDArray[np.float64]:
    """How densely a word occurs around each chunk of the block, saturating from 0 to 1."""
    here = np.bincount(places // _CHUNK + 1, minlength=chunks).astype(np.float64)
    around = here.copy()
    around[1:] += here[:-1] / 2
    around[:-1] += here[1:] / 2
    return around / (around + 1)


class Ranker:
    """The second pass over the proposed places and their surroundings."""

    def __init__(
        self,
        question: Question,
        postings: Sequence[Posting],
        turns: int,
        *,
        spans: Sequence[tuple[date, date]] = (),
        tuning: Tuning = TUNING,
    ) -> None:
        self._question = question
        self._tuning = tuning
        self._spans = list(spans)
        self._concepts = [
            (posting.concept, posting.concept.weight * weigh_rarity(posting.frequency, turns)) for posting in postings
        ]
        self._mass = sum(rarity for _, rarity in self._concepts) or 1.0
        if spans and not question.is_carried:
            self._mass += tuning.days_alone

    def rank(self, proposals: Sequence[Proposal], lines: Mapping[int, Line]) -> list[Ranked]:
        """The proposed turns, best first; `lines` holds them and what of their surroundings exists."""
        read = {place: _split(line.terms) for place, line in lines.items()}
        scored: list[Ranked] = []
        for proposal in proposals:
            line = lines.get(proposal.place)
            if line is not None and (raw := self._score(proposal, line, read)) > 0:
                scored.append(Ranked(proposal.place, raw))
        scored.sort(key=lambda one: (-one.score, -one.place))
        return [Ranked(one.place, self._settle(one.score)) for one in scored]

    def _score(self, proposal: Proposal, line: Line, read: Mapping[int, tuple[list[str], list[str]]]) -> float:
        tuning = self._tuning
        said, asked = read[proposal.place]
        length = len(said) + len(asked)
        norm = tuning.k1 * (1 - tuning.b + tuning.b * length / tuning.usual_length)
        score = 0.0
        for concept, rarity in self._concepts:
            count = self._count(concept, said) + tuning.asked * self._count(concept, asked)
            count += self._count_around(concept, proposal.place, read)
            score += rarity * count * (tuning.k1 + 1) / (count + norm)
        score += self._weigh_pairs(said) + tuning.topic * proposal.topic
        if self._spans and not self._question.is_carried:
            score += tuning.days_alone * measure_fit(line.day, self._spans)
        return score * self._weigh_circumstances(line, said)

    def _count(self, concept: Concept, stems: Sequence[str]) -> float:
        own = stems.count(concept.stem)
        if own or not concept.kin:
            return float(own)
        return self._tuning.kin if any(one in concept.kin for one in stems) else 0.0

    def _count_around(self, concept: Concept, place: int, read: Mapping[int, tuple[list[str], list[str]]]) -> float:
        tuning = self._tuning
        count = 0.0
        for step in range(1, REACH + 1):
            if (before := read.get(place - step)) is not None:
                asked = tuning.asked_before if step == 1 else tuning.before[step - 1]
                count += tuning.before[step - 1] * self._count(concept, before[0])
                count += asked * self._count(concept, before[1])
            if (after := read.get(place + step)) is not None:
                both = self._count(concept, after[0]) + tuning.asked * self._count(concept, after[1])
                count += tuning.after[step - 1] * both
        return count

    def _weigh_pairs(self, said: Sequence[str]) -> float:
        if not self._question.pairs:
            return 0.0
        rarity = {concept.stem: weight for concept, weight in self._concepts}
        held = self._question.pairs.intersection(pairwise(said))
        return self._tuning.pair * sum(min(rarity.get(one, 0.0), rarity.get(two, 0.0)) for one, two in held)

    def _weigh_circumstances(self, line: Line, said: Sequence[str]) -> float:
        tuning, question = self._tuning, self._question
        weight = 1.0
        if question.speakers and line.speaker is not None:
            weight *= 1.0 if fold(line.speaker) in question.speakers else tuning.other_speaker
        elif question.role is not None and line.speaker is None:
            weight *= 1.0 if line.role is question.role else tuning.other_role
        if self._spans:
            weight *= 1 + tuning.day * measure_fit(line.day, self._spans)
        if question.want is Want.MOMENT and not time_stems().isdisjoint(said):
            weight *= 1 + tuning.want
        if question.want is Want.NUMBER and any(one[0].isdigit() for one in said):
            weight *= 1 + tuning.want
        return weight

    def _settle(self, raw: float) -> float:
        """From an open-ended sum to 0..1: how much of what the question could have matched was matched."""
        return round(1 - math.exp(-self._tuning.steepness * raw / self._mass), 4)


def _split(terms: str) -> tuple[list[str], list[str]]:
    """The stems of statements and of questions."""
    said, _, asked = terms.partition(QUESTION_MARK)
    return said.split(), asked.split()

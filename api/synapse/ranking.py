"""Ranking: from which turns hold which words to the turns that answer a question, best first.

Two passes, both pure. The first works on postings alone (which turns hold a stem) and is one vector sum over the
user's block of numbers, so that a hundred thousand turns cost milliseconds; a turn is found by its own words and, at a
fraction of their weight, by those of its neighbours. The second looks at the best of them word by word. Both are BM25
with the frequency taken over the turn and its surroundings before it saturates (BM25F), by Robertson and Zaragoza.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from api.synapse.language.days import measure_fit
from api.synapse.language.words import QUESTION_MARK, fold, time_stems
from api.synapse.question import Concept, Question, Want
from api.synapse.schemas import TurnRef

REACH = 2
"""How many turns before and after a turn count as its surroundings."""
_WIDE = 12
"""How many places to either side count as the wider surroundings."""
_ROUGH = 8
"""How many times the short list the rough sum may bring."""
_Stems = tuple[list[str], list[str]]
"""The stems of a turn's statements, and of its questions."""


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
    """Of how much of the question the wider surroundings (a dozen turns to either side) speak of."""
    other_speaker: float = 0.5
    other_role: float = 0.85
    day: float = 0.35
    days_alone: float = 0.5
    """What a day is worth to a question that has nothing else."""
    want: float = 0.12
    shortlist: int = 36
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


class Line(NamedTuple):
    """A turn as the second pass and the answer see it; `terms` are its stems as the index holds them.

    A named tuple, because a question reads some two hundred of them.
    """

    place: int
    session_id: str
    turn_id: str
    role: str
    speaker: str | None
    day: date
    text: str
    terms: str

    @property
    def ref(self) -> TurnRef:
        """Where the turn is."""
        return TurnRef(self.session_id, self.turn_id)


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
    `allowed`, where given, are the only places that may be proposed. A rough sum over the whole block picks a few
    hundred places, and only for those is each word weighed as BM25F does.
    """
    weights = [posting.concept.weight * weigh_rarity(posting.frequency, turns) for posting in postings]
    rough = _sum_roughly(postings, weights, size, tuning)
    if dated is not None:
        rough[dated] = rough[dated] * (1 + tuning.day) + (tuning.days_alone if days_alone else 0.0)
    if allowed is not None:
        rough *= np.isin(np.arange(size), allowed)
    found = np.flatnonzero(rough)
    if len(found) == 0:
        return []
    places = _take_best(found, rough[found], _ROUGH * tuning.shortlist)
    total = np.zeros(len(places))
    topic = np.zeros(len(places))
    for posting, weight in zip(postings, weights, strict=True):
        counts = _count_in_windows(places, posting.own, tuning) + tuning.kin * _count_in_windows(
            places, posting.kin, tuning
        )
        total += weight * counts * (tuning.k1 + 1) / (counts + tuning.k1)
        topic += weight * _measure_topic(places, posting.own)
    total += tuning.topic * topic
    if dated is not None:
        total *= 1 + tuning.day * np.isin(places, dated)
        total += tuning.days_alone * np.isin(places, dated) if days_alone else 0.0
    best = np.argsort(-total, kind="stable")[: tuning.shortlist]
    return [Proposal(int(places[at]), float(topic[at])) for at in best]


def _sum_roughly(
    postings: Sequence[Posting], weights: Sequence[float], size: int, tuning: Tuning
) -> NDArray[np.float32]:
    """For every place of the block the weight of the words there and, at a share, around it."""
    own = np.zeros(size + 2 * REACH, dtype=np.float32)
    for posting, weight in zip(postings, weights, strict=True):
        own[posting.own + REACH] += weight
        own[posting.kin + REACH] += weight * tuning.kin
    rough = own[REACH : size + REACH].copy()
    for step in range(1, REACH + 1):
        rough += np.float32(tuning.before[step - 1]) * own[REACH - step : size + REACH - step]
        rough += np.float32(tuning.after[step - 1]) * own[REACH + step : size + REACH + step]
    return rough


def _take_best(places: NDArray[np.int64], values: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    if len(places) <= count:
        return places
    return np.sort(places[np.argpartition(-values, count - 1)[:count]])


def _count_in_windows(places: NDArray[np.int64], held: NDArray[np.int64], tuning: Tuning) -> NDArray[np.float64]:
    """How often a word occurs at and around each of these places, given where it is held (any order, each once)."""
    counts = np.zeros(len(places))
    if len(held) == 0:
        return counts
    held = np.sort(held)
    shares = {0: 1.0}
    shares |= {-step: tuning.before[step - 1] for step in range(1, REACH + 1)}
    shares |= {step: tuning.after[step - 1] for step in range(1, REACH + 1)}
    for step, share in shares.items():
        wanted = places + step
        at = np.minimum(np.searchsorted(held, wanted), len(held) - 1)
        counts += share * (held[at] == wanted)
    return counts


def _measure_topic(places: NDArray[np.int64], held: NDArray[np.int64]) -> NDArray[np.float64]:
    """How densely a word occurs in the wider surroundings of each place, saturating from 0 to 1."""
    held = np.sort(held)
    around = np.searchsorted(held, places + _WIDE, "right") - np.searchsorted(held, places - _WIDE, "left")
    return around / (around + 1.0)


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
        self._concepts = [posting.concept for posting in postings]
        self._weights = np.array(
            [posting.concept.weight * weigh_rarity(posting.frequency, turns) for posting in postings], dtype=np.float64
        )
        self._rarity = dict(zip((concept.stem for concept in self._concepts), self._weights.tolist(), strict=True))
        self._meanings: dict[str, list[tuple[int, bool]]] = defaultdict(list)
        for at, concept in enumerate(self._concepts):
            self._meanings[concept.stem].append((at, True))
            for one in concept.kin:
                self._meanings[one].append((at, False))
        self._mass = float(self._weights.sum()) or 1.0
        if spans and not question.is_carried:
            self._mass += tuning.days_alone

    def rank(self, proposals: Sequence[Proposal], lines: Mapping[int, Line]) -> list[Ranked]:
        """The proposed turns, best first; `lines` holds them and what of their surroundings exists."""
        read = {place: _split(line.terms) for place, line in lines.items()}
        proposals = [proposal for proposal in proposals if proposal.place in read]
        words = self._weigh_words([proposal.place for proposal in proposals], read)
        scored: list[Ranked] = []
        for proposal, matched in zip(proposals, words, strict=True):
            line, (said, _) = lines[proposal.place], read[proposal.place]
            raw = matched + self._weigh_pairs(said) + self._tuning.topic * proposal.topic
            if self._spans and not self._question.is_carried:
                raw += self._tuning.days_alone * measure_fit(line.day, self._spans)
            if (raw := raw * self._weigh_circumstances(line, said)) > 0:
                scored.append(Ranked(proposal.place, raw))
        scored.sort(key=lambda one: (-one.score, -one.place))
        return [Ranked(one.place, self._settle(one.score)) for one in scored]

    def _weigh_words(self, places: Sequence[int], read: Mapping[int, _Stems]) -> list[float]:
        """BM25F of each place over its own words and those around it."""
        tuning = self._tuning
        row = {place: at for at, place in enumerate(read)}
        said = self._count([stems[0] for stems in read.values()])
        asked = self._count([stems[1] for stems in read.values()])

        def rows(step: int) -> list[int]:
            return [row.get(place + step, -1) for place in places]  # the last row is empty

        count = said[rows(0)] + tuning.asked * asked[rows(0)]
        for step in range(1, REACH + 1):
            before, after = tuning.before[step - 1], tuning.after[step - 1]
            count += before * said[rows(-step)] + (tuning.asked_before if step == 1 else before) * asked[rows(-step)]
            count += after * (said[rows(step)] + tuning.asked * asked[rows(step)])
        lengths = np.array([len(read[place][0]) + len(read[place][1]) for place in places], dtype=np.float64)
        norm = tuning.k1 * (1 - tuning.b + tuning.b * lengths / tuning.usual_length)
        weighed = self._weights * count * (tuning.k1 + 1) / (count + norm[:, None])
        return [float(one) for one in weighed.sum(axis=1)]

    def _count(self, lines: Sequence[Sequence[str]]) -> NDArray[np.float64]:
        """How often each line holds each concept, or the kin's share where it holds only kin; the last row is empty."""
        own = np.zeros((len(lines) + 1, len(self._concepts)))
        kin = np.zeros_like(own)
        for at, stems in enumerate(lines):
            for one in stems:
                for concept, is_own in self._meanings.get(one, ()):
                    if is_own:
                        own[at, concept] += 1
                    else:
                        kin[at, concept] = self._tuning.kin
        return np.where(own > 0, own, kin)

    def _weigh_pairs(self, said: Sequence[str]) -> float:
        if not self._question.pairs:
            return 0.0
        held = self._question.pairs.intersection(pairwise(said))
        return self._tuning.pair * sum(min(self._rarity.get(one, 0.0), self._rarity.get(two, 0.0)) for one, two in held)

    def _weigh_circumstances(self, line: Line, said: Sequence[str]) -> float:
        tuning, question = self._tuning, self._question
        weight = 1.0
        if question.speakers and line.speaker is not None:
            weight *= 1.0 if fold(line.speaker) in question.speakers else tuning.other_speaker
        elif question.role is not None and line.speaker is None:
            weight *= 1.0 if line.role == question.role.value else tuning.other_role
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


def _split(terms: str) -> _Stems:
    """The stems of statements and of questions."""
    said, _, asked = terms.partition(QUESTION_MARK)
    return said.split(), asked.split()

"""The second pass of the search: the proposed turns, weighed word by word with all that speaks for them, best first.

Both passes are pure, and BM25 with the frequency taken over a turn and its surroundings before it saturates (BM25F), by
Robertson and Zaragoza.
"""

import math
import re
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
from api.synapse.proposing import Proposal
from api.synapse.question import Question, Want
from api.synapse.schemas import TurnRef
from api.synapse.weights import REACH, TUNING, Posting, Tuning, weigh_rarity

_FIRST_PERSON = re.compile(
    r"\b(?:i|me|my|mine|we|us|our|ours|i['’](?:m|ve|d|ll)|main|mujhe|mera|meri|mere|maine|hum|humne)\b|मैं|मेर[ािे]|मुझे",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
_Stems = tuple[list[str], list[str]]
"""The stems of a turn's statements, and of its questions."""


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
        if question.want is Want.NAME and _NAME.search(line.text):
            weight *= 1 + tuning.want
        if _FIRST_PERSON.search(line.text):
            weight *= 1 + tuning.first_person
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

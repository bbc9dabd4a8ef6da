"""What the passes of the search share: its weights, where words occur, and how much a word tells by being rare."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from api.synapse.question import Concept

REACH = 2
"""How many turns before and after a turn count as its surroundings."""


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
    """Of a turn that has what the question asks for: a time, a number, a name."""
    first_person: float = 0.15
    """Of a turn that speaks of its speaker: what people tell, they tell of themselves."""
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


def weigh_rarity(frequency: float, turns: int) -> float:
    """Inverse document frequency: above 0, and larger the fewer turns hold a word."""
    frequency = min(frequency, turns)
    return math.log(1 + (turns - frequency + 0.5) / (frequency + 0.5))

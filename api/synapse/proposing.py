"""The first pass of the search: from which turns hold which words to the few places that are worth a look.

It works on postings alone and is one vector sum over the user's block of numbers, so that a hundred thousand turns cost
milliseconds; a turn is found by its own words and, at a fraction of their weight, by those of its neighbours.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from api.synapse.weights import REACH, TUNING, Posting, Tuning, weigh_rarity

_WIDE = 12
"""How many places to either side count as the wider surroundings."""
_ROUGH = 8
"""How many times the short list the rough sum may bring."""


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

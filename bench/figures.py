"""Medians, ninetieth percentiles and ratios, each ratio with the interval that its scatter allows."""

import random
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

_RESAMPLES = 4000
_SEED = 20_26


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of two medians and its 95 % bootstrap interval."""

    value: float
    low: float
    high: float


def median(values: Sequence[float]) -> float:
    """The middle value. Raises `statistics.StatisticsError` when there is none."""
    return statistics.median(values)


def p90(values: Sequence[float]) -> float:
    """The value that nine of ten do not exceed (linear between neighbours)."""
    ordered = sorted(values)
    at = 0.9 * (len(ordered) - 1)
    below = int(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (at - below)


def ratio_of_medians(ours: Sequence[float], theirs: Sequence[float]) -> Ratio:
    """median(ours) / median(theirs); both sides are resampled with replacement for the interval."""
    chance = random.Random(_SEED)
    spread = sorted(
        median(chance.choices(ours, k=len(ours))) / median(chance.choices(theirs, k=len(theirs)))
        for _ in range(_RESAMPLES)
    )
    return Ratio(
        value=median(ours) / median(theirs),
        low=spread[int(0.025 * _RESAMPLES)],
        high=spread[int(0.975 * _RESAMPLES)],
    )

"""What lies near a question by its meaning: each vector of the user compared, and only what stands out taken.

How near is near differs from model to model. So a similarity counts by how far it stands out of the similarities of
everything else that the same person said, and among those that do, by its rank.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from api.db import AsyncSession
from api.models import MemoryUser
from api.synapse import index_repository, repository, vector_repository
from api.synapse.meanings import Meant
from api.synapse.search import MAX_ALLOWED, Window

NEWEST_TURNS = 2_000
"""So many turns of a user have vectors, and are compared."""
NEWEST_FACTS = 500
_MOST = 8
_DAMPING = 4.0
"""How slowly the worth of a rank falls: the second is worth 5/6 of the first, the fifth 5/9."""
_FAR_OUT = 2.0
"""Standard deviations above the mean from which a similarity stands out."""


@dataclass(frozen=True, slots=True)
class Near:
    """Places of turns and ids of facts, each with its worth from 0 to 1: the nearest has 1."""

    turns: Mapping[int, float] = field(default_factory=dict[int, float])
    facts: Mapping[UUID, float] = field(default_factory=dict[UUID, float])


async def find_near(db: AsyncSession, user: MemoryUser, meant: Meant, window: Window) -> Near:
    """What of the user's stands out by its meaning; of turns, those of the days of `window` alone."""
    user_no, dimension = user.user_no or 0, len(meant.vector)
    turns = await vector_repository.read_turn_vectors(db, user_no, meant.name, dimension, newest=NEWEST_TURNS)
    facts = await vector_repository.read_fact_vectors(db, user_no, meant.name, dimension, most=NEWEST_FACTS)
    allowed = None
    if turns.keys and not window.is_open:
        numbers = await repository.list_numbers_between(db, user_no, window.first, window.last, limit=MAX_ALLOWED)
        allowed = np.isin(np.array(turns.keys, dtype=np.int64), np.array(numbers, dtype=np.int64))
    return Near(
        turns={
            index_repository.place_of(turns.keys[at]): worth
            for at, worth in choose(turns.vectors @ meant.vector, allowed).items()
        },
        facts={facts.keys[at]: worth for at, worth in choose(facts.vectors @ meant.vector).items()},
    )


def choose(similarities: NDArray[np.float32], allowed: NDArray[np.bool_] | None = None) -> dict[int, float]:
    """Which similarities stand out, by their places, best first, each with the worth of its rank.

    With n values the highest can be no further than √(n-1) standard deviations above the mean: with few, half of that
    is enough.
    """
    count = len(similarities)
    if count == 0:
        return {}
    far_out = min(_FAR_OUT, 0.5 * math.sqrt(count - 1))
    bar = float(similarities.mean()) + far_out * float(similarities.std())
    stands_out = (similarities >= bar) & (similarities > 0)
    if allowed is not None:
        stands_out &= allowed
    places = np.flatnonzero(stands_out)
    best = places[np.argsort(-similarities[places], kind="stable")][:_MOST]
    return {int(place): (_DAMPING + 1) / (_DAMPING + rank) for rank, place in enumerate(best, start=1)}

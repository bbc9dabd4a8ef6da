"""Forgetting: what it would touch, and taking that out of transcripts, index and briefs in the caller's transaction."""

import re
import secrets
from collections.abc import Sequence

import numpy as np

from api.db import AsyncSession
from api.models import MemoryTurn, MemoryUser
from api.synapse import index_repository, repository
from api.synapse.language.words import cut, fold
from api.synapse.question import read_question
from api.synapse.schemas import Erased, TurnRef
from api.synapse.tombstones import mark_session, mark_text, mark_turn
from api.synapse.weights import weigh_rarity

_ALL = 1_000_000
_CAPITAL = re.compile(r"\b[A-Z]\w+")
_ENOUGH = 0.5
"""Share of the weight of what is to be forgotten that a turn must hold in its own words."""


async def find_matching(db: AsyncSession, user: MemoryUser, what: str, *, limit: int) -> list[MemoryTurn]:
    """The turns that say something about `what` in their own words, in the order of time.

    A turn with a name out of `what` is meant; without one, a turn must hold most of what the words weigh together.
    """
    concepts = read_question(what).concepts
    user_no = user.user_no or 0
    carried = [concept for concept in concepts if concept.weight >= 1] or list(concepts)
    probes = [[concept.stem] for concept in carried]
    postings = await index_repository.list_postings(
        db, user_no, probes, low=0, high=user.next_place, caps=[_ALL] * len(probes)
    )
    names = {cut(fold(word)) for word in _CAPITAL.findall(what)}
    held = np.zeros(user.next_place + 1, dtype=np.float64)
    named = np.zeros(user.next_place + 1, dtype=np.bool_)
    mass = 0.0
    for concept, places in zip(carried, postings, strict=True):
        if len(places) == 0:
            continue  # a word never said can't tell which turns are meant
        weight = concept.weight * weigh_rarity(len(places), user.turn_count)
        held[places] += weight
        mass += weight
        named[places] |= concept.stem in names
    if mass == 0.0:
        return []
    fitting = np.flatnonzero(named | (held >= _ENOUGH * mass))
    best = fitting[np.argsort(-held[fitting], kind="stable")][:limit]
    numbers = [index_repository.number(user_no, int(place)) for place in best]
    return sorted(await repository.list_turns_by_no(db, user_no, numbers), key=lambda turn: (turn.at, turn.no))


async def erase(db: AsyncSession, user_id: str, refs: Sequence[TurnRef]) -> Erased:
    """Take turns out for good; ids that are not known are barred all the same."""
    user = await repository.hold_user(db, user_id, tombstone_key=secrets.token_hex(32))
    user_no, key = user.user_no or 0, user.tombstone_key
    turns = await repository.list_turns_by_ref(db, user_no, refs)
    marks = [mark_turn(key, ref.session_id, ref.turn_id) for ref in refs]
    marks += [mark_text(key, turn.session_id, turn.text) for turn in turns]
    await repository.add_marks(db, user_no, marks)
    return await _remove(db, user, turns)


async def erase_sessions(db: AsyncSession, user_id: str, session_ids: Sequence[str]) -> Erased:
    """Take whole sessions out for good."""
    user = await repository.hold_user(db, user_id, tombstone_key=secrets.token_hex(32))
    user_no = user.user_no or 0
    await repository.add_marks(db, user_no, [mark_session(user.tombstone_key, one) for one in session_ids])
    turns = [turn for one in session_ids for turn in await repository.list_turns(db, user_no, one)]
    erased = await _remove(db, user, turns)
    await repository.remove_sessions_if_empty(db, user_no, session_ids)
    return erased


async def erase_user(db: AsyncSession, user_id: str) -> None:
    """Take out all that is held of a user."""
    user = await repository.find_user(db, user_id)
    if user is None:
        return
    user_no = user.user_no or 0
    await index_repository.remove_block(db, user_no)
    await repository.remove_user(db, user_no)
    await index_repository.compact(db)


async def _remove(db: AsyncSession, user: MemoryUser, turns: Sequence[MemoryTurn]) -> Erased:
    user_no = user.user_no or 0
    numbers = [turn.no for turn in turns]
    sessions = frozenset(turn.session_id for turn in turns)
    await index_repository.remove_terms(db, numbers)
    await repository.remove_turns(db, user_no, numbers)
    await repository.remove_briefs(db, user_no)
    user.turn_count -= len(numbers)
    await repository.store_user(db, user)
    if numbers:
        await index_repository.compact(db)
    return Erased(turns=len(numbers), sessions=sessions)

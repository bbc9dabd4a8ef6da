"""Taking something out of everything at once: messages, memory, facts, loops, events, overview, briefs, summaries.

All of it runs in the caller's transaction, so that either nothing is forgotten or all of it. Marks stay behind, and
with them nothing that arrives later, and no second reading of a transcript, can bring it back.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from api.analysis import service as analysis
from api.birth import service as birth
from api.db import AsyncSession
from api.ingest.erasing import erase_messages, read_words
from api.memory import life_repository, repository
from api.memory.keeping import mark_words, read_marker
from api.memory.marks import Mark, Marker, MarkKind
from api.mind import service as mind
from api.models import Message
from api.synapse import service as synapse
from api.synapse.learning import service as learning
from api.synapse.schemas import TurnRef
from astra.kit.ids import new_id


@dataclass(frozen=True, slots=True)
class Erasure:
    """What is to go. `fact_ids` are facts that rest on no message (written by hand), `turns` are turns of memory that
    no message is left of; events and the overview are named here whatever they rest on. A `topic` bars whatever of it
    comes late, `everything` all that was ever said.
    """

    messages: tuple[Message, ...] = ()
    turns: tuple[TurnRef, ...] = ()
    fact_ids: tuple[UUID, ...] = ()
    event_ids: tuple[UUID, ...] = ()
    overview: bool = False
    topic: str | None = None
    everything: bool = False


async def erase_everywhere(db: AsyncSession, user_id: UUID, erasure: Erasure, *, now: datetime) -> None:
    """Take it out. Call `synapse.scrub` when the transaction was committed."""
    user = str(user_id)
    await _leave_marks(db, user_id, erasure, now)
    await erase_messages(db, erasure.messages, now=now)
    if erasure.everything:
        await synapse.erase_user(db, user)
        await learning.erase_user(db, user)
        await analysis.erase_user(db, user_id)
        await life_repository.delete_birth(db, user_id)
    else:
        turns = {*erasure.turns, *(TurnRef(str(m.session_id), str(m.id)) for m in erasure.messages)}
        await learning.erase_turns(db, user, turns, now=now)
        await learning.erase_facts(db, user, erasure.fact_ids, now=now)
        sessions = {message.session_id for message in erasure.messages}
        await analysis.erase_turns(db, user_id, [turn.turn_id for turn in turns], sessions)
        await birth.forget_said(db, user_id, {message.id for message in erasure.messages})
        await synapse.erase(db, user, sorted(turns, key=lambda turn: (turn.session_id, turn.turn_id)))
    await life_repository.delete_events(db, user_id, erasure.event_ids)
    if erasure.overview:
        await life_repository.delete_overview(db, user_id)
    await life_repository.delete_updates(db, user_id)
    await life_repository.delete_birth_talk(db, user_id)
    await synapse.drop_briefs(db, user)
    await mind.drop_summaries(db, user_id)


async def _leave_marks(db: AsyncSession, user_id: UUID, erasure: Erasure, now: datetime) -> None:
    marker = await read_marker(db, user_id)
    marks = [
        mark
        for message in erasure.messages
        for mark in mark_words(marker, message.session_id, read_words(message), now)
    ]
    marks += _mark_topic(marker, erasure.topic, now) if erasure.topic else []
    marks += [Mark(MarkKind.ALL, "", now)] if erasure.everything else []
    await repository.add_marks(db, user_id, marks)


def _mark_topic(marker: Marker, topic: str, now: datetime) -> list[Mark]:
    topic_id = new_id()
    return [Mark(MarkKind.TERM, digest, now, topic_id) for digest in sorted(marker.of_terms(topic))]

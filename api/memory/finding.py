"""Finding all that a request to forget touches, before anything is done: what is shown and what goes are the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from api.db import AsyncSession
from api.ingest.erasing import list_messages
from api.memory import life_repository
from api.memory.erasing import Erasure
from api.memory.touched import Topic, add_echoes, find_about, read_topic
from api.models import LifeEvent, Message, UserOverview
from api.synapse import service as synapse
from api.synapse.learning import service as learning
from api.synapse.learning.schemas import FactView, LoopView
from api.synapse.schemas import TurnRef
from astra.contracts.memory_desk import ForgetItem
from astra.contracts.utterance import Role
from astra.memory.commands import recognise_command

MAX_SHOWN = 60

ItemT = TypeVar("ItemT", LoopView, LifeEvent)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked to have forgotten: a topic, certain messages, one thing remembered, or everything."""

    topic: str | None = None
    message_ids: frozenset[UUID] = frozenset()
    memory_id: UUID | None = None
    everything: bool = False

    def write(self) -> dict[str, Any]:
        """As it is kept until it is confirmed."""
        return {
            "topic": self.topic,
            "message_ids": sorted(str(message_id) for message_id in self.message_ids),
            "memory_id": None if self.memory_id is None else str(self.memory_id),
            "everything": self.everything,
        }


def read_asked(kept: dict[str, Any]) -> Asked:
    """What `Asked.write` wrote."""
    return Asked(
        topic=kept["topic"],
        message_ids=frozenset(UUID(message_id) for message_id in kept["message_ids"]),
        memory_id=None if kept["memory_id"] is None else UUID(kept["memory_id"]),
        everything=kept["everything"],
    )


@dataclass(frozen=True, slots=True)
class Touched:
    """All that would go."""

    asked: Asked
    messages: tuple[Message, ...] = ()
    turns: frozenset[TurnRef] = frozenset()
    facts: tuple[FactView, ...] = ()
    loops: tuple[LoopView, ...] = ()
    events: tuple[LifeEvent, ...] = ()
    overview: UserOverview | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to forget but the wish itself."""
        said = [message for message in self.messages if recognise_command(message.text) is None]
        return not (said or self.facts or self.loops or self.events or (self.overview and self.asked.memory_id))

    def count(self) -> dict[str, int]:
        """How much of each kind."""
        counts = {
            "message": len(self.messages),
            "fact": len(self.facts),
            "loop": len(self.loops),
            "event": len(self.events),
            "overview": int(self.overview is not None),
        }
        return {kind: count for kind, count in counts.items() if count}

    def list_items(self) -> tuple[ForgetItem, ...]:
        """What is shown of it: the person's own words first, then what rests on them, then what was answered."""
        own = [m for m in self.messages if m.role == Role.USER.value and recognise_command(m.text) is None]
        answers = [m for m in self.messages if m.role != Role.USER.value]
        items = [_show_message(message) for message in own[::-1]]
        items += [ForgetItem(kind="fact", text=fact.text, at=fact.said_at) for fact in self.facts]
        items += [ForgetItem(kind="loop", text=loop.text, at=loop.opened_at) for loop in self.loops]
        items += [ForgetItem(kind="event", text=event.description, at=event.created_at) for event in self.events]
        if self.overview is not None:
            items.append(ForgetItem(kind="overview", text=self.overview.text, at=self.overview.updated_at))
        return tuple([*items, *(_show_message(message) for message in answers[::-1])][:MAX_SHOWN])

    def plan(self) -> Erasure:
        """What must be done."""
        return Erasure(
            messages=self.messages,
            turns=tuple(self.turns),
            fact_ids=tuple(fact.id for fact in self.facts if not fact.turns),
            event_ids=tuple(event.id for event in self.events),
            overview=self.overview is not None,
            topic=self.asked.topic,
            everything=self.asked.everything,
        )


@dataclass(frozen=True, slots=True)
class _Remembered:
    """Everything that a person's memory holds."""

    messages: list[Message]
    facts: list[FactView]
    loops: list[LoopView]
    events: list[LifeEvent]
    overview: UserOverview | None


async def find_touched(db: AsyncSession, user_id: UUID, asked: Asked) -> Touched:
    """All that this request touches."""
    user = str(user_id)
    held = _Remembered(
        messages=await list_messages(db, user_id),
        facts=await learning.list_facts(db, user, include_past=True),
        loops=await learning.list_loops(db, user, include_closed=True),
        events=await life_repository.list_events(db, user_id),
        overview=await life_repository.find_overview(db, user_id),
    )
    if asked.everything:
        return Touched(
            asked,
            messages=tuple(held.messages),
            facts=tuple(held.facts),
            loops=tuple(held.loops),
            events=tuple(held.events),
            overview=held.overview,
        )
    return await _follow(db, user, held, await _find_named(db, user, held, asked))


async def _find_named(db: AsyncSession, user: str, held: _Remembered, asked: Asked) -> Touched:
    """What the request names itself."""
    topic = read_topic(asked.topic) if asked.topic else None
    if topic is None:
        return Touched(
            asked,
            messages=tuple(m for m in held.messages if m.id in asked.message_ids),
            facts=tuple(fact for fact in held.facts if fact.id == asked.memory_id),
            loops=tuple(loop for loop in held.loops if loop.id == asked.memory_id),
            events=tuple(event for event in held.events if event.id == asked.memory_id),
            overview=held.overview
            if asked.memory_id is not None and asked.memory_id == _id_of(held.overview)
            else None,
        )
    turns = await synapse.find_matching(db, user, asked.topic or "")
    found = _find_topic(held, topic, asked)
    if found.is_nothing:
        topic = Topic(topic.stems, with_kin=True)
        found = _find_topic(held, topic, asked)
    refs = frozenset(turn.ref for turn in turns if topic.is_in(turn.text))
    return Touched(asked, found.messages, refs, found.facts, found.loops, found.events, found.overview)


def _find_topic(held: _Remembered, topic: Topic, asked: Asked) -> Touched:
    overview = held.overview
    return Touched(
        asked,
        messages=tuple(find_about(held.messages, topic)),
        facts=tuple(f for f in held.facts if topic.is_in(f.subject, f.text, f.quote, *f.entities)),
        loops=tuple(loop for loop in held.loops if topic.is_in(loop.text, loop.quote)),
        events=tuple(e for e in held.events if topic.is_in(e.description, e.quote, e.astro_tie)),
        overview=overview if overview is not None and topic.is_in(overview.text) else None,
    )


async def _follow(db: AsyncSession, user: str, held: _Remembered, named: Touched) -> Touched:
    """What the named things rest on, what rests on that, and who repeated it."""
    turns = {
        *named.turns,
        *(turn for fact in named.facts for turn in fact.turns),
        *(loop.turn for loop in named.loops),
        *(TurnRef(str(event.session_id), event.turn_id) for event in named.events),
    }
    wanted = {message.id for message in named.messages}
    said = [m for m in held.messages if m.id in wanted or TurnRef(str(m.session_id), str(m.id)) in turns]
    quotes = [*(fact.quote for fact in named.facts), *(loop.quote for loop in named.loops)]
    messages = add_echoes(held.messages, said, quotes)
    turns |= {TurnRef(str(m.session_id), str(m.id)) for m in messages}
    facts = {fact.id: fact for fact in (*named.facts, *await learning.list_facts_of_turns(db, user, turns))}
    sessions = {str(message.session_id) for message in messages}
    overview = held.overview
    keeps_overview = overview is None or sessions.isdisjoint(overview.session_ids)
    return Touched(
        named.asked,
        messages=tuple(messages),
        turns=frozenset(turns),
        facts=tuple(facts.values()),
        loops=_add(named.loops, [loop for loop in held.loops if loop.turn in turns]),
        events=_add(named.events, [e for e in held.events if TurnRef(str(e.session_id), e.turn_id) in turns]),
        overview=named.overview if keeps_overview else overview,
    )


def _add(one: Sequence[ItemT], more: Sequence[ItemT]) -> tuple[ItemT, ...]:
    return tuple({item.id: item for item in (*one, *more)}.values())


def _id_of(overview: UserOverview | None) -> UUID | None:
    """The overview has no id of its own: there is one a person."""
    return None if overview is None else overview.user_id


def _show_message(message: Message) -> ForgetItem:
    return ForgetItem(
        kind="message",
        text=message.text,
        at=message.at,
        role=Role(message.role),
        session_id=message.session_id,
        message_id=message.id,
    )

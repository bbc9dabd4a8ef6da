"""Answering a person's own questions: what is remembered about something, and where it is known from."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from api.db import AsyncSession
from api.ingest.erasing import list_messages
from api.memory import life_repository
from api.memory.meanings import cut_meanings
from api.memory.touched import Topic, find_about, read_topic
from api.models import Message
from api.synapse.learning import service as learning
from api.synapse.learning.recall import find_untrue
from api.synapse.learning.schemas import FactView, LoopView
from api.synapse.schemas import TurnRef
from astra.contracts.memory_desk import ExplainRequest, Recalled, ReceiptLine, Recollection
from astra.contracts.utterance import Role, Source
from astra.memory.commands import recognise_command

MAX_LINES = 10
_ECHO = 0.5
"""Share of the words of something remembered that a reply must hold to have drawn on it."""


async def recall_about(db: AsyncSession, user_id: UUID, topic_text: str | None) -> Recollection:
    """What is remembered about a topic, or of the person: facts first, then what is open, then their own words."""
    user = str(user_id)
    facts = await learning.list_facts(db, user)
    loops = await learning.list_loops(db, user)
    if topic_text is None:
        return _collect([*map(show_fact, facts), *map(_show_loop, loops)])
    topic = read_topic(topic_text)
    if topic is None:
        return Recollection(lines=(), total=0)
    messages = await _list_own(db, user_id)
    for tried in (topic, Topic(topic.stems, with_kin=True)):
        lines = [show_fact(f) for f in facts if tried.is_in(f.subject, f.text, f.quote, *f.entities)]
        lines += [_show_loop(loop) for loop in loops if tried.is_in(loop.text, loop.quote)]
        lines += [_show_message(message) for message in find_about(messages, tried)[::-1]]
        if lines:
            return _collect(lines)
    return Recollection(lines=(), total=0)


async def explain(db: AsyncSession, user_id: UUID, asked: ExplainRequest) -> Recollection:
    """The receipts of what a reply drew on; empty when it drew on nothing that is remembered."""
    if asked.topic is not None:
        return await recall_about(db, user_id, asked.topic)
    if not asked.reply:
        return Recollection(lines=(), total=0)
    said = frozenset(cut_meanings(asked.reply))
    facts = [f for f in await learning.list_facts(db, str(user_id)) if names_object(f, said)]
    facts.sort(key=lambda fact: (-_share(fact.text, said), -fact.said_at.timestamp()))
    drawn = await find_drawn(db, user_id, asked.recalled, asked.reply)
    events = [e for e in await life_repository.list_events(db, user_id) if _share(e.description, said) >= _ECHO]
    lines = [*map(show_fact, facts), *map(_show_message, drawn)]
    lines += [
        ReceiptLine(
            text=event.description,
            quote=event.quote,
            said_at=event.created_at,
            session_id=event.session_id,
            message_id=read_uuid(event.turn_id),
        )
        for event in events
    ]
    return _collect(lines)


async def find_drawn(db: AsyncSession, user_id: UUID, recalled: Sequence[Recalled], reply: str) -> list[Message]:
    """The person's own words, of those recalled, that a reply repeats; as they were recalled."""
    said = frozenset(cut_meanings(reply))
    own = {message.id: message for message in await _list_own(db, user_id)}
    return [own[i] for i in list_turn_ids(recalled) if i in own and _share(own[i].text, said) >= _ECHO]


def names_object(fact: FactView, said: frozenset[str]) -> bool:
    """Whether words hold what a fact says of its subject."""
    wanted = set(cut_meanings(fact.object))
    return bool(wanted) and wanted <= said


def list_turn_ids(recalled: Iterable[Recalled]) -> list[UUID]:
    """The messages that recalled lines rest on, those that are messages of ours."""
    found = (read_uuid(turn_id) for line in recalled for turn_id in line.turn_ids)
    return list(dict.fromkeys(turn_id for turn_id in found if turn_id is not None))


def show_fact(fact: FactView) -> ReceiptLine:
    """A fact with its receipt."""
    turn = fact.turns[-1] if fact.turns else None
    return ReceiptLine(
        text=fact.text,
        quote=fact.quote,
        said_at=fact.said_at,
        session_id=None if turn is None else read_uuid(turn.session_id),
        message_id=None if turn is None else read_uuid(turn.turn_id),
    )


def read_uuid(text: str) -> UUID | None:
    """An id as one of ours; None for one that somebody else made up."""
    try:
        return UUID(text)
    except ValueError:
        return None


async def _list_own(db: AsyncSession, user_id: UUID) -> list[Message]:
    """What the person said themselves, without what was taken back, questions and wishes about memory."""
    messages = [
        m
        for m in await list_messages(db, user_id)
        if m.role == Role.USER.value
        and m.source != Source.PAGE.value
        and not m.text.rstrip().endswith("?")
        and recognise_command(m.text) is None
    ]
    untrue = await _find_untrue(db, user_id, messages)
    return [message for message in messages if message.id not in untrue]


async def _find_untrue(db: AsyncSession, user_id: UUID, messages: Sequence[Message]) -> set[UUID]:
    turns = [TurnRef(str(message.session_id), str(message.id)) for message in messages]
    facts = await learning.list_facts_of_turns(db, str(user_id), turns)
    retired = {turn.turn_id for fact in facts if fact.status != "current" for turn in fact.turns}
    holding = {turn.turn_id for fact in facts if fact.status == "current" for turn in fact.turns}
    taken_back = {turn.turn_id for turn in await find_untrue(db, str(user_id), turns)}
    return {message.id for message in messages if str(message.id) in (retired - holding) | taken_back}


def _show_loop(loop: LoopView) -> ReceiptLine:
    return ReceiptLine(
        text=loop.text,
        quote=loop.quote,
        said_at=loop.opened_at,
        session_id=read_uuid(loop.turn.session_id),
        message_id=read_uuid(loop.turn.turn_id),
    )


def _show_message(message: Message) -> ReceiptLine:
    return ReceiptLine(
        text=message.text,
        quote=message.text,
        said_at=message.at,
        session_id=message.session_id,
        message_id=message.id,
    )


def _collect(lines: Iterable[ReceiptLine]) -> Recollection:
    """Each thing once; a message of which something was learned speaks through that."""
    distinct: dict[tuple[str, UUID | None], ReceiptLine] = {}
    spoken_for: set[UUID] = set()
    for line in lines:
        if line.text == line.quote and line.message_id in spoken_for:
            continue
        distinct.setdefault((line.text, line.message_id), line)
        if line.message_id is not None:
            spoken_for.add(line.message_id)
    return Recollection(lines=tuple(distinct.values())[:MAX_LINES], total=len(distinct))


def _share(text: str, said: frozenset[str]) -> float:
    stems = set(cut_meanings(text))
    return len(stems & said) / len(stems) if stems else 0.0

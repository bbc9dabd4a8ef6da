"""Putting right what is remembered: which fact is meant, what holds instead, and what else had it wrong."""

import re
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from api.analysis import service as analysis
from api.db import AsyncSession
from api.memory import life_repository
from api.memory.meanings import cut_meanings, find_relations
from api.memory.recalling import find_drawn, list_turn_ids, names_object
from api.memory.touched import read_topic
from api.mind import service as mind
from api.synapse import service as synapse
from api.synapse.learning import service as learning
from api.synapse.learning.corrections import read_correction
from api.synapse.learning.keys import SELF_KEY
from api.synapse.learning.schemas import FactView
from api.synapse.schemas import TurnRef
from astra.contracts.memory_desk import Corrected, CorrectRequest

_IT_IS = re.compile(
    r"(?:no,? )?(?:it'?s|it is|its|he'?s|she'?s|i said|i meant|yeh|ye)\s+(?P<value>[^,.;]{1,60})[.!]?", re.IGNORECASE
)
_DENIES = re.compile(r"\b(?:never|not|no longer|nahi|nahin|kabhi)\b|n['’]t\b|नहीं|कभी", re.IGNORECASE)
"""A statement that only says what is not so puts nothing in the place of what it takes back."""
_NAMES = re.compile(
    r"(?:\b(?:called|named)|\bname(?:'s| is)|\bnaam|नाम)\s+\S+(?:\s\S+)?(?:\s(?:hai|है))?[\s.!।]*$", re.IGNORECASE
)
_OF_ANOTHER = re.compile(r"\s*(?:he|she|they|his|her|their|wo|woh|uska|uski|unka|वह|वो)\b", re.IGNORECASE)
_IS_A_NAME = re.compile(r"\b(?:is|was|are)\s+[A-Z]\S*(?:\s[A-Z]\S*)?[\s.!]*$")
_MAX_VALUE_WORDS = 5
_SAME_THING = 0.5
"""Share of the words of a fact, without what it says, that a statement must hold to speak of the same thing."""


async def correct_in_talk(db: AsyncSession, user_id: UUID, asked: CorrectRequest, *, now: datetime) -> Corrected:
    """Take back what the person says is wrong and keep what they say instead; nothing where no fact is meant."""
    facts = await learning.list_facts(db, str(user_id))
    fact = find_meant(facts, asked)
    if fact is None:
        return await _take_back_words(db, user_id, asked, now=now)
    right = read_value(asked.statement) if asked.statement and not _DENIES.search(asked.statement) else None
    learned = await replace_fact(db, user_id, fact, right, now=now)
    return Corrected(retracted=(fact.text,), learned=None if learned is None else asked.statement, wrong=(fact.object,))


async def _take_back_words(db: AsyncSession, user_id: UUID, asked: CorrectRequest, *, now: datetime) -> Corrected:
    """Where no fact is meant: take back the person's own words that the reply repeated from memory, for ever.

    What they say instead is in the transcript, and is recalled from there.
    """
    if not asked.reply:
        return Corrected(retracted=())
    drawn = await find_drawn(db, user_id, asked.recalled, asked.reply)
    drawn = [message for message in drawn if _speaks_against(asked.statement, message.text)][:1]
    turns = {TurnRef(str(message.session_id), str(message.id)) for message in drawn}
    await learning.retract_turns(db, str(user_id), turns, now=now)
    sessions = {message.session_id for message in drawn}
    await analysis.erase_turns(db, user_id, [turn.turn_id for turn in turns], sessions)
    texts = tuple(message.text for message in drawn)
    return Corrected(retracted=texts, wrong=texts)


def _speaks_against(statement: str | None, words: str) -> bool:
    """Whether a statement takes words back: there is none ("that's not true"), it denies them, or gives a value."""
    if statement is None or _IT_IS.fullmatch(statement.strip()) is not None:
        return True
    shared = set(cut_meanings(statement)) & set(cut_meanings(words))
    return _DENIES.search(statement) is not None and bool(shared)


async def replace_fact(
    db: AsyncSession, user_id: UUID, fact: FactView, right: str | None, *, now: datetime
) -> FactView | None:
    """Put `right` in the place of a fact, or only take it back; nothing that was made of the wrong one stays."""
    user = str(user_id)
    if right is None:
        await learning.retract(db, user, fact.id, now=now)
        learned = None
    else:
        learned = await learning.correct(db, user, fact.id, right, now=now)
    await _drop_copies(db, user_id, fact)
    return learned


async def drop_made(db: AsyncSession, user_id: UUID) -> None:
    """Have briefs and summaries made anew: they may hold what has just been put right."""
    await synapse.drop_briefs(db, str(user_id))
    await mind.drop_summaries(db, user_id)


def find_meant(facts: Sequence[FactView], asked: CorrectRequest) -> FactView | None:
    """The fact that a correction in a talk is about; None when none of them is."""
    said = frozenset(cut_meanings(asked.reply or ""))
    if asked.instead_of is not None:
        wrong = read_topic(asked.instead_of)
        named = [] if wrong is None else [fact for fact in facts if wrong.is_in(fact.object)]
        return _choose(named, asked, said)
    named = [fact for fact in facts if names_object(fact, said)]
    if asked.statement is not None and _IT_IS.fullmatch(asked.statement.strip()) is None:
        if _DENIES.search(asked.statement):
            stems = set(cut_meanings(asked.statement))
            return _choose([fact for fact in named if _share(fact, stems) >= _SAME_THING], asked, said)
        if _OF_ANOTHER.match(asked.statement):
            return _choose([fact for fact in named if _is_of_them(fact, asked.statement)], asked, said)
        return _find_contradicted(facts, asked.statement)
    return _choose(named, asked, said)


def read_value(statement: str) -> str:
    """The value of "it's Pune"; any other statement as it is."""
    match = _IT_IS.fullmatch(statement.strip())
    if match is None or len(match["value"].split()) > _MAX_VALUE_WORDS:
        return statement.strip()
    return match["value"].strip()


def _choose(facts: Sequence[FactView], asked: CorrectRequest, said: frozenset[str]) -> FactView | None:
    """Of several, the one that memory had just given, then the one that the reply says most of, then the newest."""
    recalled = {str(turn_id) for turn_id in list_turn_ids(asked.recalled)}
    texts = {line.text for line in asked.recalled}

    def rank(fact: FactView) -> tuple[bool, int, datetime]:
        was_given = fact.text in texts or any(turn.turn_id in recalled for turn in fact.turns)
        return was_given, len(said & set(cut_meanings(fact.text))), fact.said_at

    return max(facts, key=rank, default=None)


def _find_contradicted(facts: Sequence[FactView], statement: str) -> FactView | None:
    """The fact that says something else of the same thing: "my sister is called Asha" against "… called Priya"."""
    stems = set(cut_meanings(statement))
    fitting = [
        fact
        for fact in facts
        if _share(fact, stems) >= _SAME_THING
        and not _is_of_another(fact, statement)
        and not set(cut_meanings(fact.object)) <= stems
        and _says_other(fact, statement)
    ]
    return max(fitting, key=lambda fact: (_share(fact, stems), fact.said_at), default=None)


def _is_of_them(fact: FactView, statement: str) -> bool:
    """Whether "she lives in Porto" may put right what was just said of somebody: the same matter, another value."""
    stems = set(cut_meanings(statement))
    matter = _list_about(fact) - set(cut_meanings(fact.subject))
    is_same_matter = bool(stems & matter) and not set(cut_meanings(fact.object)) <= stems
    return fact.subject != SELF_KEY and is_same_matter and _says_other(fact, statement)


def _share(fact: FactView, stems: set[str]) -> float:
    """How much of what a fact is about, without its value, these stems hold."""
    about = _list_about(fact)
    return len(stems & about) / len(about) if about else 0.0


def _list_about(fact: FactView) -> set[str]:
    return set(cut_meanings(f"{fact.subject} {fact.text}")) - set(cut_meanings(fact.object)) - {SELF_KEY}


def _is_of_another(fact: FactView, statement: str) -> bool:
    """Whether a statement speaks of somebody else than the fact: "my sister lives in …", "she lives in …"."""
    is_of_self = fact.subject == SELF_KEY
    return not find_relations(statement) <= _list_about(fact) or (
        is_of_self and _OF_ANOTHER.match(statement) is not None
    )


def _says_other(fact: FactView, statement: str) -> bool:
    """Whether a statement has the form in which another value is said: with the fact's own words, or naming a name.

    "My sister is unwell" says nothing against her name, and "my work tires me" nothing against a profession.
    """
    if fact.object[:1].isupper() and (_NAMES.search(statement) or _IS_A_NAME.search(statement)):
        return True
    value, _, own_wording = read_correction(fact.predicate, statement)
    return own_wording is None and value.casefold() != statement.strip(" .!").casefold()


async def _drop_copies(db: AsyncSession, user_id: UUID, wrong: FactView) -> None:
    """Events, loops, the overview and updates that were made of the same words and repeat what is wrong."""
    topic = read_topic(wrong.object)
    if topic is None:
        return
    turns = set(wrong.turns)
    events = [
        event.id
        for event in await life_repository.list_events(db, user_id)
        if TurnRef(str(event.session_id), event.turn_id) in turns and topic.is_in(event.description)
    ]
    await life_repository.delete_events(db, user_id, events)
    overview = await life_repository.find_overview(db, user_id)
    if overview is not None and topic.is_in(overview.text):
        await life_repository.delete_overview(db, user_id)
    await life_repository.delete_updates_about(db, user_id, topic.is_in)

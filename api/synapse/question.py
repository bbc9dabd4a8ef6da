"""Reading a question before it is looked up: which words carry it, who and which days it names, what it asks for.

Pronouns and filler drop out, names and nouns stay, words of small talk count little. The name of somebody who takes
part in the talks is no search word: in a talk a name is said by the other one. It says whose turns to prefer.
"""

import re
from calendar import month_name
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from api.synapse.language.days import NamedDay, find_named_days
from api.synapse.language.words import cut, faint_stems, fold, list_kin, split_words
from astra.contracts.utterance import Role

MAX_CONCEPTS = 16
_FAINT = 0.35
_NAME = 1.2
_MIN_NICKNAME = 3
_PAST = re.compile(
    r"\b(used to|before|originally|formerly|previously|in the past|back then|at first|earlier|old|ex|"
    r"no longer|any ?more|pehle)\b"
)
_NUMBER = re.compile(r"\b(how (many|much|old|long|often|far|tall|big)|what (age|number|price|time)|kitn[aei])\b")
_MOMENT = re.compile(r"\b(when|what (date|day|month|year)|which (date|day|month|year)|how long ago|kab)\b|कब")
_ASKS_NAME = re.compile(r"^(who|whom|whose|where|which)\b|\b(name of|called|kaun|kahan)\b|कौन|कहाँ")
_TOLD_BY_COMPANION = re.compile(
    r"\b(did|have|had) you (ever )?(say|said|tell|told|suggest|recommend|advise|mention|promise|call|give)|"
    r"\byou(r)? (said|told|suggested|recommended|advised|mentioned|promised|advice|suggestion|recommendation)\b"
)
_ANY_CAPITAL = re.compile(r"\b[A-Z]\w+")
_CAPITAL = re.compile(r"(?<=[\w,] )[A-Z][\w'’]+")


class Want(StrEnum):
    """What kind of answer a question asks for, as far as it can be told."""

    MOMENT = "moment"
    NUMBER = "number"
    NAME = "name"
    ANYTHING = "anything"


@dataclass(frozen=True, slots=True)
class Concept:
    """One word of a question: its stem, how much it counts, and the stems that people use for the same thing."""

    stem: str
    weight: float
    kin: frozenset[str]


@dataclass(frozen=True, slots=True)
class Question:
    """A question that was read. `speakers` are the folded full names it names; `role` is set where none is named."""

    text: str
    concepts: tuple[Concept, ...]
    pairs: frozenset[tuple[str, str]]
    speakers: frozenset[str]
    role: Role | None
    days: tuple[NamedDay, ...]
    want: Want
    past: bool

    @property
    def is_carried(self) -> bool:
        """Whether any of its words says what it is about, or only its days do."""
        return any(concept.weight > _FAINT for concept in self.concepts)

    @property
    def stems(self) -> frozenset[str]:
        """The stems it is looked up by."""
        return frozenset(concept.stem for concept in self.concepts)


def read_question(text: str, speakers: Iterable[str] = ()) -> Question:
    """Read a question; `speakers` are the names that the user's turns were spoken under."""
    folded = fold(text)
    days = tuple(find_named_days(text))
    named, name_words = _find_speakers(text, speakers)
    stems = [found for word in split_words(text) if word not in name_words and (found := cut(word))]
    stems = [one for one in stems if not _is_day_part(one, days)]
    capitals = {cut(word.lower()) for word in _CAPITAL.findall(text)}
    concepts = _weigh(stems, capitals)
    return Question(
        text=text,
        concepts=concepts,
        pairs=frozenset(pair for pair in pairwise(stems) if pair[0] != pair[1]),
        speakers=named,
        role=None if named else Role.ASSISTANT if _TOLD_BY_COMPANION.search(folded) else Role.USER,
        days=days,
        want=_find_want(folded),
        past=_PAST.search(folded) is not None,
    )


def _find_want(folded: str) -> Want:
    wants = ((_MOMENT, Want.MOMENT), (_NUMBER, Want.NUMBER), (_ASKS_NAME, Want.NAME))
    return next((want for form, want in wants if form.search(folded)), Want.ANYTHING)


def _weigh(stems: list[str], capitals: set[str]) -> tuple[Concept, ...]:
    concepts: dict[str, Concept] = {}
    for one in stems:
        weight = _FAINT if one in faint_stems() else _NAME if one in capitals else 1.0
        concepts.setdefault(one, Concept(one, weight, list_kin(one)))
    heaviest = sorted(concepts.values(), key=lambda concept: -concept.weight)[:MAX_CONCEPTS]
    return tuple(heaviest)


def _find_speakers(text: str, speakers: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The speakers that a text names (by any of their names, or the beginning of the first), and the words it uses."""
    capitals = {fold(word) for word in _ANY_CAPITAL.findall(text)}
    bare = {word: word.replace("’", "'").removesuffix("'s").removesuffix("'") for word in split_words(text)}
    named: set[str] = set()
    used: set[str] = set()
    for speaker in speakers:
        names = fold(speaker).split()
        hits = {
            word
            for word, name in bare.items()
            if (name in names and (cut(name) or name in capitals)) or (name in capitals and _is_nickname(name, names))
        }
        if hits:
            named.add(fold(speaker))
            used |= hits
    return frozenset(named), frozenset(used)


def _is_nickname(word: str, names: list[str]) -> bool:
    return _MIN_NICKNAME <= len(word) < len(names[0]) and names[0].startswith(word)


def _is_day_part(one: str, days: tuple[NamedDay, ...]) -> bool:
    """Whether a stem only repeats a day that was understood: its number, its year, or its month's name."""
    if one.isdigit():
        return any(int(one) in {day.day, day.month, day.year} for day in days)
    return any(day.month is not None and one == cut(month_name[day.month].lower()) for day in days)

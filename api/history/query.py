"""Reading what somebody typed into the search: words, "phrases", and persona: before: after: topic: prefixes."""

import re
from dataclasses import dataclass
from datetime import date

from api.history.days import read_day
from api.history.words import find_words, fold_word
from astra.contracts.errors import AstraError, ErrorCode

MAX_CHARS = 300
MAX_PARTS = 12
_PREFIXES = ("persona", "before", "after", "topic")
_PART = re.compile(
    r'(?:(?P<prefix>persona|before|after|topic):)?(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))', re.IGNORECASE
)
_QUOTED = re.compile(r'"[^"]*"')
_EMPTY = re.compile(r"(?:^|\s)(?P<prefix>persona|before|after|topic):(?=\s|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """Something that a message must hold: one word, or several in a row. `is_open`: the last may go on."""

    words: tuple[str, ...]
    stem: str | None = None
    """Of a single word that was not quoted."""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it was meant. `before` and `after` are days, both left out of what is found."""

    terms: tuple[Term, ...] = ()
    persona: str | None = None
    topic: str | None = None
    before: date | None = None
    after: date | None = None


def read_query(text: str) -> Asked:
    """The query; 422 naming `q` for one that can't be meant."""
    if not text.strip():
        raise _refuse("type what to look for")
    if len(text) > MAX_CHARS:
        raise _refuse(f"at most {MAX_CHARS} characters")
    if empty := _EMPTY.search(_QUOTED.sub('""', text)):
        raise _refuse(f"{empty['prefix'].lower()}: is followed by what it asks for, without a space")
    terms: list[Term] = []
    given: dict[str, str] = {}
    for part in _PART.finditer(text):
        value = part["quoted"] if part["quoted"] is not None else part["bare"]
        if part["prefix"]:
            name = part["prefix"].lower()
            if name in given:
                raise _refuse(f"{name}: once only")
            given[name] = value.strip()
        else:
            is_last = part.end() == len(text)
            terms += _read_terms(value, is_quoted=part["quoted"] is not None, is_last=is_last)
    if len(terms) > MAX_PARTS:
        raise _refuse(f"at most {MAX_PARTS} words")
    if not terms and not given:
        raise _refuse("type a word with letters or digits")
    return Asked(
        terms=tuple(terms),
        persona=_read_name(given, "persona"),
        topic=_read_name(given, "topic"),
        before=_read_day(given, "before"),
        after=_read_day(given, "after"),
    )


def fold_name(name: str) -> str:
    """A topic or a persona's name as it is compared: its words, folded."""
    return " ".join(word.said for word in find_words(name))[:64]


def _read_terms(value: str, *, is_quoted: bool, is_last: bool) -> list[Term]:
    words = list(find_words(value))
    if not words:
        return []
    if is_quoted and len(words) > 1:
        return [Term(tuple(word.said for word in words))]
    if is_quoted:
        return [Term((words[0].said,))]
    terms = [Term((word.said,), word.stem) for word in words]
    if is_last and fold_word(value[words[-1].start :]) == words[-1].said:
        terms[-1] = Term(terms[-1].words, terms[-1].stem, is_open=True)
    return terms


def _read_name(given: dict[str, str], name: str) -> str | None:
    if name not in given:
        return None
    folded = fold_name(given[name])
    if not folded:
        raise _refuse(f"{name}: is followed by a name")
    return folded


def _read_day(given: dict[str, str], name: str) -> date | None:
    if name not in given:
        return None
    day = read_day(given[name])
    if day is None:
        raise _refuse(f"{name}: is followed by a day such as 2026-05-03")
    return day


def _refuse(reason: str) -> AstraError:
    return AstraError(ErrorCode.INVALID, f"q: {reason}", field="q")

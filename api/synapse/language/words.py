"""Cutting text into the stems that are indexed and looked for, and the lists of words that this needs.

A text becomes its stems in order, without words that say nothing. The stems of its questions are kept apart from those
of its statements: who asks about a thing has not said anything about it, but the turn behind the question has.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from pathlib import Path

from api.synapse.language.stemming import stem

QUESTION_MARK = "?"
"""Stands in an indexed line before the stems of questions; the index itself takes no notice of it."""
MAX_INDEXED_WORDS = 600
"""Of a longer turn the rest of the words is not indexed: an index row must stay small."""

_DATA = Path(__file__).parent / "data"
_MARKS = "\u0300-\u036f\u0900-\u0963\u0966-\u0dff"  # of Latin, and the letters of India without its full stops
_LETTERS = rf"(?:[^\W_]|[{_MARKS}])+"
_WORD = re.compile(rf"{_LETTERS}(?:['’]{_LETTERS})*")
_SENTENCE = re.compile(r"[^.!?।\n]+[.!?।\n]*")
_LATIN_MARKS = re.compile("[\u0300-\u036f]")


def _read_lines(name: str) -> Iterator[str]:
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield fold(line)


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    """From an irregular form to its word."""
    forms: dict[str, str] = {}
    for line in _read_lines("forms.txt"):
        word, _, others = line.partition(":")
        forms.update(dict.fromkeys(others.split(), word))
    return forms


@lru_cache(maxsize=1)
def _plain_words() -> frozenset[str]:
    return frozenset(word for line in _read_lines("plain_words.txt") for word in line.split())


@lru_cache(maxsize=1)
def faint_stems() -> frozenset[str]:
    """Stems that count little in a question."""
    return frozenset(found for line in _read_lines("faint_words.txt") for word in line.split() if (found := cut(word)))


@lru_cache(maxsize=1)
def time_stems() -> frozenset[str]:
    """Stems that say when something was or will be."""
    return frozenset(found for line in _read_lines("time_words.txt") for word in line.split() if (found := cut(word)))


@lru_cache(maxsize=1)
def _kin() -> dict[str, frozenset[str]]:
    kin: dict[str, set[str]] = {}
    for line in _read_lines("kin_words.txt"):
        head, colon, members = line.partition(":")
        stems = {found for word in (members if colon else line).split() if (found := cut(word))}
        pairs = [(cut(head), one) for one in stems] if colon else list(combinations(stems, 2))
        for one, other in pairs:
            kin.setdefault(one, set()).add(other)
            kin.setdefault(other, set()).add(one)
    return {one: frozenset(others) for one, others in kin.items()}


def list_kin(one: str) -> frozenset[str]:
    """Stems that people use for much the same thing as this stem."""
    return _kin().get(one, frozenset())


@lru_cache(maxsize=100_000)
def cut(word: str) -> str:
    """The stem of one word in any case; empty for a word that says nothing."""
    word = word.replace("’", "'").removesuffix("'s").replace("'", "")
    plain = _plain_words()
    if word in plain:
        return ""
    word = _forms().get(word, word)
    if word in plain or (len(word) == 1 and not word.isdigit()):
        return ""
    if word[:-2].isdigit() and word[-2:] in {"st", "nd", "rd", "th"}:
        return word[:-2]
    return stem(word)[:64]


def fold(text: str) -> str:
    """Lower case, one way of writing each letter, and no accents on Latin letters."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", _LATIN_MARKS.sub("", folded))


def split_words(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    return _WORD.findall(fold(text))


def cut_all(text: str) -> list[str]:
    """The stems of a text in order."""
    return [found for word in split_words(text) if (found := cut(word))]


def write_terms(text: str) -> str:
    """The line that the index holds for a text: stems of statements, then a question mark and those of questions."""
    said: list[str] = []
    asked: list[str] = []
    for sentence in _SENTENCE.findall(fold(text)):
        stems = (found for word in _WORD.findall(sentence) if (found := cut(word)))
        (asked if sentence.rstrip().endswith("?") else said).extend(stems)
    if asked:
        said += [QUESTION_MARK, *asked]
    return " ".join(said[:MAX_INDEXED_WORDS])

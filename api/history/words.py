"""What a word is when history is searched: the same for what is indexed, what is asked for, and what is highlighted.

Words are cut here and not by the databases, so that both find the same. A word is indexed as it was said, folded, and
by its stem beside it; scripts other than plain Latin have no stems.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from api.synapse.language.stemming import stem
from api.synapse.language.words import fold

MAX_WORDS = 4_000
"""Of a longer message the rest can't be found; an utterance of an hour stays below."""
MAX_WORD_CHARS = 64

_MARKS = "\u0300-\u036f\u0900-\u0963\u0966-\u0dff\u200c\u200d"  # of Latin, and the letters of India without full stops
_LETTERS = rf"(?:[^\W_]|[{_MARKS}])+"
_WORD = re.compile(rf"{_LETTERS}(?:['’]{_LETTERS})*")
_JOINERS = str.maketrans("", "", "'’\u200c\u200d")


@dataclass(frozen=True, slots=True)
class Word:
    """A word at `start` to `end` of a text, as it is compared: folded, and its stem."""

    start: int
    end: int
    said: str
    stem: str


def find_words(text: str) -> Iterator[Word]:
    """The words of a text in order."""
    for match in _WORD.finditer(text):
        said = fold_word(match.group())
        if said:
            yield Word(match.start(), match.end(), said, stem(said))


def fold_word(word: str) -> str:
    """A word without case, accents and apostrophes."""
    return fold(word).translate(_JOINERS)[:MAX_WORD_CHARS]


def list_terms(text: str) -> tuple[list[str], list[str]]:
    """What a message is indexed by: its words in order, and those stems that are not among them."""
    said: list[str] = []
    stems: dict[str, None] = {}
    for word in find_words(text):
        said.append(word.said)
        stems[word.stem] = None
        if len(said) == MAX_WORDS:
            break
    known = set(said)
    return said, [one for one in stems if one not in known]

"""Cuts a sentence into words and marks, each with its place in the text and with what its phrase may mean."""

import re
from dataclasses import dataclass
from typing import Any

from astra.claims.vocabulary import MAX_WORDS, Meaning, Register, fold, load_vocabulary

_PIECE = re.compile(
    r"\d{4}-\d{2}-\d{2}"
    r"|\d+(?:[.,]\d+)?(?:st|nd|rd|th)\b"
    r"|\d+(?:\.\d+)?"
    r"|[^\W\d_](?:[^\W\d_]|[\u0900-\u0963\u0971-\u097f\u200c\u200d\u0300-\u036f])*"
    r"|[°′″]|\S"
)
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)$")
_HOUSE_RANGE = range(1, 13)


@dataclass(frozen=True, slots=True)
class Token:
    """One phrase of the vocabulary, one other word, or one mark. `number` is set where digits stand for a number."""

    text: str
    folded: str
    start: int
    end: int
    meanings: tuple[Meaning, ...] = ()
    number: float | None = None
    kinds: frozenset[str] = frozenset()

    def has(self, *kinds: str) -> bool:
        """Whether it may mean something of one of `kinds`."""
        return not self.kinds.isdisjoint(kinds)

    def get(self, kind: str) -> Any:
        """What it names as a `kind`, None where it names none."""
        return next((meaning.value for meaning in self.meanings if meaning.kind == kind), None)

    def register(self, kind: str) -> Register:
        """The register in which it names a `kind`."""
        for meaning in self.meanings:
            if meaning.kind == kind:
                return meaning.register
        return "en"

    @property
    def is_word(self) -> bool:
        """Whether it is a word and no mark."""
        return self.folded[:1].isalnum()


def read_tokens(text: str) -> list[Token]:
    """The tokens of `text`, longest phrases first. An apostrophe parts words, so that "Moon's" is two."""
    pieces = [(match.group(), match.start(), match.end()) for match in _PIECE.finditer(text)]
    pieces = [piece for piece in pieces if piece[0] not in {"'", "’", "*", "_", "`", '"', "“", "”", "‘"}]
    folded = [fold(piece[0]) for piece in pieces]
    tokens: list[Token] = []
    index = 0
    while index < len(pieces):
        length, meanings = _longest(folded, index)
        start, end = pieces[index][1], pieces[index + length - 1][2]
        word = " ".join(folded[index : index + length])
        known = (*meanings, *_ordinal(word))
        kinds = frozenset(meaning.kind for meaning in known)
        tokens.append(Token(text[start:end], word, start, end, known, _number(word), kinds))
        index += length
    return tokens


def _longest(folded: list[str], index: int) -> tuple[int, tuple[Meaning, ...]]:
    vocabulary = load_vocabulary()
    if folded[index] in vocabulary.first_words:
        words = [word for word in folded[index : index + MAX_WORDS * 2] if word != "-"][:MAX_WORDS]
        for count in range(min(MAX_WORDS, len(words)), 0, -1):
            meanings = vocabulary.phrases.get(tuple(words[:count]))
            if meanings is not None and (length := _span(folded, index, count)):
                return length, meanings
    return 1, ()


def _span(folded: list[str], index: int, count: int) -> int:
    """How many pieces hold the `count` words from `index` on; hyphens count as none."""
    seen = length = 0
    while seen < count:
        seen += folded[index + length] != "-"
        length += 1
    return length


def _ordinal(word: str) -> tuple[Meaning, ...]:
    match = _ORDINAL.match(word)
    if match and int(match.group(1)) in _HOUSE_RANGE and not load_vocabulary().phrases.get((word,)):
        return (Meaning("house", int(match.group(1))),)
    return ()


def _number(word: str) -> float | None:
    match = _ORDINAL.match(word)
    digits = match.group(1) if match else word
    try:
        return float(digits) if digits[:1].isdigit() else None
    except ValueError:
        return None

"""The words that name something in the sky or steer a sentence, from the two word lists, as one phrase table."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from astra.chart.zodiac import NAKSHATRAS, SIGNS, Nakshatra, Point, Sign
from astra.kit.yaml_text import read_yaml

Register = Literal["en", "in", "hi"]
"""English, Indian names in Latin letters, Devanagari."""

MAX_WORDS = 4

POINTS = {"rahu": Point.NORTH_NODE, "ketu": Point.SOUTH_NODE}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase stands for: `kind` (`body`, `sign`, `nakshatra`, `house`, `aspect`, `topic`, `month` or a list of
    `words.yaml`), the thing itself, and the register in which it was said."""

    kind: str
    value: Any = None
    register: Register = "en"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`phrases` by their folded words; `names` gives the word that a repair writes."""

    phrases: dict[tuple[str, ...], tuple[Meaning, ...]]
    names: dict[tuple[object, Register], Sequence[str]]
    first_words: frozenset[str]

    def name(self, thing: object, register: Register, *, like: str = "") -> str:
        """The name of a sign, nakshatra, point or house number in `register`; of two forms the one `like` another."""
        registers: tuple[Register, ...] = (register, "in", "en")
        forms = next(self.names[thing, found] for found in registers if (thing, found) in self.names)
        return forms[1] if register == "en" and len(forms) > 1 and like[:1].isdigit() else forms[0]


def fold(word: str) -> str:
    """Lower case, without accents on Latin letters; Devanagari stays as it is, in composed form."""
    lowered = word.lower()
    if lowered.isascii():
        return lowered
    plain = "".join(char for char in unicodedata.normalize("NFD", lowered) if not "\u0300" <= char <= "\u036f")
    return unicodedata.normalize("NFC", plain)


class Month(int):
    """The number of a month, 1 to 12; a type of its own, because a plain number names a house."""

    def __hash__(self) -> int:
        return hash(("month", int(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Month) and int(self) == int(other)


@cache
def load_vocabulary() -> Vocabulary:
    """Both word lists, read once."""
    names = cast("dict[str, Any]", _read("names.yaml"))
    book: dict[tuple[str, ...], list[Meaning]] = {}
    spoken: dict[tuple[object, Register], Sequence[str]] = {}
    _add_named(book, spoken, "body", {_point(key): forms for key, forms in names["bodies"].items()})
    _add_named(book, spoken, "sign", dict(zip(SIGNS, names["signs"], strict=True)))
    _add_named(book, spoken, "nakshatra", dict(zip(NAKSHATRAS, names["nakshatras"], strict=True)))
    _add_named(book, spoken, "house", dict(enumerate(names["houses"], start=1)))
    _add_named(book, spoken, "month", {Month(number): forms for number, forms in enumerate(names["months"], start=1)})
    _add_named(book, {}, "weekday", dict(enumerate(names["weekdays"])))
    for sign, adjectives in zip(SIGNS, names["sign_adjectives"], strict=True):
        for adjective in adjectives:
            _add(book, adjective, Meaning("sign", sign, "en"))
    for number, topics in enumerate(names["house_topics"], start=1):
        for topic in topics:
            _add(book, topic, Meaning("topic", number))
    for kind in ("aspect", "element"):
        for thing, words in names[f"{kind}s"].items():
            for word in words:
                _add(book, word, Meaning(kind, thing))
    for kind, words in cast("dict[str, list[str]]", _read("words.yaml")).items():
        for word in words:
            _add(book, word, Meaning(kind))
    phrases = {words: tuple(meanings) for words, meanings in book.items()}
    return Vocabulary(phrases, spoken, frozenset(words[0] for words in phrases))


def _point(key: str) -> Point:
    return POINTS.get(key) or Point(key)


def _add_named(
    book: dict[tuple[str, ...], list[Meaning]],
    spoken: dict[tuple[object, Register], Sequence[str]],
    kind: str,
    things: dict[Any, dict[str, list[str]]],
) -> None:
    for thing, registers in things.items():
        for register, forms in registers.items():
            kept = cast("Register", register)
            if forms:
                spoken[thing, kept] = tuple(str(form) for form in forms)
            for form in forms:
                _add(book, str(form), Meaning(kind, thing, kept))


def _add(book: dict[tuple[str, ...], list[Meaning]], phrase: str, meaning: Meaning) -> None:
    words = tuple(fold(str(phrase)).split())
    if not words or len(words) > MAX_WORDS:
        raise ValueError(f"a phrase of one to {MAX_WORDS} words is wanted, not {phrase!r}")
    meanings = book.setdefault(words, [])
    if meaning not in meanings:
        meanings.append(meaning)


def _read(name: str) -> object:
    return read_yaml(Path(__file__).with_name(name).read_text(encoding="utf-8"))


Thing = Point | Sign | Nakshatra | Month | int
"""What a name can stand for; a whole number is a house."""

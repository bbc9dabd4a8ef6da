"""One spelling for Hindi in Latin letters, which everybody spells as they like, and for Devanagari beside it."""

import re

from astra.places.spelling import is_devanagari, to_latin

_STEPS = (
    (re.compile("chh"), "ch"),
    (re.compile("a{2,}"), "a"),
    (re.compile("e{2,}|i{2,}"), "i"),
    (re.compile("o{2,}|u{2,}"), "u"),
    (re.compile("w"), "v"),
    (re.compile("ph"), "f"),
    (re.compile(r"([b-df-hj-np-tv-z])\1+"), r"\1"),
    (re.compile("ave$"), "ve"),
    (re.compile("(?<=a)h$"), ""),
)


def plain(word: str) -> str:
    """`word` in the one spelling: `chhiyaanave`, `chiyanve` and `छियानवे` come out the same."""
    small = to_latin(word) if is_devanagari(word) else word.casefold()
    for pattern, spelling in _STEPS:
        small = pattern.sub(spelling, small)
    return small


def plain_set(words: str) -> frozenset[str]:
    """The plain spellings of a list of words in one string."""
    return frozenset(plain(word) for word in words.split())


def word_set(words: str) -> frozenset[str]:
    """A list of words in one string, as they are."""
    return frozenset(words.split())

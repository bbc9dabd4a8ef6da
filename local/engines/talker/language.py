"""Which of the three ways of speaking a message uses."""

import re
from enum import StrEnum

from local.engines.talker.lexicon import load_words

_DEVANAGARI = re.compile(r"[\u0900-\u097f]")
_WORD = re.compile(r"[a-z]+")
_ENGLISH_TOO = frozenset({"the", "main", "hum", "hun", "mere"})


class Language(StrEnum):
    """English, Hindi in its own script, or the mixture in Latin letters."""

    ENGLISH = "en"
    HINDI = "hi"
    HINGLISH = "hinglish"


def detect_language(text: str) -> Language | None:
    """The language of `text`; None when it has too little to tell (one neutral word, digits)."""
    if _DEVANAGARI.search(text):
        return Language.HINDI
    words = _WORD.findall(text.lower())
    latin = load_words("hindi_in_latin")
    certain = sum(word in latin and word not in _ENGLISH_TOO for word in words)
    if certain >= 2 or (certain == 1 and len(words) <= 4):
        return Language.HINGLISH
    return Language.ENGLISH if len(words) >= 2 else None

"""Which of the three ways of speaking a message uses."""

import re
from enum import StrEnum

_DEVANAGARI = re.compile(r"[\u0900-\u097f]")
_WORD = re.compile(r"[a-z]+")
_HINDI_IN_LATIN = frozenset(
    """hai hain hoon hun tha thi the nahi nahin kya kyun kyon kaise kaisa kaisi kaun kab kahan mera meri mere mujhe mujhko
    main mai hum tum tumhara tumhari aap aapka aapki aapko apna apni naam accha acha achha theek thik bahut bohot thoda yaar
    arre haan namaste namaskar dhanyavad shukriya batao bataiye bolo suno raha rahi rahe karna karo karta karti kuch koi
    abhi phir dost dukhi khush pareshan lagta lagti wala wali matlab zindagi shaadi naukri ghar kal aaj alvida""".split()
)
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
    certain = sum(word in _HINDI_IN_LATIN and word not in _ENGLISH_TOO for word in words)
    if certain >= 2 or (certain == 1 and len(words) <= 4):
        return Language.HINGLISH
    return Language.ENGLISH if len(words) >= 2 else None

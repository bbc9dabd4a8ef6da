"""Do these words sound as if more were to come? English, Hindi and Hinglish, by their last words alone.

A recogniser puts a full stop behind whatever it is given, so a full stop says nothing here; a comma, a dash or dots
do. Where a word can end a sentence as well as break it off, the sentence counts as open: the detector that hears the
voice decides then.
"""

import re
from enum import StrEnum

_WORD = re.compile(r"[^\W_][\w'’\u0900-\u097f]*|[\u0900-\u097f]+")
_BROKEN_OFF = re.compile(r"(?:\.\.+|…|[,;:–—-])[\s\"'”’)]*$")
_ASKS = re.compile(r"[?？][\s\"'”’)]*$")
LONGEST_ANSWER = 2
"""Words of an answer that stands by itself."""
_HUM = re.compile(r"(?:u+[hm]+|e+r*m+|e+r+|h+m+|m{2,}|a+h+m+)")


class Ending(StrEnum):
    """What the last words say."""

    UNFINISHED = "unfinished"
    """More is to come."""
    OPEN = "open"
    """They don't tell."""
    COMPLETE = "complete"
    """A question, or a short answer that stands by itself."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_JOINS = _words(
    """and or but because although though unless if whether than the a an my your our their very every
    और या लेकिन मगर क्योंकि कि अगर यदि जब मतलब यानी यानि इसलिए मेरा मेरी मेरे का की के ने
    aur lekin magar kyunki kyonki kyuki agar jab matlab yaani yani isliye toh mera meri mere ka ki ke"""
)
"""No sentence ends with one of these."""

_LINKS = _words(
    """of to in on at for with from by about into onto between during without until till since while when where
    which who as so i i'm it's he's she's we're they're we they he she"""
)
"""A question may end with one of these ("where are you from"), a statement hardly ever."""

_PHRASES = (
    "my name is",
    "date of birth is",
    "birthday is",
    "the thing is",
    "the problem is",
    "the question is",
    "i was born",
    "let me think",
    "let me see",
    "i mean",
    "wo kya hai",
    "baat ye hai",
    "बात ये है",
    "बात यह है",
)

_CLOSED = (
    "think so", "hope so", "guess so", "suppose so", "believe so", "say so", "said so", "not so", "and so on",
    "go on", "going on", "come on", "hold on", "hang on", "move on", "carry on", "later on", "from now on", "come in",
    "used to", "love to", "don't want to", "you want to", "don't have to", "what for", "what about",
    "you and i", "do i", "am i", "did i", "can i", "have i", "than i",
    "know when", "know where", "know which", "know who", "sure when", "sure where", "remember when", "remember where",
    "remember who", "until when", "since when",
)  # fmt: skip
"""Ends of sentences that only look broken off, or may be either."""

_ANSWERS = _words(
    """yes yeah yep no nope okay ok sure thanks right exactly maybe hello hi haan han nahi nahin theek accha achha
    हाँ हां नहीं ठीक अच्छा धन्यवाद नमस्ते"""
)
_ASKING = _words(
    "what where who whom which when why how whose is are was were do does did can could will would should have has kya"
)


def read_ending(text: str) -> Ending:
    """What the last words of `text` say of its end."""
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    if not words:
        return Ending.OPEN
    if _ASKS.search(text):
        return Ending.COMPLETE
    if _BROKEN_OFF.search(text) or _is_broken_off(words):
        return Ending.UNFINISHED
    return Ending.COMPLETE if len(words) <= LONGEST_ANSWER and words[0] in _ANSWERS else Ending.OPEN


def _is_broken_off(words: list[str]) -> bool:
    last, tail = words[-1], f" {' '.join(words[-5:])}"
    if last in _JOINS or _HUM.fullmatch(last) or _ends_with(tail, _PHRASES):
        return True
    return last in _LINKS and words[0] not in _ASKING and not _ends_with(tail, _CLOSED)


def _ends_with(tail: str, phrases: tuple[str, ...]) -> bool:
    return any(tail.endswith(f" {phrase}") for phrase in phrases)


_DETAILS = re.compile(
    r"\b(?:when|where|(?:what|which) (?:time|day|date|year|month|place|city|town)|"
    r"names?|born|birth\w*|places?|city|town|numbers?|how (?:many|much|old|long)|"
    r"kab|kahan|kahaan|kitne|kitni|naam|tareekh|tarikh|samay|jagah|saal|janm)\b|"
    r"कब|कहाँ|कहां|कितने|कितनी|नाम|तारीख|समय|जगह|साल|जन्म|शहर",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"([^.!?।…]*)[?？][\s\"'”’)]*$")


def wants_details(reply: str) -> bool:
    """Whether a reply ends by asking for what people piece together: a date, a time, a name, a place, a number."""
    question = _QUESTION.search(reply)
    return question is not None and _DETAILS.search(question[1]) is not None

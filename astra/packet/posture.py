"""Where a talk stands, read from its words by rule: a neutral label, and whether the person is in mid-flow."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from astra.contracts.session import PastMessage
from astra.contracts.utterance import Role

LONG_WORDS = 18
"""A message of so many words that asks nothing is a piece of a story."""


class PostureLabel(StrEnum):
    """Where the talk stands."""

    OPENING = "opening"
    EXPLORING = "exploring"
    DECIDING = "deciding"
    VENTING = "venting"
    CLOSING = "closing"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Posture:
    """`in_flow`: the person is telling something and must not be led away from it."""

    label: PostureLabel
    in_flow: bool


def read_posture(text: str, messages: Sequence[PastMessage]) -> Posture:
    """The posture of a talk at the message `text`; `messages` are what came before, oldest first."""
    label = _read_label(text, messages)
    calm = label in {PostureLabel.EXPLORING, PostureLabel.VENTING, PostureLabel.DECIDING}
    return Posture(label, calm and _is_in_flow(text, messages))


def is_urgent(text: str) -> bool:
    """Whether this can't wait."""
    return _URGENT.search(text) is not None


def find_opener(text: str, messages: Sequence[PastMessage]) -> str:
    """The first thing the person said, as far as it is known; the message itself when it is the first."""
    return next((message.text for message in messages if message.role is Role.USER), text)


def _read_label(text: str, messages: Sequence[PastMessage]) -> PostureLabel:
    is_short = len(text.split()) <= LONG_WORDS
    said_before = [message.text for message in messages if message.role is Role.USER]
    lasting = said_before[-1] if said_before else ""
    signs = (
        (PostureLabel.URGENT, is_urgent(text)),
        (PostureLabel.CLOSING, is_short and _CLOSING.search(text)),
        (PostureLabel.VENTING, _VENTING.search(text)),
        (PostureLabel.DECIDING, _DECIDING.search(text)),
        (PostureLabel.OPENING, not said_before),
        (PostureLabel.VENTING, not _asks(text) and _VENTING.search(lasting)),
        (PostureLabel.DECIDING, is_short and _DECIDING.search(lasting)),
    )
    return next((label for label, holds in signs if holds), PostureLabel.EXPLORING)


def _is_in_flow(text: str, messages: Sequence[PastMessage]) -> bool:
    said_before = [message.text for message in messages if message.role is Role.USER]
    if not said_before or _asks(text):
        return False
    if _GOES_ON.match(text.strip()):
        return True
    return len(text.split()) >= LONG_WORDS and len(said_before[-1].split()) >= LONG_WORDS and not _asks(said_before[-1])


def _asks(text: str) -> bool:
    return text.rstrip().endswith(("?", "？")) or _ASKS.match(text.strip()) is not None


def _compile(*phrases: str) -> re.Pattern[str]:
    """Any of the phrases, as whole words; Devanagari vowel signs count as parts of a word."""
    joined = "|".join(phrases)
    return re.compile(rf"(?<![\w\u0900-\u0963])(?:{joined})(?![\w\u0900-\u0963])", re.IGNORECASE)


_URGENT = _compile(
    r"emergency", r"urgent(?:ly)?", r"right this (?:second|minute)", r"as soon as possible", r"asap",
    r"help me(?: now)?", r"(?:i )?need help (?:right )?now", r"(?:i )?can'?t breathe", r"chest pain",
    r"(?:an|had an|in an) accident", r"ambulance", r"(?:at|to|in) the (?:hospital|er) (?:right )?now",
    r"kill(?:ing)? myself", r"end my life", r"suicid\w*", r"hurt(?:ing)? myself", r"want to die",
    r"don'?t want to live", r"(?:he|she|they)(?:'s| is| are)? (?:hitting|hurting|attacking) me", r"turant",
    r"jaldi (?:karo|bolo|batao)", r"abhi ke abhi", r"bachao", r"marna chaht[ai]", r"mar jaun\w*", r"jaan de d\w+",
    r"तुरंत", r"बचाओ", r"आपातकाल", r"मरना चाहत[ाी]", r"जल्दी (?:करो|बताओ)",
)  # fmt: skip
_CLOSING = _compile(
    r"bye(?: bye)?", r"good ?bye", r"good ?night", r"see you", r"talk (?:to you )?(?:later|soon|tomorrow)",
    r"(?:i )?(?:have|got|gotta|need)(?: to)? (?:go|run|leave|sleep)(?: now)?",
    r"that'?s all(?: for (?:now|today))?", r"i'?m off", r"phir milte(?: hai| hain)?", r"baad mein baat", r"alvida",
    r"shubh ratri", r"chalo (?:bye|theek|phir)", r"chalta hoon", r"chalti hoon", r"अलविदा", r"फिर मिल\w*",
    r"शुभ रात्रि", r"बाय",
)  # fmt: skip
_DECIDING = _compile(
    r"should (?:i|we)", r"(?:can'?t|cannot|couldn'?t) decide", r"decid(?:e|ing)", r"decision",
    r"choos(?:e|ing) between", r"torn between", r"which (?:one|of (?:the|these|them))", r"whether (?:to|i should)",
    r"either .{1,60} or", r"stay or", r"accept (?:it|the offer)",
    r"(?:kya|kaunsa|kaun sa) (?:karu|karun|karoon|chunu|chunun|loon)", r"karu[n]? ya", r"chahiye ya",
    r"kya karna chahiye", r"faisla", r"क्या करूँ", r"क्या करना चाहिए", r"फ़ैसला", r"फैसला",
)  # fmt: skip
_VENTING = _compile(
    r"(?:so|really|just|too) (?:angry|mad|tired|frustrated|upset|exhausted|done|stressed|sad|lonely)", r"fed up",
    r"sick of", r"tired of", r"i hate", r"can'?t (?:take|stand|bear) (?:it|this)(?: anymore)?",
    r"(?:so|it'?s) unfair", r"not fair", r"frustrat(?:ed|ing)", r"ugh+", r"driving me (?:mad|crazy|insane)",
    r"overwhelmed", r"falling apart", r"nobody (?:cares|listens|understands)", r"pareshan", r"gussa",
    r"thak (?:gaya|gayi)", r"tang aa", r"nafrat", r"dukhi", r"ro (?:raha|rahi)", r"bardasht nahi", r"परेशान",
    r"गुस्सा", r"ग़ुस्सा", r"थक (?:गया|गई)", r"दुखी", r"तंग आ",
)  # fmt: skip
_GOES_ON = re.compile(
    r"(?:and (?:then|so|after that|when|that)|so then|but then|then|anyway|also|plus|aur (?:phir|fir|tab)|phir|fir"
    r"|uske baad|और फिर|फिर|उसके बाद)(?![\w\u0900-\u0963])",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:what|when|where|why|how|who|which|do|does|did|can|could|will|would|should|is|are|am|tell me|kya|kab"
    r"|kaise|kyun|kahan)\b"
    r"|(?:क्या|कब|कैसे|क्यों|कहाँ)(?![\w\u0900-\u0963])",
    re.IGNORECASE,
)

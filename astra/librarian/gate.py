"""Does this message need memory, and what of it? Explicit questions, names and topics that came up, or nothing."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from astra.librarian.known_words import KnownWords, is_name_like
from astra.librarian.time_words import DateSpan, find_span
from astra.librarian.words import is_filler, list_words, stem

MAX_TERMS = 12
MAX_READ_CHARS = 2_000
"""Of a longer message only the end is read: that is where the question is."""


class Gate(StrEnum):
    """Why memory is asked."""

    EXPLICIT = "explicit"
    AMBIENT = "ambient"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Spec:
    """What of memory is meant: `entities` are names, `topics` other words that carry meaning; `span` a time named."""

    entities: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    span: DateSpan | None = None
    of_companion: bool = False
    """Whether what the companion herself said is meant."""

    @property
    def terms(self) -> tuple[str, ...]:
        """Names first, then topics, as the query says them."""
        return (*self.entities, *self.topics)[:MAX_TERMS]

    @property
    def stems(self) -> frozenset[str]:
        """What a relevant fact has a word of."""
        return frozenset(stem(term) for term in self.terms)


@dataclass(frozen=True, slots=True)
class MemoryNeed:
    """The gate's verdict, and the query it leads to; the query is empty only where nothing is asked."""

    gate: Gate
    spec: Spec
    query: str


_NOTHING = MemoryNeed(Gate.NONE, Spec(), "")


def read_need(text: str, known: KnownWords, *, now: datetime) -> MemoryNeed:
    """What `text` needs of memory; `now` is the person's own time."""
    text = text[-MAX_READ_CHARS:]
    if _ASKS_MEMORY.search(text):
        span, rest = find_span(text, today=now.date())
        spec = replace(_read_spec(rest, span), of_companion=_ASKS_COMPANION.search(text) is not None)
        return MemoryNeed(Gate.EXPLICIT, spec, compile_query(spec, text))
    spec = _read_known(text, known)
    return MemoryNeed(Gate.AMBIENT, spec, compile_query(spec, text)) if spec.terms else _NOTHING


def compile_query(spec: Spec, text: str) -> str:
    """Names and nouns only; the bare words of `text` where it names nothing but a time."""
    return " ".join(spec.terms) or " ".join(list_words(text)[:MAX_TERMS]) or text.strip()[:80]


def _read_spec(text: str, span: DateSpan | None) -> Spec:
    entities: dict[str, str] = {}
    topics: dict[str, str] = {}
    for index, word in enumerate(words := list_words(text)):
        if is_filler(word) or word.isdigit():
            continue
        is_start = index == 0 or (word[:1].isupper() and _starts_sentence(text, word))
        kind = entities if is_name_like(word, is_start=is_start and len(words) > 1) else topics
        kind.setdefault(stem(word), word.removesuffix("'s").removesuffix("’s"))
    return Spec(tuple(entities.values()), tuple(_put_verbs_last(list(topics.values()))), span)


def _read_known(text: str, known: KnownWords) -> Spec:
    """Names, and those topics that memory is known to hold or that lives turn on."""
    found = _read_spec(text, None)
    topics = tuple(topic for topic in found.topics if known.has(topic) or stem(topic) in _LIFE)
    entities = tuple(name for name in found.entities if known.has(name) or known.may_name(name))
    return Spec(entities, topics)


def _starts_sentence(text: str, word: str) -> bool:
    at = text.find(word)
    before = text[:at].rstrip()
    return not before or before[-1] in ".!?।…:;\n"


def _put_verbs_last(topics: list[str]) -> list[str]:
    return sorted(topics, key=lambda word: word.casefold().endswith(("ing", "ed")))


_ASKS_MEMORY = re.compile(
    r"""
    \bwhat\s+(?:did|have|had|was\s+it)\s+(?:i|we)\s+(?:ever\s+)?(?:tell|told|say|said|mention(?:ed)?|talk(?:ed)?|discuss(?:ed)?|shared?|ask(?:ed)?)\b
    |\bwhat\s+(?:were|was)\s+(?:i|we)\s+(?:saying|talking|telling|discussing|worried)\b
    |\b(?:did|have|had|when\s+did|where\s+did|why\s+did|how\s+did)\s+(?:i|we)\s+(?:ever\s+|already\s+)?(?:tell|told|say|said|mention(?:ed)?|talk(?:ed)?|discuss(?:ed)?|shared?)\b
    |\b(?:do|don't|dont|can|could|would|will)\s+(?:you\s+)?(?:still\s+|even\s+)?(?:remember|recall|remind)\b
    |\byou\s+(?:still\s+)?(?:remember|recall)\b
    |\bremind\s+me\b
    |\bremember\s+(?:when|what|that|how|who|where|the|my|our)\b
    |\b(?:i|we)\s+(?:had\s+|have\s+|once\s+|already\s+)?(?:told|mentioned\s+to|said\s+to|talked\s+to)\s+you\b
    |\b(?:that|which|what|as|like)\s+(?:i|we)\s+(?:told|mentioned|said|talked\s+about|discussed|described)\b
    |\b(?:what|when|why|how)\s+(?:did|have|had)\s+you\s+(?:tell|told|say|said|suggest|advise|promise|mention|recommend)
    |\b(?:tumne|aapne|tune)\b.{0,30}\b(?:kya|kab)\b.{0,20}\b(?:kaha|bola|bataya)\b
    |\bwhat\s+do\s+you\s+(?:still\s+)?(?:know|remember|recall)\s+(?:about|of)\b
    |\bwhat(?:'s|\s+is|\s+was|\s+were|\s+are)\s+(?:the\s+name\s+of\s+)?my\b
    |\bwhat(?:'s|\s+is|\s+was)\s+the\s+name\s+of\s+my\b
    |\b(?:who|where|when|which|how\s+old)(?:'s|\s+is|\s+was|\s+are|\s+were|\s+does|\s+did|\s+do)\s+(?:my|our)\b
    |\b(?:maine|mene|maene|humne|hamne)\b.{0,40}\b(?:bataya|batayi|bataye|bola|boli|kaha|kahi|kahin|likha|pucha|poocha)\b
    |\b(?:kya|kab|kahan|kaun|kitna)\b.{0,30}\b(?:bataya|batayi|bataye|bola|boli|kaha|kahi)\s+(?:tha|thi|the)\b
    |\byaad\s+(?:hai|he|hain|h|dila|dilao|dilana|aaya|karo|rakha)\b
    |\btum(?:he|hein|ko|hen)\s+yaad\b|\baap\s*ko\s+yaad\b
    |याद\s+(?:है|हैं|दिला|दिलाओ|दिलाइए)
    |(?:मैंने|हमने).{0,40}(?:बताया|बताई|बोला|कहा)
    |(?:क्या|कब|कहाँ|कहां).{0,30}(?:बताया|बताई|बोला|कहा)\s+(?:था|थी)
    """,
    re.IGNORECASE | re.VERBOSE,
)

_ASKS_COMPANION = re.compile(
    r"\b(?:did|have|had)\s+you\s+(?:ever\s+)?(?:tell|told|say|said|suggest|advise|promise|mention|recommend)"
    r"|\byou\s+(?:had\s+)?(?:told|said|suggested|advised|promised|mentioned|recommended)"
    r"|\b(?:tumne|aapne|tune)\b.{0,40}\b(?:kaha|bola|bataya)\b",
    re.IGNORECASE,
)

_LIFE = frozenset(
    stem(word)
    for word in """
    mother mom mum mummy maa father dad papa brother bhai sister behen didi bhaiya parents wife husband pati patni
    girlfriend boyfriend fiance fiancee partner son daughter beta beti child children baby grandmother grandfather nani
    dadi nana dada uncle aunt cousin friend dost boss manager colleague roommate landlord neighbour neighbor dog cat
    job naukri interview exam pariksha promotion salary marriage wedding shaadi shadi engagement divorce breakup
    surgery operation hospital doctor pregnancy diagnosis school college university thesis visa loan house flat
    apartment business startup move moving trip
    माँ मां पिता पापा भाई बहन पति पत्नी बेटा बेटी दोस्त नौकरी शादी परीक्षा इंटरव्यू घर
    """.split()  # noqa: SIM905  a list of words reads best as words
)

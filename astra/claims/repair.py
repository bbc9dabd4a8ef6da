"""Puts the right word in the place of a wrong one, in the same register, form and letter case."""

import re
from datetime import date
from typing import Any, Final

from astra.chart.model import AspectKind
from astra.chart.zodiac import Nakshatra, Point, Sign
from astra.claims.claim import Claim, Kind
from astra.claims.dates import DateMention
from astra.claims.knowledge import Fix
from astra.claims.sentence import Sentence
from astra.claims.tokens import Token
from astra.claims.vocabulary import load_vocabulary

_VOWELS: Final = frozenset("aeiou")
_ELEMENT_WORDS: Final = frozenset({"fire", "earth", "air", "water", "cardinal", "fixed", "mutable"})
_ASPECT_FORMS: Final = {
    "conjunction": ("conjoins", "conjoining", "conjunction", "conjunct"),
    "opposition": ("opposes", "opposing", "opposition", "opposite"),
    "square": ("squares", "squaring", "square", "square"),
    "trine": ("trines", "trining", "trine", "trine"),
    "sextile": ("sextiles", "sextiling", "sextile", "sextile"),
}
_TURNS: Final = {
    "retrograde": "direct",
    "vakri": "margi",
    "वक्री": "मार्गी",
    "direct": "retrograde",
    "margi": "vakri",
    "मार्गी": "वक्री",
}
_ARTICLE: Final = re.compile(r"\b(an?)(\s+)$", re.IGNORECASE)


def repair(sentence: Sentence, claim: Claim, fix: Fix) -> str | None:
    """The sentence with the claim put right; None where no clean word does it."""
    if fix.is_date:
        return _repair_date(sentence, claim, fix.value)
    first, last = sentence.tokens[claim.slot.first], sentence.tokens[claim.slot.last]
    if claim.kind is Kind.HOUSE and first.has("body"):
        return None
    written = _write(sentence, claim, fix.value, first)
    if written is None:
        return None
    return _replace(sentence.text, first.start, last.end, _match_case(written, first.text))


def _repair_date(sentence: Sentence, claim: Claim, value: Any) -> str | None:
    mention, day = value if isinstance(value, tuple) else (claim.when, value)
    if not isinstance(mention, DateMention) or not isinstance(day, date) or mention.is_relative:
        return None
    start, end = sentence.tokens[mention.first].start, sentence.tokens[mention.last].end
    register = sentence.tokens[mention.first].register("month")
    return _replace(sentence.text, start, end, mention.write(day, register))


def _write(sentence: Sentence, claim: Claim, value: Any, token: Token) -> str | None:
    names = load_vocabulary()
    written: str | None = None
    match claim.kind:
        case Kind.SIGN | Kind.IDENTITY | Kind.INGRESS | Kind.HOUSE_SIGN if isinstance(value, Sign):
            written = names.name(value, token.register("sign"))
        case Kind.NAKSHATRA if isinstance(value, Nakshatra):
            written = names.name(value, "hi" if token.register("nakshatra") == "hi" else "in")
        case Kind.HOUSE | Kind.PADA:
            written = _write_house(token, int(value))
        case Kind.ELEMENT:
            written = (
                str(value)
                if token.folded in {"fire", "earth", "air", "water", "cardinal", "fixed", "mutable"}
                else None
            )
        case Kind.DEGREE:
            written = str(value) + ("°" if claim.slot.last > claim.slot.first else "")
        case Kind.RETROGRADE | Kind.STATION:
            written = _TURNS.get(token.folded)
        case Kind.ASPECT if isinstance(value, AspectKind):
            written = _write_aspect(sentence, claim, value, token)
        case Kind.DASHA:
            written = _write_lords(sentence, claim, value)
        case _:
            pass
    return written


def _write_house(token: Token, number: int) -> str:
    names = load_vocabulary()
    if token.has("house"):
        return names.name(number, token.register("house"), like=token.text)
    if token.number is not None:
        return str(number)
    return names.name(number, "en") + (" house" if token.has("houseword") else "")


def _write_aspect(sentence: Sentence, claim: Claim, kind: AspectKind, token: Token) -> str | None:
    forms = _ASPECT_FORMS.get(kind.value)
    if forms is None or not token.folded.isascii() or token.folded in {"yuti", "drishti", "aspect", "aspects"}:
        return None
    before = sentence.at(claim.slot.first - 1)
    if token.folded.endswith("ing"):
        return forms[1]
    if token.folded.endswith("s") and not token.folded.endswith("ss"):
        return forms[0]
    if token.folded.endswith("ed"):
        return None
    if token.folded in {"conjunction", "opposition"} or (
        before and before.folded in {"a", "an", "the", "in", "exact", "close", "tight"}
    ):
        return forms[2]
    return forms[3]


def _write_lords(sentence: Sentence, claim: Claim, lords: tuple[Point, ...]) -> str | None:
    names = load_vocabulary()
    tokens = sentence.tokens[claim.slot.first : claim.slot.last + 1]
    bodies = [token for token in tokens if token.has("body")]
    if len(bodies) != len(lords):
        return None
    text = sentence.text[tokens[0].start : tokens[-1].end]
    for token, lord in zip(bodies, lords, strict=True):
        name = names.name(lord, token.register("body"))
        text = text.replace(token.text, name.title() if token.text[:1].isupper() else name, 1)
    return text


def _match_case(written: str, original: str) -> str:
    if original.isupper() and len(original) > 1:
        return written.upper()
    if original[:1].isupper():
        return written[:1].upper() + written[1:]
    return written.lower() if original[:1].islower() else written


def _replace(text: str, start: int, end: int, written: str) -> str:
    """Swap the words, and "a" for "an" before them where the new word wants it."""
    head, tail = text[:start], text[end:]
    article = _ARTICLE.search(head)
    if article and written:
        right = "an" if written[0].lower() in _VOWELS else "a"
        found = article.group(1)
        kept = right.capitalize() if found[0].isupper() else right
        head = head[: article.start(1)] + kept + article.group(2)
    return head + written + tail

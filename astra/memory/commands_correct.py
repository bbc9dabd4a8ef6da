"""Saying that something remembered is wrong, with or without saying what is right."""

import re
from dataclasses import dataclass

from astra.memory.commands_words import EDGES, Said

_MAX_VALUE_WORDS = 7


@dataclass(frozen=True, slots=True)
class Correction:
    """`statement` is what holds instead, `instead_of` the wrong words; `is_firm`: it can only be a correction."""

    statement: str | None
    instead_of: str | None
    is_firm: bool


_NO = r"(?:(?:no|nope|nah|sorry|actually|nahi|nahin)[,.!]* )*"
_FIRM = re.compile(
    rf"{_NO}(?:(?:that's|thats|that is|this is|that was|you're|you are|you were)"
    r"(?: just| simply| completely| totally| actually| still)?"
    r" (?:not (?:true|right|correct|accurate|it|what i said)|wrong|incorrect|false|untrue|mistaken|a mistake)"
    r"|(?:that|this) (?:isn't|is not|wasn't|was not) (?:true|right|correct|accurate|what i said)"
    r"|(?:you've|you have|you) (?:got|remember|remembered|have) (?:that|it|this)(?: all)? wrong(?:ly)?"
    r"|i never (?:said|told you) (?:that|this|it)"
    r"|(?:ye|yeh|yah|wo|woh|vo) (?:toh |to )?(?:galat|jhooth|sach nahi|sahi nahi|theek nahi)(?: hai| tha)?"
    r"|(?:aisa|ye|yeh) nahi hai|(?:tum|aap) galat (?:ho|hain)|galat (?:hai|yaad hai|bola)"
    r"|maine (?:ye|yeh|aisa|wo|woh) (?:kabhi )?nahi (?:kaha|bola|bataya)(?: tha)?)"
    r"(?: about (?:that|this|it|me))?(?P<rest>$|[,.;:!–—-]+.*| (?:it's|its|it is|she|he|her|his|my|i|i'm|we"
    r"|they|because|meri|mera|mere|main)\b.*)"
)
_VALUE_NOT_VALUE = re.compile(
    r"(?P<no>(?:no|nope|nah|sorry|actually|nahi|nahin)[,.!]* )?(?:it's |its |it is |i said |i meant "
    r"|i mean )?(?P<new>[^,]+?),? not (?P<old>[^,]+)"
)
_NOT_VALUE_VALUE = re.compile(
    rf"{_NO}not (?P<old>[^,.;]+)[,.;]+ (?:it's |its |it is |but |i said |i meant )?(?P<new>.+)"
)
_VALUE_NAHI = re.compile(
    r"(?P<no>(?:nahi|nahin|no)[,.!]* )?(?P<new>[^,]+?)(?: hai)?,? (?P<old>[^, ]+(?: [^, ]+)?) nahi(?: hai)?"
)
_SET_RIGHT = re.compile(r"(?:it's|its|it is|i said|i meant|i mean) [^,]+, not ")
_NO_MY = re.compile(r"(?:no|nope|nah|nahi|nahin)[,.!]* (?P<new>(?:my|our|meri|mera|mere) .+)")
_CONNECTORS = re.compile(r"^(?:(?:actually|in fact|the truth is|really|because|rather|but)[,:]? )+", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:i'm|it's|that's|he's|she's|they're|we're|you're|am|is|are|was|were|have|has|had|do|does|did|can"
    r"|will|would|should|feel|think|want|know|going)\b"
)


def find_correction(said: Said) -> Correction | None:
    """The correction in this sentence; None when it is none."""
    plain = said.plain
    if plain.endswith("?"):
        return None
    if (match := _FIRM.fullmatch(plain)) is not None:
        rest = _CONNECTORS.sub("", said.quote(match, "rest").strip(EDGES))
        inner = _find_values(rest)
        if inner is not None:
            return Correction(inner.statement, inner.instead_of, is_firm=True)
        return Correction(rest or None, None, is_firm=True)
    return _find_values_said(said)


def _find_values(rest: str) -> Correction | None:
    """ "it's Pune, not Mumbai" behind "that's not true"."""
    words = tuple(rest.split())
    return _find_values_said(Said(rest.lower(), words)) if words else None


def _find_values_said(said: Said) -> Correction | None:
    if (match := _NO_MY.fullmatch(said.plain)) is not None and " not " not in said.plain:
        return Correction(said.quote(match, "new"), None, is_firm=False)
    for pattern in (_NOT_VALUE_VALUE, _VALUE_NOT_VALUE, _VALUE_NAHI):
        if (match := pattern.fullmatch(said.plain)) is None:
            continue
        if pattern is not _NOT_VALUE_VALUE and match["no"] is None and not _SET_RIGHT.match(said.plain):
            continue
        new, old = said.quote(match, "new"), said.quote(match, "old")
        if _is_value(old) and (_is_value(new) or new.lower().startswith(("my ", "i ", "she ", "he "))):
            return Correction(new, old, is_firm=False)
    return None


def _is_value(words: str) -> bool:
    """Whether this is a name, a place, a date: short and without a verb."""
    return 0 < len(words.split()) <= _MAX_VALUE_WORDS and _VERB.search(words.lower()) is None

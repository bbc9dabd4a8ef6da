"""Transit lines in plain words: who meets what of the chart, and when it is closest. No orbs, no jargon."""

import re
from collections.abc import Iterable
from datetime import date

from local.engines.talker.days import say_day
from local.engines.talker.language import Language

_LINE = re.compile(
    r"^transiting (?P<moving>[A-Z][\w ]*?) (?P<kind>\w+) natal (?P<natal>[A-Z][\w ]*?)"
    r"(?:, orb (?P<deg>\d+)°(?P<min>\d+)′)?(?:, (?:applying|separating))?(?:, exact (?P<exact>\d{4}-\d{2}-\d{2}))?"
    r"(?: and again (?P<again>\d{4}-\d{2}-\d{2}))?\.?$",
    re.IGNORECASE,
)
_KINDS = {
    "sextile": ("makes a friendly angle to", "se achha angle banata hai"),
    "trine": ("makes an easy angle to", "se aasaan angle banata hai"),
    "square": ("makes a tense angle to", "se tanaav ka angle banata hai"),
    "opposition": ("stands opposite", "ke saamne hai"),
    "conjunction": ("meets", "ke saath hai"),
}
_MOST = 3
_ARTICLE = frozenset({"Sun", "Moon"})


def tell_contacts(lines: Iterable[str], day: date | None, today: date | None, language: Language) -> list[str]:
    """At most three sentences, the tightest first; lines of another form are left out."""
    found = [match for line in lines if (match := _LINE.match(line)) and match["kind"].lower() in _KINDS]
    found.sort(key=lambda match: int(match["deg"] or 0) * 60 + int(match["min"] or 0))
    return [_tell(match, day, today, language) for match in found[:_MOST]]


def name_body(name: str) -> str:
    """ "the Moon", and "Saturn" as it is."""
    return f"the {name}" if name in _ARTICLE else name


def _tell(match: re.Match[str], day: date | None, today: date | None, language: Language) -> str:
    english, indian = _KINDS[match["kind"].lower()]
    when = say_day(day, today, language) if day else ""
    if language is not Language.ENGLISH:
        return f"{when} {match['moving']} aapke {match['natal']} {indian}.".strip()
    dates = [date.fromisoformat(text) for text in (match["exact"], match["again"]) if text]
    next_one = next((text for text in dates if day is not None and text > day), None)
    closest = f", closest {say_day(next_one, today, language)}" if next_one else ""
    said = f"{when} {name_body(match['moving'])} {english} your {match['natal']}{closest}.".strip()
    return said[0].upper() + said[1:]

"""The time and the date: from the prompt, since the talker has no clock of its own."""

import re

from local.engines.talker.reading import Talk
from local.engines.talker.wordings import phrase

_ASKED = re.compile(
    r"\bwhat('?s| is)? (the )?(time|date|day)( is it)?\b|\bwhat day is\b|\b(kitne baje|aaj (kya|kaun) (tareekh|tarikh|din))\b"
    r"|कितने बजे|आज (क्या|कौन)",
    re.IGNORECASE,
)
_TOLD = re.compile(r"^(?:today|now|date|time|current (?:date|time)|local (?:date|time))\b.*\d", re.IGNORECASE)


def answer(talk: Talk) -> str | None:
    """What the prompt says about now."""
    if len(talk.words) > 12 or not _ASKED.search(talk.said):
        return None
    told = next((fact for fact in talk.facts if _TOLD.search(fact)), None)
    return phrase(talk, "clock", told=told.rstrip(".")) if told else phrase(talk, "clock_none")

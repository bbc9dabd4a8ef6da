"""The user's name: told, or asked for."""

import re

from local.engines.talker.reading import Talk, told_name
from local.engines.talker.wordings import phrase

_ASKED = re.compile(
    r"\b(what'?s|what is|do you (know|remember)|say|tell me|remember) my name\b|\bwho am i\b"
    r"|\bmera na+m (kya|pata|yaad)|मेरा नाम (क्या|याद|पता)",
    re.IGNORECASE,
)


def answer(talk: Talk) -> str | None:
    """A welcome by name, or the name."""
    if _ASKED.search(talk.said):
        name = talk.user_name()
        return phrase(talk, "your_name", user=name) if name else phrase(talk, "name_unknown")
    if name := told_name(talk.said):
        return phrase(talk, "name_told", user=name)
    return None

"""The time and the date: from the prompt, since the talker has no clock of its own."""

from local.engines.talker.lexicon import load_pattern
from local.engines.talker.reading import Talk
from local.engines.talker.wordings import phrase

_ASKED = load_pattern("clock_asked")
_TOLD = load_pattern("clock_told")


def answer(talk: Talk) -> str | None:
    """What the prompt says about now."""
    if len(talk.words) > 12 or not _ASKED.search(talk.said):
        return None
    told = next((fact for fact in talk.facts if _TOLD.search(fact)), None)
    return phrase(talk, "clock", told=told.rstrip(".")) if told else phrase(talk, "clock_none")

"""The user's name: told, or asked for."""

from local.engines.talker.lexicon import load_pattern
from local.engines.talker.reading import Talk, told_name
from local.engines.talker.wordings import phrase

_ASKED = load_pattern("name_asked")


def answer(talk: Talk) -> str | None:
    """A welcome by name, or the name."""
    if _ASKED.search(talk.said):
        name = talk.user_name()
        return phrase(talk, "your_name", user=name) if name else phrase(talk, "name_unknown")
    if name := told_name(talk.said):
        return phrase(talk, "name_told", user=name)
    return None

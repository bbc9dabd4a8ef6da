"""“Say that again.”"""

from local.engines.talker.lexicon import load_pattern
from local.engines.talker.reading import Talk
from local.engines.talker.wordings import phrase

_ASKED = load_pattern("repeat_asked")


def answer(talk: Talk) -> str | None:
    """The companion's last words."""
    if len(talk.words) > 12 or not _ASKED.search(talk.said):
        return None
    said = talk.companion_said()
    return phrase(talk, "repeat", text=said[-1]) if said else phrase(talk, "repeat_nothing")

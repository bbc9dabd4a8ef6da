"""“Say that again.”"""

import re

from local.engines.talker.reading import Talk
from local.engines.talker.wordings import phrase

_ASKED = re.compile(
    r"\b(repeat (that|it|yourself)|say (that|it) again|come again|pardon|what did you (just )?say|didn'?t (hear|catch) (you|that))\b"
    r"|\b(phir se|dobara|fir se) (bolo|boliye|kaho|kahiye|batao)\b|फिर से (बोल|कह|बता)|दोबारा",
    re.IGNORECASE,
)


def answer(talk: Talk) -> str | None:
    """The companion's last words."""
    if len(talk.words) > 12 or not _ASKED.search(talk.said):
        return None
    said = talk.companion_said()
    return phrase(talk, "repeat", text=said[-1]) if said else phrase(talk, "repeat_nothing")

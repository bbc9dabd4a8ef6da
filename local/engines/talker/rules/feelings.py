"""How someone feels, said back in their own words before anything else."""

import re
from functools import cache
from typing import cast

from local.engines.talker.lexicon import load_data
from local.engines.talker.reading import Talk
from local.engines.talker.rules.mirror import mirror
from local.engines.talker.wordings import phrase

_NEGATED = re.compile(r"\b(not|n't|never|nahi|nahin)\b|नहीं", re.IGNORECASE)


def answer(talk: Talk) -> str | None:
    """A reflection, by the kind of feeling."""
    text = talk.said.lower().replace("’", "'")
    for kind, pattern in _kinds().items():
        match = pattern.search(text)
        if match is None or _NEGATED.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        echo = mirror(talk)
        return phrase(talk, f"feeling_{kind}", echo=echo) if echo else phrase(talk, f"feeling_{kind}_short")
    return None


@cache
def _kinds() -> dict[str, re.Pattern[str]]:
    book = cast("dict[str, list[str]]", load_data("feelings"))
    return {kind: re.compile("|".join(patterns)) for kind, patterns in book.items()}

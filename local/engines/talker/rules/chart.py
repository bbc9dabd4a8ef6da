"""The sky: only what the prompt says of it. No line about a planet, no sentence about a planet."""

import re

from local.engines.talker.lexicon import load_pattern
from local.engines.talker.reading import Talk
from local.engines.talker.rules.search import find_lines
from local.engines.talker.wordings import phrase

_SKY = load_pattern("sky")
_NO_SKY_AFTER = re.compile(r"\b(house|houses|guru|mars bar)\b", re.IGNORECASE)
_GENERAL = frozenset({"chart", "birth", "sign", "horoscope", "natal", "astrology"})
_PLACED = load_pattern("placed")


def answer(talk: Talk) -> str | None:
    """Lines of the chart that was given, or word that there is none."""
    match = _SKY.search(talk.said)
    if match is None or (_NO_SKY_AFTER.fullmatch(match.group()) and len(_SKY.findall(talk.said)) == 1):
        return None
    chart = [line for line in talk.facts if _PLACED.search(line)]
    if not chart:
        return phrase(talk, "chart_none")
    asked = [found for found in re.findall(r"[^\W_]+", talk.said) if _SKY.search(found) or _PLACED.search(found)]
    specific = [word for word in asked if word.lower() not in _GENERAL]
    found = find_lines([word.lower() for word in specific], chart, 2) if specific else chart[:2]
    if not found:
        return phrase(talk, "chart_missing", asked=specific[0])
    return phrase(talk, "chart", lines=" ".join(line if line.endswith(".") else f"{line}." for line in found))

"""Whether a message speaks of the sky at all: tools are offered only then, so that other talk costs nothing."""

import re
from functools import cache
from pathlib import Path

from astra.kit.yaml_text import read_yaml


@cache
def _pattern() -> re.Pattern[str]:
    words = read_yaml(Path(__file__).with_name("cues.yaml").read_text(encoding="utf-8"))
    latin = "|".join(words["latin"])
    devanagari = "|".join(words["devanagari"])
    return re.compile(rf"\b(?:{latin})\b|(?:{devanagari})", re.IGNORECASE)


def speaks_of_astrology(text: str) -> bool:
    """Whether `text` has a word of astrology, in English, Hinglish or Hindi; a few microseconds."""
    return _pattern().search(text) is not None

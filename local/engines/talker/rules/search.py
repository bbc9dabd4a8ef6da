"""Which lines speak of the same thing as a question."""

import re
from collections.abc import Iterable, Sequence

from local.engines.talker.lexicon import load_words

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_ENDING = re.compile(r"(?:ing|ed|es|s|e)$")
_STEM_CHARS = 5


def content_words(words: Iterable[str]) -> list[str]:
    """Words that carry meaning, lower case."""
    idle = load_words("idle_words")
    return [word for word in words if word not in idle and len(word) > 2]


def find_lines(wanted: Sequence[str], lines: Iterable[str], limit: int) -> list[str]:
    """Up to `limit` lines that share most of the wanted words, best first; none shared, none found."""
    stems = {stem(word) for word in wanted}
    scored = [(len(stems & {stem(word) for word in _WORD.findall(line.lower())}), line) for line in lines]
    best = sorted((item for item in scored if item[0]), key=lambda item: -item[0])
    return [line for _, line in best[:limit]]


def stem(word: str) -> str:
    """A crude stem: "interviews" and "interview", "lives" and "live" meet."""
    return _ENDING.sub("", word)[:_STEM_CHARS] if len(word) > 3 else word

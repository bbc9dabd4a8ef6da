"""Patterns put together from named pieces (`learn_words.yaml`), and sentences to try them on."""

import re
from functools import cache
from typing import cast

from local.engines.talker.lexicon import load_data

_PIECE = re.compile(r"(?<!\(\?P)<([a-z_]+)>")
_KEPT = re.compile(r"\{([a-z_]+)\}")
_SENTENCE = re.compile(r"(?:[^.!?।\n]|[.](?=\S))+[.!?।]*")
_CUT_CHARS = 1_000


@cache
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The pattern with its pieces in place; letter case ignored but where a piece minds it."""
    kept = _KEPT.sub(r"(?P<object><\1>)", pattern)
    return re.compile(_fill(kept), re.IGNORECASE)


def split_sentences(text: str) -> list[str]:
    """The sentences of a turn, cut out verbatim; a list of sentences is never longer than its turn."""
    found = (match.group().strip() for match in _SENTENCE.finditer(text))
    return [sentence[:_CUT_CHARS] for sentence in found if sentence]


def is_question(sentence: str) -> bool:
    """Whether a sentence asks."""
    return sentence.endswith("?")


def _fill(pattern: str) -> str:
    pieces = cast("dict[str, str]", load_data("learn_words"))
    for _ in range(8):
        filled = _PIECE.sub(lambda match: f"(?:{pieces[match.group(1)]})", pattern)
        if filled == pattern:
            return filled
        pattern = filled
    raise ValueError("pieces that stand in each other")

"""Messages whose kind says it all: a greeting, thanks, danger. Patterns and sentences are data."""

import re
from functools import cache
from typing import cast

from local.engines.talker.lexicon import load_data
from local.engines.talker.reading import Talk
from local.engines.talker.wordings import phrase

_ANY_LENGTH = 10_000


def answer_early(talk: Talk) -> str | None:
    """What goes before everything else: danger first."""
    return _answer(talk, "early")


def answer_late(talk: Talk) -> str | None:
    """Courtesies and questions about the companion itself."""
    return _answer(talk, "late")


def _answer(talk: Talk, group: str) -> str | None:
    text = talk.said.lower().replace("’", "'")
    for name, patterns, max_words in _intents(group):
        if len(talk.words) <= max_words and any(pattern.search(text) for pattern in patterns):
            return phrase(talk, name)
    return None


@cache
def _intents(group: str) -> list[tuple[str, list[re.Pattern[str]], int]]:
    book = cast("dict[str, list[dict[str, object]]]", load_data("intents"))
    return [
        (
            str(intent["name"]),
            [re.compile(pattern) for pattern in cast("list[str]", intent["patterns"])],
            int(cast("int", intent.get("max_words", _ANY_LENGTH))),
        )
        for intent in book[group]
    ]

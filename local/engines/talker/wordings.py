"""The talker's sentences, read from `data/`, and the choice among them.

The choice follows from the message alone, so that the same talk always goes the same way; a sentence that was used
a moment ago is passed over.
"""

import re
import zlib
from typing import cast

from local.engines.talker.language import Language
from local.engines.talker.lexicon import load_data
from local.engines.talker.reading import Talk

_SENTENCE_START = re.compile(r"(?:^|(?<=[.!?]\s))[a-z]")


def phrase(talk: Talk, key: str, **values: str) -> str:
    """One of the sentences under `key` in the talk's language, its `{places}` filled."""
    lines = _lines(talk.language, key)
    filled = [_begin_large(line.format(name=talk.persona_name, **values)) for line in lines if _fits(line, values)]
    used = talk.companion_said()[-3:]
    start = zlib.crc32(f"{key}|{len(talk.recent)}|{talk.said}".encode()) % len(filled)
    turned = filled[start:] + filled[:start]
    return next((line for line in turned if not any(line in text for text in used)), turned[0])


def _lines(language: Language, key: str) -> list[str]:
    book = cast("dict[str, list[str]]", load_data(language.value))
    return book[key]


def _begin_large(text: str) -> str:
    return _SENTENCE_START.sub(lambda match: match.group().upper(), text)


def _fits(line: str, values: dict[str, str]) -> bool:
    return set(re.findall(r"\{(\w+)\}", line)) <= {*values, "name"}

"""“What did I tell you about …?” Answered from the messages and facts in the prompt, or not at all."""

import re
from datetime import date

from local.engines.talker.lexicon import load_pattern
from local.engines.talker.reading import Talk
from local.engines.talker.rules.search import content_words, find_lines
from local.engines.talker.wordings import phrase

_ASKED = load_pattern("recall_asked")
_LAST_ASKED = load_pattern("recall_last_asked")
_NOT_TOPICS = frozenset(
    {"say", "said", "tell", "told", "mention", "mentioned", "recall", "talking", "saying", "earlier"}
)
_QUOTE_CHARS = 240
_DATED = re.compile(r"^(?P<day>\d{4}-\d{2}-\d{2})\b[^:]{0,20}: “?(?P<text>[^”]*)”?$")


def answer(talk: Talk) -> str | None:
    """The user's own words, or an honest no."""
    if not _ASKED.search(talk.said):
        return None
    earlier = talk.user_said()
    if _LAST_ASKED.search(talk.said):
        return _quote(talk, earlier[-1:])
    topic = [word for word in content_words(talk.words) if word not in _NOT_TOPICS]
    if not topic:
        return _quote(talk, earlier[-1:] or list(talk.facts[:1]))
    found = find_lines(topic, reversed(earlier), 1)
    if found:
        return _quote(talk, found)
    known = find_lines(topic, talk.facts, 2)
    if known:
        return phrase(talk, "known", fact=" ".join(_sentence(line) for line in known))
    return phrase(talk, "recall_none", topic=" ".join(topic[:3]))


def _quote(talk: Talk, lines: list[str]) -> str:
    if not lines:
        return phrase(talk, "recall_nothing")
    return phrase(talk, "recall", text=lines[0][:_QUOTE_CHARS].rstrip(" .?!।"))


def _sentence(line: str) -> str:
    """A line of memory; one that carries its day says it."""
    if dated := _DATED.match(line):
        day = date.fromisoformat(dated["day"])
        line = f"{day.day} {day:%B %Y}: {dated['text']}"
    return line if line.endswith((".", "!", "?", "।")) else f"{line}."

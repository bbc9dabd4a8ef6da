"""Questions that nothing in the prompt answers: said so, with what can be done instead."""

import re

from local.engines.talker.lexicon import load_pattern
from local.engines.talker.reading import Talk
from local.engines.talker.rules.recall import tell_known
from local.engines.talker.rules.search import content_words, find_lines
from local.engines.talker.wordings import phrase

_ASKING = load_pattern("asking")
_YOUR_VIEW = load_pattern("your_view")
_MIN_SHARED = 2


def answer(talk: Talk) -> str | None:
    """A fact that fits, the user's own words that fit, a question back, or an open no."""
    if not (talk.said.rstrip().endswith("?") or _ASKING.search(talk.said)):
        return None
    if _YOUR_VIEW.search(talk.said):
        return phrase(talk, "advice")
    topic = content_words(talk.words)
    if topic and (told := tell_known(talk, topic, _MIN_SHARED, directly=True)) is not None:
        return told
    known = find_lines(topic, talk.facts, 1)
    if known and _shares_enough(topic, known[0]):
        return phrase(talk, "known", fact=known[0] if known[0].endswith((".", "।")) else f"{known[0]}.")
    if topic:
        return phrase(talk, "question_topic", topic=_topic(talk, topic))
    return phrase(talk, "question")


def _shares_enough(topic: list[str], line: str) -> bool:
    shared = sum(bool(find_lines([word], [line], 1)) for word in topic)
    return shared >= min(_MIN_SHARED, len(topic))


def _topic(talk: Talk, topic: list[str]) -> str:
    """The last stretch of content words that stand side by side, as they were written."""
    written = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", talk.said)
    wanted = set(topic)
    stretch: list[str] = []
    for word in reversed(written):
        if word.lower() in wanted:
            stretch.insert(0, word)
        elif stretch:
            break
    return " ".join(stretch[-4:]) or topic[-1]

"""“What did I tell you about …?” Answered from memory and the talk, in the person's words, or not at all."""

import re

from local.engines.talker.days import say_day
from local.engines.talker.language import Language
from local.engines.talker.lexicon import load_pattern
from local.engines.talker.memories import Memory
from local.engines.talker.reading import Talk
from local.engines.talker.rules.mirror import turn_to_you
from local.engines.talker.rules.search import content_words, find_lines
from local.engines.talker.wordings import phrase

_ASKED = load_pattern("recall_asked")
_LAST_ASKED = load_pattern("recall_last_asked")
_NO_STATEMENT = load_pattern("no_statement")
_ASKING = load_pattern("asking")
_KIN = load_pattern("kin_first")
_OWN = re.compile(r"^(?:my|our|i|i'm|i've|we)\b", re.IGNORECASE)
_NOT_TOPICS = frozenset(
    {"say", "said", "tell", "told", "mention", "mentioned", "recall", "talking", "saying", "earlier"}
)
_QUOTE_CHARS = 240


def answer(talk: Talk) -> str | None:
    """The user's own words, or an honest no."""
    if not _ASKED.search(talk.said):
        return None
    earlier = talk.user_said()
    if _LAST_ASKED.search(talk.said):
        return _quote(talk, earlier[-1:])
    topic = [word for word in content_words(talk.words) if word not in _NOT_TOPICS]
    if not topic:
        return _say_last(talk)
    return tell_known(talk, topic, 1) or phrase(talk, "recall_none", topic=" ".join(topic[:3]))


def _say_last(talk: Talk) -> str:
    """Something that was told, where no topic is named."""
    wrong = [item.wrong.lower() for item in talk.put_right if item.wrong]
    told = [text for text in talk.user_said() if states(text) and not any(word in text.lower() for word in wrong)]
    if told:
        return _quote(talk, told[-1:])
    held = [memory for memory in talk.memories if not any(word in memory.text.lower() for word in wrong)]
    return _say_memory(talk, held[0], directly=False) if held else phrase(talk, "recall_nothing")


def tell_known(talk: Talk, topic: list[str], least: int, *, directly: bool = False) -> str | None:
    """What is remembered of the topic: put right, looked up, said in this talk, known from before; or None."""
    wrong = [item.wrong.lower() for item in talk.put_right if item.wrong]
    for item in talk.put_right:
        held = [memory.text for memory in talk.memories] + talk.user_said()
        touched = [line for line in held if item.wrong and item.wrong.lower() in line.lower()]
        if any(_shares(topic, line, least) for line in (item.right, item.wrong, *touched)):
            return phrase(talk, "recall_put_right", text=item.right.rstrip(" .!।"))
    memories = [
        memory
        for memory in talk.memories
        if states(memory.text) and not any(text in memory.text.lower() for text in wrong)
    ]
    said = [text for text in reversed(talk.user_said()) if states(text) and not any(w in text.lower() for w in wrong)]
    sheet = [memory for memory in memories if memory.is_sheet]
    if (found := _best(topic, sheet, least)) is not None:
        return _say_memory(talk, found, directly=directly)
    if (lines := find_lines(topic, said, 1)) and _shares(topic, lines[0], least):
        return _quote(talk, lines)
    found = _best(topic, [memory for memory in memories if not memory.is_sheet], least)
    return _say_memory(talk, found, directly=directly) if found is not None else None


def states(text: str) -> bool:
    """Whether a message tells something: no question and no order."""
    return not (text.rstrip().endswith("?") or _ASKING.search(text) or _NO_STATEMENT.search(text))


def _best(topic: list[str], memories: list[Memory], least: int) -> Memory | None:
    lines = find_lines(topic, [memory.text for memory in memories], 1)
    if not lines or not _shares(topic, lines[0], least):
        return None
    return next(memory for memory in memories if memory.text == lines[0])


def _shares(topic: list[str], line: str, least: int) -> bool:
    return sum(bool(find_lines([word], [line], 1)) for word in topic) >= min(least, len(topic))


def _say_memory(talk: Talk, memory: Memory, *, directly: bool) -> str:
    text = memory.text[:_QUOTE_CHARS].rstrip(" .!।")
    when = f" {say_day(memory.day, talk.today, talk.language)}" if memory.day else ""
    if talk.language is not Language.ENGLISH:
        return phrase(talk, "recall_dated", when=when, text=text)
    kin = _KIN.match(text)
    faced = f"your {text[kin.start(1)].lower()}{text[kin.start(1) + 1 :]}" if kin else turn_to_you(text)
    if directly and (kin or _OWN.match(text)):
        return f"{faced[0].upper()}{faced[1:]}; you told me{when}." if when else f"{faced[0].upper()}{faced[1:]}."
    return f"You told me{when} that {faced}." if kin else phrase(talk, "recall_dated", when=when, text=text)


def _quote(talk: Talk, lines: list[str]) -> str:
    if not lines:
        return phrase(talk, "recall_nothing")
    return phrase(talk, "recall", text=lines[0][:_QUOTE_CHARS].rstrip(" .?!।"))

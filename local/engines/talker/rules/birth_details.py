"""The details of a birth, handed over in a message: taken with thanks. What comes of them is for others to say."""

import re

from local.engines.talker.lexicon import load_pattern
from local.engines.talker.reading import Talk
from local.engines.talker.rules import plain_intents
from local.engines.talker.sky.lines import read_sky
from local.engines.talker.wordings import phrase

_KINDS = tuple(load_pattern(f"birth_{kind}") for kind in ("date", "time", "zone", "system"))
_BORN = load_pattern("birth_born")
_ASKED = load_pattern("birth_asked")
_CLAUSE = load_pattern("clause")
_ASKING = load_pattern("asking")
_PLACE = re.compile(r"[A-Z][\w'-]+(?:[ ,]+[A-Z][\w'-]+){0,3}[ .]*")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS_ASKED = 24
_MOST_WORDS_BARE = 6


def answer(talk: Talk) -> str | None:
    """Word that the details have come in; None where the message is about something else."""
    if "?" in talk.said or _ASKING.search(talk.said):
        return None
    return phrase(talk, "birth_given") if _gives_details(talk) else None


def _gives_details(talk: Talk) -> bool:
    kinds = sum(pattern.search(talk.said) is not None for pattern in _KINDS)
    if kinds and _BORN.search(talk.said):
        return True
    if _was_asked(talk) and kinds:
        return len(talk.words) <= _MOST_WORDS_ASKED
    if _was_asked(talk) and _PLACE.fullmatch(talk.said):
        return plain_intents.answer_late(talk) is None
    return kinds >= 2 and _is_bare(talk.said)


def _was_asked(talk: Talk) -> bool:
    last = next(iter(reversed(talk.companion_said())), "")
    return _ASKED.search(last) is not None and not read_sky(talk.facts).placed


def _is_bare(text: str) -> bool:
    """Whether hardly anything is left beside the details: no sentence, a place at most."""
    rest = text
    for pattern in _KINDS:
        rest = pattern.sub(" ", rest)
    return len(_WORD.findall(rest)) <= _MOST_WORDS_BARE and not _CLAUSE.search(rest)

"""Loops: what a person plans, promises or worries about, and what they say is over."""

import re
from functools import cache
from typing import Any, cast

from local.engines.talker.learning.facts import is_unreal
from local.engines.talker.learning.pieces import compile_pattern, is_question, split_sentences
from local.engines.talker.learning.task import Task
from local.engines.talker.lexicon import load_data
from local.engines.talker.rules.search import content_words, stem

_KINDS = ("worry", "plan", "promise")
_WORD = re.compile(r"[^\W_]+")
_EDGES = re.compile(r"^(?:an?|the|my|our|to|ek|of|this|that|some|with)\s+|[\s,;:.!?।]+$", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|no longer|never|n't|n’t|isn't|don't|nahi|nahin)\b", re.IGNORECASE)
_EMPTY = frozenset({"it", "that", "this", "everything", "nothing", "things", "him", "her", "them", "you", "something"})
_PRONOUN = re.compile(r"\b(?:him|her|them|it)\b", re.IGNORECASE)
_HANGING = re.compile(r" (?:by|this|yesterday|today|last|after|before|because|and|so|for the)\b", re.IGNORECASE)
"""Where the words about how or when begin, behind what is over."""
_MOST = 0.6


def find_loops(task: Task) -> list[dict[str, Any]]:
    """The loops that a transcript opens, as a model would write them."""
    loops: list[dict[str, Any]] = []
    for line in task.lines:
        for sentence in split_sentences(line.text) if line.is_user else ():
            if is_question(sentence) or is_unreal(sentence):
                continue
            loops.extend({**loop, "quote": sentence, "turn": line.id} for loop in _open(sentence))
    return loops


def find_closed(task: Task) -> list[dict[str, Any]]:
    """What a transcript says is over: a loop of the task by its id, else what was said of it."""
    closed: list[dict[str, Any]] = []
    for line in task.lines:
        for sentence in split_sentences(line.text) if line.is_user else ():
            if is_question(sentence) or is_unreal(sentence):
                continue
            about = _find_about(sentence, task.loops)
            if about:
                closed.append({"about": about, "quote": sentence, "turn": line.id})
    return closed


def _open(sentence: str) -> list[dict[str, Any]]:
    """At most one loop of each kind, none twice."""
    found: dict[str, dict[str, Any]] = {}
    for kind in _KINDS:
        for pattern in _patterns(kind):
            match = pattern.search(sentence)
            if match is None or _NOT.search(match.group()):
                continue
            what = _trim(match["what"])
            if not what or what.lower() in _EMPTY:
                continue
            if _PRONOUN.search(what):
                what = _trim(match.group())
            when = match.groupdict().get("when") or _find_when(sentence, match.end())
            found.setdefault(what.lower(), {"kind": kind, "text": what, "due": when})
            break
    return list(found.values())


def _find_when(sentence: str, start: int) -> str | None:
    found = compile_pattern("(?<![\\w-])(?P<when><ahead>)(?![\\w-])").search(sentence)
    return found["when"] if found is not None and (found.start() <= start + 40) else None


def _find_about(sentence: str, loops: dict[str, str]) -> str | None:
    found = [match["what"] for pattern in _patterns("closed") if (match := pattern.search(sentence))]
    whats = [_trim(_HANGING.split(what)[0]) for what in found]
    whats = [what for what in whats if what and what.lower() not in _EMPTY]
    for what in whats:
        if (loop := _match(what, loops, 0.5)) is not None:
            return loop
    is_done = compile_pattern(cast("str", _book()["done"])).search(sentence) and not _NOT.search(sentence)
    if is_done and (loop := _match_whole(sentence, loops)) is not None:
        return loop
    return whats[0] if whats else None


def _match(what: str, loops: dict[str, str], least: float) -> str | None:
    """The loop that most of `what` is about, the newest of equals."""
    wanted = _stems(what)
    scored = [(len(wanted & _stems(text)) / len(wanted), name) for name, text in loops.items()] if wanted else []
    best = max((score for score, _ in scored), default=0.0)
    return [name for score, name in scored if score == best][-1] if best >= least else None


def _match_whole(sentence: str, loops: dict[str, str]) -> str | None:
    """The loop of which the sentence says most again."""
    said = _stems(sentence)
    scored = [(len(said & stems) / len(stems), name) for name, text in loops.items() if len(stems := _stems(text)) > 1]
    best = max((score for score, _ in scored), default=0.0)
    return [name for score, name in scored if score == best][-1] if best >= _MOST else None


def _stems(text: str) -> set[str]:
    return {stem(word) for word in content_words(word.lower() for word in _WORD.findall(text))}


def _trim(what: str) -> str:
    """Without what leads in, a time that hangs on, or a full stop."""
    what = compile_pattern("[\\s,]*(?<![\\w-])(?:<ahead>)\\s*$").sub("", what)
    before = None
    while before != what:
        before, what = what, _EDGES.sub("", what).strip()
    return what


@cache
def _patterns(section: str) -> tuple[re.Pattern[str], ...]:
    return tuple(compile_pattern(pattern) for pattern in cast("list[str]", _book()[section]))


def _book() -> dict[str, Any]:
    return cast("dict[str, Any]", load_data("learn_loops"))

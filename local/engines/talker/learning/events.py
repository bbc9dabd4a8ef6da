"""Events: what happened in a person's life and when, in their own words."""

from typing import Any, cast

from local.engines.talker.learning.facts import is_unreal
from local.engines.talker.learning.pieces import compile_pattern, is_question, split_sentences
from local.engines.talker.learning.task import Task
from local.engines.talker.lexicon import load_data

_WHEN = r"(?<![\w-])(?P<when><back>)(?![\w-])"
_LEAD = r"^(?:(?:well|so|and|but|oh|yeah|yes|no|actually|you know|listen|okay|ok|anyway|haan|arre)\b[\s,]*)+"
_DESC_CHARS = 160


def find_events(task: Task) -> list[dict[str, Any]]:
    """The events of a transcript as a model would write them; those without a date are left out."""
    events: list[dict[str, Any]] = []
    for line in task.lines:
        for sentence in split_sentences(line.text) if line.is_user else ():
            if is_question(sentence) or is_unreal(sentence) or not _has_happened(sentence):
                continue
            if (when := _find_date(sentence, line.said_on)) is None:
                continue
            tie = compile_pattern(cast("str", _book()["tie"])).search(sentence)
            events.append(
                {
                    "date": when,
                    "desc": _shorten(sentence),
                    "astro_tie": tie["tie"] if tie is not None else None,
                    "quote": sentence,
                    "turn": line.id,
                }
            )
    return events


def _has_happened(sentence: str) -> bool:
    if compile_pattern(cast("str", _book()["not_an_event"])).search(sentence):
        return False
    return any(compile_pattern(one).search(sentence) for one in cast("list[str]", _book()["happened"]))


def _find_date(sentence: str, said_on: str) -> str | None:
    found = compile_pattern(_WHEN).search(sentence)
    if found is not None:
        return found["when"]
    return said_on if compile_pattern(cast("str", _book()["just_now"])).search(sentence) else None


def _shorten(sentence: str) -> str:
    text = compile_pattern(_LEAD).sub("", sentence).rstrip(" .!।")
    return (text[:1].upper() + text[1:])[:_DESC_CHARS]


def _book() -> dict[str, Any]:
    return cast("dict[str, Any]", load_data("learn_events"))

"""The overview and the word for the talk that goes on, put together from what was found; nothing is added to it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from local.engines.talker.learning.pieces import split_sentences
from local.engines.talker.learning.task import Task
from local.engines.talker.lexicon import load_data

_MAX_SENTENCES = 3
_KIN = frozenset(
    {"has_sister", "has_brother", "mother_name", "father_name", "has_son", "has_daughter", "has_friend", "has_cousin"}
)
_ONE = {
    "home": "lives_in",
    "study": "studies",
    "status": "relationship_status",
    "partner": "partner_name",
    "pet": "has_pet",
}
_MANY = {"family": _KIN, "likes": frozenset({"likes"})}

Found = Sequence[Mapping[str, Any]]


def write_overview(task: Task, facts: Found, loops: Found, events: Found) -> str:
    """Two or three sentences: what is new, then what of the old overview still stands; empty when nothing is new."""
    fresh = _write_fresh(facts, loops, events)
    if not fresh:
        return ""
    book = _book()
    old = {kind: one for one in split_sentences(task.overview) if (kind := _kind_of(one)) is not None}
    merged = {**old, **fresh}
    ordered = [kind for kind in cast("list[str]", book["order"]) if kind in merged]
    chosen = sorted(ordered, key=lambda kind: kind not in fresh)[:_MAX_SENTENCES]
    if len(chosen) < 2:
        return ""
    return " ".join(merged[kind] for kind in ordered if kind in chosen)


def write_update(task: Task, facts: Found, loops: Found, events: Found) -> str:
    """One sentence on what came up, the heaviest first; empty when nothing did."""
    book = _book()
    days = {line.id: line.said_on for line in task.lines}
    for loop in loops:
        if loop["kind"] == "worry":
            return _fill(book["update_worry"], x=loop["text"])
    for loop in loops:
        if loop["due"]:
            return _fill(book["update_ahead"], x=loop["text"], when=loop["due"], day=days[loop["turn"]])
        return _fill(book["update_ahead_undated"], x=loop["text"])
    for event in events:
        return _fill(book["update_event"], x=event["desc"])
    told = [fact for fact in facts if fact["stance"] == "holds" and fact["subject"] == "user" and fact["object"]]
    return _fill(book["update_fact"], x=str(told[-1]["quote"]).rstrip(" .!।")) if told else ""


def _write_fresh(facts: Found, loops: Found, events: Found) -> dict[str, str]:
    mine = [fact for fact in facts if fact["subject"] == "user" and fact["stance"] == "holds" and fact["object"]]
    last = {str(fact["predicate"]): str(fact["object"]) for fact in mine}
    work = [f"{word} {last[name]}" for word, name in (("as", "works_as"), ("at", "works_at")) if name in last]
    values = {kind: last.get(predicate, "") for kind, predicate in _ONE.items()}
    values["work"] = " ".join(work)
    values["event"] = str(events[-1]["desc"]) if events else ""
    for kind, predicates in _MANY.items():
        values[kind] = ", ".join(dict.fromkeys(str(f["object"]) for f in mine if f["predicate"] in predicates))
    for kind, loop_kinds in (("worry", {"worry"}), ("ahead", {"plan", "promise"})):
        texts = [str(loop["text"]) for loop in loops if loop["kind"] in loop_kinds]
        values[kind] = "; ".join(dict.fromkeys(texts[-2:]))
    book = _book()
    return {kind: _fill(book[kind], x=value) for kind, value in values.items() if value}


def _kind_of(sentence: str) -> str | None:
    """Which kind of sentence an old one is, by how it begins; one that is not ours is left to its own words."""
    book = _book()
    for kind in cast("list[str]", book["order"]):
        lead = str(book[kind]).split("{x}")[0]
        if sentence.startswith(lead):
            return kind
    return None


def _fill(template: object, **values: str) -> str:
    """The sentence; a value's own full stops would cut it in two."""
    text = str(template)
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", re.sub(r"[.!?।]+(?=\s|$)", ",", value).rstrip(" ,"))
    return text


def _book() -> dict[str, Any]:
    return cast("dict[str, Any]", load_data("learn_overview"))

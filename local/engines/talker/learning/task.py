"""A learning task as it stands in a prompt: which one it is, the transcript, and what is known already."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, cast

from local.engines.talker.reading import Turn

_TASK = re.compile(r"^TASK: (learn|analyse)\s*$", re.MULTILINE)


class TaskKind(StrEnum):
    """What is asked for."""

    LEARN = "learn"
    ANALYSE = "analyse"


@dataclass(frozen=True, slots=True)
class Line:
    """One turn of the transcript."""

    id: str
    is_user: bool
    said_on: str
    text: str


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact that holds already."""

    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True)
class Task:
    """One task, read. `loops` are what is open, by id."""

    kind: TaskKind
    lines: tuple[Line, ...]
    loops: dict[str, str] = field(default_factory=dict[str, str])
    facts: tuple[KnownFact, ...] = ()
    overview: str = ""


def read_task(turns: Sequence[Turn]) -> Task | None:
    """The task that a prompt sets, None where it sets none."""
    system = "\n".join(turn.text for turn in turns if turn.role in {"system", "developer"})
    found = _TASK.search(system)
    if found is None:
        return None
    items = [item for turn in turns if turn.role == "user" for raw in turn.text.splitlines() if (item := _read(raw))]
    lines = [
        Line(_text(item, "id"), _text(item, "role") == "user", _text(item, "said_on"), _text(item, "text"))
        for item in items
        if item.get("kind") == "turn"
    ]
    facts = [
        KnownFact(_text(item, "subject"), _text(item, "predicate"), _text(item, "object"))
        for item in items
        if item.get("kind") == "fact"
    ]
    return Task(
        kind=TaskKind(found.group(1)),
        lines=tuple(lines),
        loops={_text(item, "id"): _text(item, "text") for item in items if item.get("kind") == "loop"},
        facts=tuple(facts),
        overview=next((_text(item, "text") for item in items if item.get("kind") == "overview"), ""),
    )


def _read(raw: str) -> dict[str, Any] | None:
    try:
        item = json.loads(raw)
    except ValueError:
        return None
    return cast("dict[str, Any]", item) if isinstance(item, dict) else None


def _text(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""

"""Reads what a memory service answers. Somebody else may have written it: whatever comes, what is usable is kept."""

import math
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from astra.contracts.memory import BriefItem, Loop, MemoryFact, StartBrief

MAX_ITEMS = 50
MAX_TEXT_CHARS = 4_000
_MAX_WORD_CHARS = 64
_DEFAULT_KIND = "note"


def read_brief(answer: object) -> StartBrief | None:
    """A start brief with only what is well formed in it; None when `answer` is no JSON object."""
    if not isinstance(answer, dict):
        return None
    return StartBrief(
        bridge_text=_read_text(answer.get("bridgeText")),
        items=tuple(_read_items(answer.get("items"))),
        current_focus=_read_text(answer.get("currentFocus")),
        time_gap_minutes=_read_number(answer.get("timeGapMinutes")),
    )


def read_facts(answer: object) -> tuple[MemoryFact, ...]:
    """The facts of a query, as strings or as objects with a `text`, in the order in which they came."""
    listed = answer.get("facts") if isinstance(answer, dict) else answer
    return tuple(_read_facts(listed))


def read_loops(answer: object) -> tuple[Loop, ...]:
    """Open loops; one without a text or a day of its own is dropped."""
    listed = answer.get("loops") if isinstance(answer, dict) else answer
    return tuple(_read_loops(listed))


def _read_items(value: object) -> Iterator[BriefItem]:
    for item in _as_list(value):
        if isinstance(item, dict) and (text := _read_text(item.get("text"))):
            yield BriefItem(
                kind=_read_word(item.get("kind")) or _DEFAULT_KIND, text=text, date=_read_word(item.get("date"))
            )


def _read_facts(value: object) -> Iterator[MemoryFact]:
    for fact in _as_list(value):
        if isinstance(fact, str) and (text := _read_text(fact)):
            yield MemoryFact(text=text)
        elif isinstance(fact, dict) and (text := _read_text(fact.get("text"))):
            yield MemoryFact(
                text=text,
                date=_read_word(fact.get("date")),
                score=_read_number(fact.get("score")) or 0.0,
                turn_ids=_read_ids(fact.get("turnIds")),
            )


def _read_loops(value: object) -> Iterator[Loop]:
    for loop in _as_list(value):
        if not isinstance(loop, dict):
            continue
        text, opened_at = _read_text(loop.get("text")), _read_moment(loop.get("openedAt"))
        if text and opened_at:
            due_at, turn_ids = _read_moment(loop.get("dueAt")), _read_ids(loop.get("turnIds"))
            yield Loop(text=text, opened_at=opened_at, due_at=due_at, turn_ids=turn_ids)


def _as_list(value: object) -> list[Any]:
    if value is None:
        return []
    return value[:MAX_ITEMS] if isinstance(value, list) else [value]


def _read_text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return value.replace("\x00", "").encode("utf-8", "ignore").decode()[:MAX_TEXT_CHARS].strip() or None


def _read_word(value: object) -> str | None:
    text = _read_text(value)
    return text[:_MAX_WORD_CHARS] if text else None


def _read_number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _read_ids(value: object) -> tuple[str, ...]:
    return tuple(text for item in _as_list(value) if (text := _read_text(item)))


def _read_moment(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None

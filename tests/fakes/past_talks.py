"""Conversations of days gone by, as a file that Astra's own import takes: a history without hours of talking."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

RIVER = "I dreamt of the long river behind my grandmother's house."
RIVER_REPLY = "A river in a dream often carries what we have not said yet."
MANY = 23
"""More conversations than one page of a list holds."""
_PERSONAS = ("astra", "meera", "orion", "tara")
_THEMES = (
    "My new job at the hospital keeps me up late.",
    "I keep thinking about the move to Lisbon.",
    "We talked about money again last night.",
    "My knee hurts when I run in the morning.",
)


def make_export(now: datetime, many: int = MANY) -> dict[str, Any]:
    """`many` conversations, the newest yesterday, one a day; the oldest is about the river and is a long one."""
    return {
        "astra_export": 1,
        "exported_at": _write(now),
        "sessions": [_make_session(number, now - timedelta(days=number + 1), many) for number in range(many)],
    }


def write_export(path: Path, now: datetime | None = None, many: int = MANY) -> Path:
    """The same as a file."""
    path.write_text(json.dumps(make_export(now or datetime.now(UTC), many)))
    return path


def _make_session(number: int, begun: datetime, many: int) -> dict[str, Any]:
    lines = [_THEMES[number % len(_THEMES)], "Tell me more about that.", "Thank you, that helps.", "Always."]
    if number == many - 1:
        lines = [*lines * 60, RIVER, RIVER_REPLY]
    messages = [_make_message(number, place, line, begun) for place, line in enumerate(lines)]
    return {
        "session_id": str(_name(f"talk/{number}")),
        "title": f"Talk number {number}",
        "persona": _PERSONAS[number % len(_PERSONAS)],
        "platform": "telegram" if number % 5 == 4 else "web",
        "created_at": _write(begun),
        "last_activity": messages[-1]["at"],
        "ended_at": messages[-1]["at"],
        "messages": messages,
    }


def _make_message(number: int, place: int, line: str, begun: datetime) -> dict[str, Any]:
    return {
        "id": str(_name(f"talk/{number}/{place}")),
        "role": "user" if place % 2 == 0 else "assistant",
        "text": line,
        "at": _write(begun + timedelta(seconds=20 * place)),
        "source": "typed" if place % 4 == 2 else "voice",
        "interrupted": place % 8 == 3,
    }


def _name(what: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"astra-tests:{what}")


def _write(at: datetime) -> str:
    return at.isoformat()

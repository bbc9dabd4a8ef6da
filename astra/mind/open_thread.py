"""What somebody who comes back may be asked about in the first breath: one thing that they left open, or nothing.

The words are spoken aloud before anybody knows who is in the room, and no model has looked at them. So only what is
short, plain and about no delicate matter is taken up (`delicate_words.yaml`); for the rest there is time in the talk.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from astra.contracts.memory import BriefItem, Loop, StartBrief
from astra.kit.yaml_text import read_yaml

MAX_CHARS = 90
AHEAD = timedelta(days=7)
BEHIND = timedelta(days=14)
FRESH = timedelta(days=30)
"""How far ahead, behind, and where no day was named since when it was said, something is still worth asking about."""
_LOOP_KINDS = frozenset({"loop", "loops", "open_loop"})
_DUE_NOTE = re.compile(r"\s*\(due [^()]*\)$")
_MARKS = " '’,.-&"
_LONG_NUMBER = re.compile(r"\d{3}")
_LAST_LATIN = "\u024f"


class Day(StrEnum):
    """Where the day of an open thread lies."""

    TODAY = "today"
    TOMORROW = "tomorrow"
    PAST = "past"
    SOON = "soon"
    NONE = "open"


_RANK = tuple(Day)
"""What is asked about first."""


@dataclass(frozen=True, slots=True)
class OpenThread:
    """Something left open, in the person's own words, and where its day lies."""

    text: str
    day: Day


def list_loops(brief: StartBrief | None, loops: tuple[Loop, ...] | None) -> tuple[Loop, ...]:
    """What memory has open: the loops it told of, else those among the items of its brief."""
    if loops is not None:
        return loops
    items = brief.items if brief is not None else ()
    return tuple(loop for item in items if (loop := _read_item(item)) is not None)


def pick_thread(loops: Iterable[Loop], *, now: datetime, language: str, but_not: str = "") -> OpenThread | None:
    """The most fitting of `loops`, none of which `but_not` speaks of already; None where nothing fits.

    `now` is in the person's own zone. An English voice is given Latin letters only.
    """
    before = but_not.casefold()
    fitting: list[tuple[int, timedelta, OpenThread]] = []
    for loop in loops:
        text = " ".join(loop.text.split()).rstrip(".!।")
        if text.casefold() in before or not _can_be_said(text, language):
            continue
        if (found := _find_day(loop, now)) is not None:
            day, distance = found
            fitting.append((_RANK.index(day), distance, OpenThread(text, day)))
    return min(fitting, key=lambda one: one[:2])[2] if fitting else None


def _find_day(loop: Loop, now: datetime) -> tuple[Day, timedelta] | None:
    """Where the day of the loop lies and how far from now; None when it is too far."""
    if loop.due_at is None:
        age = now - loop.opened_at
        return (Day.NONE, age) if age <= FRESH else None
    days = loop.due_at.astimezone(now.tzinfo).date() - now.date()
    if days < timedelta(0):
        return (Day.PAST, -days) if -days <= BEHIND else None
    if days > AHEAD:
        return None
    near = {timedelta(0): Day.TODAY, timedelta(days=1): Day.TOMORROW}
    return near.get(days, Day.SOON), days


def _can_be_said(text: str, language: str) -> bool:
    if not text or len(text) > MAX_CHARS or _LONG_NUMBER.search(text):
        return False
    if not all(_is_plain(char) for char in text):
        return False
    if not language.startswith("hi") and any(char.isalpha() and char > _LAST_LATIN for char in text):
        return False
    return _delicate().search(unicodedata.normalize("NFC", text.casefold())) is None


def _is_plain(char: str) -> bool:
    return char.isalnum() or char in _MARKS or unicodedata.category(char).startswith("M")


@cache
def _delicate() -> re.Pattern[str]:
    """A word of the list at the beginning of a word; `…!` in the list stands for a whole one."""
    book = read_yaml(Path(__file__).with_name("delicate_words.yaml").read_text(encoding="utf-8"))
    words = [unicodedata.normalize("NFC", str(word)) for group in book.values() for word in group]
    forms = [rf"{re.escape(word[:-1])}(?!\w)" if word.endswith("!") else re.escape(word) for word in words]
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})")


def _read_item(item: BriefItem) -> Loop | None:
    if item.kind.casefold() not in _LOOP_KINDS or item.date is None:
        return None
    try:
        opened_on = date.fromisoformat(item.date)
    except ValueError:
        return None
    return Loop(text=_DUE_NOTE.sub("", item.text), opened_at=datetime.combine(opened_on, time(), UTC))

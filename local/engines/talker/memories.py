"""What the prompt remembers of a life: lines with their day, and what was put right. Labels of sections stay behind."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

_SHEET = re.compile(r"^- (?P<day>\d{4}-\d{2}-\d{2}|[a-z ]+): “(?P<text>[^”]+)”$")
_ITEM = re.compile(r"^- \([^)\d]*(?P<day>\d{4}-\d{2}-\d{2})?[^)]*\) “(?P<text>[^”]+)”$")
_PLAIN = re.compile(r"^- (?P<day>)(?P<text>[^“”]{4,})$")
_RIGHT = re.compile(r"^- “(?P<right>[^”]+)”(?: [^“”]+ “(?P<wrong>[^”]+)”)?$")
_NOW = re.compile(r"^It is \w+, (\d{1,2} \w+ \d{4})\b", re.MULTILINE)
_SPEAKER = re.compile(r"^(?:the )?(?:user|person|they)\b[^:]{0,12}:\s*|^New in this talk[:.]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Memory:
    """One thing remembered; `day` is None where it is not known, `is_sheet` when it was looked up for this message."""

    text: str
    day: date | None
    is_sheet: bool


@dataclass(frozen=True, slots=True)
class PutRight:
    """A correction of this talk; `wrong` is empty where only the right was said."""

    right: str
    wrong: str


def read_memories(sections: Mapping[str, str]) -> tuple[Memory, ...]:
    """The Recall Sheet first, then what the talk began with."""
    sheet = _read(sections.get("SUPPLEMENTAL_CONTEXT", ""), (_SHEET, _PLAIN), is_sheet=True)
    items = [
        memory
        for name in ("SITUATIONAL_CONTEXT", "OVERLAY")
        for memory in _read(sections.get(name, ""), (_ITEM,), is_sheet=False)
    ]
    return (*sheet, *items)


def read_put_right(sections: Mapping[str, str]) -> tuple[PutRight, ...]:
    """Corrections, the latest first."""
    lines = sections.get("SESSION_FACT_CORRECTIONS", "").splitlines()
    return tuple(PutRight(found["right"], found["wrong"] or "") for line in lines if (found := _RIGHT.match(line)))


def read_today(system: str) -> date | None:
    """The day of the talk, where the prompt tells it."""
    found = _NOW.search(system)
    try:
        return datetime.strptime(found.group(1), "%d %B %Y").date() if found else None  # noqa: DTZ007  a day, no moment
    except ValueError:
        return None


def _read(section: str, forms: tuple[re.Pattern[str], ...], *, is_sheet: bool) -> list[Memory]:
    memories: list[Memory] = []
    for line in section.splitlines():
        found = next((match for form in forms if (match := form.match(line.strip()))), None)
        if found is not None:
            day = found["day"] if found["day"] and found["day"][0].isdigit() else None
            text = _SPEAKER.sub("", found["text"]).strip()
            memories.append(Memory(text, date.fromisoformat(day) if day else None, is_sheet))
    return memories

"""Says what a tool of the sky gave back: its JSON as a few spoken lines."""

import json
import re
from typing import Any, cast

_MOST_LINES = 4
_LABELS = {
    "at": "It happens on {value}.",
    "exact": "It is exact on {value}.",
    "returns": "It comes back on {value}.",
    "enters": "It enters {value}.",
    "turns": "It turns {value}.",
    "tithi": "Tithi: {value}.",
    "nakshatra": "Nakshatra: {value}.",
    "yoga": "Yoga: {value}.",
    "ours": "Here it stands in {value}.",
    "error": "I can't look that up: {value}",
    "none": "I find none: {value}.",
    "unknown": "{value}",
    "note": "{value}",
}
_LISTS = ("touching_the_chart", "cause", "now", "inside", "aspects", "maha_dasha")
_MOON = re.compile(r"^Moon: ([A-Z][a-z]+)")


def tell_result(text: str) -> str | None:
    """A few sentences; None where the result is no JSON object of ours."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    if not isinstance(found, dict):
        return None
    result = cast("dict[str, Any]", found)
    lines = [form.format(value=result[key]) for key, form in _LABELS.items() if isinstance(result.get(key), str)]
    lines = [*_tell_moon(result), *lines]
    for key in _LISTS:
        items = result.get(key)
        if isinstance(items, list) and items and len(lines) < _MOST_LINES + 2:
            lines += [_sentence(str(item)) for item in cast("list[object]", items)[:_MOST_LINES]]
    for key in ("phases",):
        if isinstance(result.get(key), dict):
            lines += [f"{name}: {value}." for name, value in cast("dict[str, str]", result[key]).items()]
    for eclipse in cast("list[dict[str, Any]]", result.get("eclipses") or []):
        lines.append(f"{eclipse.get('kind')} eclipse: {eclipse.get('at')}.")
    return " ".join(lines) if lines else None


def _tell_moon(result: dict[str, Any]) -> list[str]:
    """Where the Moon passes on the day that was looked up."""
    for line in cast("list[object]", result.get("sky") or []):
        if found := _MOON.match(str(line)):
            return [f"On {result.get('day', 'that day')} the Moon is in {found.group(1)}."]
    return []


def _sentence(line: str) -> str:
    return line if line.endswith((".", "!", "?")) else f"{line}."

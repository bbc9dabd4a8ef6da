"""Says what a tool of the sky gave back: its JSON as a few spoken lines."""

import json
import re
from datetime import date
from typing import Any, cast

from local.engines.talker.days import say_day
from local.engines.talker.reading import Talk
from local.engines.talker.sky.contacts import name_body, tell_contacts
from local.engines.talker.sky.questions import asked_bodies

_MOST_LINES = 4
_LABELS = {
    "tithi": "Tithi: {value}.",
    "nakshatra": "Nakshatra: {value}.",
    "yoga": "Yoga: {value}.",
    "error": "I can't look that up: {value}",
    "none": "I find none: {value}.",
    "unknown": "{value}",
    "note": "{value}",
}
_LISTS = ("now", "inside", "aspects", "maha_dasha")
_DAY = re.compile(r"\b(\d{4}-\d{2}-\d{2})(?: \d{2}:\d{2})?")
_TURNING = re.compile(r"\b(?:retrograde|vakri|direct)\b|वक्री", re.IGNORECASE)
_OURS = re.compile(r"^([A-Z][a-z]+) (\d+)°")
_CAUSE = re.compile(r"^With (?P<what>.+?) it is (?P<sign>[A-Z][a-z]+) (?P<degree>\d+)°")
_MOON = re.compile(r"^Moon: ([A-Z][a-z]+)")


def tell_result(talk: Talk, text: str) -> str | None:
    """A few sentences; None where the result is no JSON object of ours."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    if not isinstance(found, dict):
        return None
    result = cast("dict[str, Any]", found)
    lines = [*_tell_app(talk, result), *_tell_event(talk, result), *_tell_sky(talk, result)]
    lines += [form.format(value=result[key]) for key, form in _LABELS.items() if isinstance(result.get(key), str)]
    for key in _LISTS:
        items = result.get(key)
        if isinstance(items, list) and items and len(lines) < _MOST_LINES + 2:
            lines += [_sentence(str(item)) for item in cast("list[object]", items)[:_MOST_LINES]]
    phases = cast("dict[str, str]", result.get("phases") or {})
    lines += [f"The next {name} is {value}." for name, value in phases.items() if name in {"Full Moon", "New Moon"}]
    for eclipse in cast("list[dict[str, Any]]", result.get("eclipses") or []):
        lines.append(f"{eclipse.get('kind')} eclipse: {eclipse.get('at')}.")
    return _DAY.sub(lambda match: _say_date(talk, match[1]), " ".join(lines)) if lines else None


def _say_date(talk: Talk, iso: str) -> str:
    return say_day(date.fromisoformat(iso), None, talk.language)


def _tell_event(talk: Talk, result: dict[str, Any]) -> list[str]:
    """A date in the sky: "Saturn turns direct on 11 December 2026." """
    who = name_body(next(iter(asked_bodies(talk.said)), "it"))
    who = who[0].upper() + who[1:]
    at = result.get("at")
    if at and result.get("turns"):
        return [f"{who} turns {result['turns']} {at}."]
    if at and result.get("enters"):
        return [f"{who} enters {result['enters']} {at}."]
    if result.get("returns"):
        return [f"{who} comes back to its birth place {result['returns']}."]
    return [f"It is exact {result['exact']}."] if result.get("exact") else []


def _tell_app(talk: Talk, result: dict[str, Any]) -> list[str]:
    """Why another app says otherwise."""
    causes = [str(cause) for cause in cast("list[object]", result.get("cause") or [])]
    ours = _OURS.match(str(result.get("ours", "")))
    body = next(iter(asked_bodies(talk.said)), None)
    here = [f"In your chart here {name_body(body)} stands at {ours[2]} degrees of {ours[1]}."] if ours and body else []
    found = _CAUSE.match(causes[0]) if causes else None
    if found is None or body is None:
        return [*here, *causes[:1]]
    what = found["what"].replace("the tropical zodiac", "the western, tropical zodiac")
    there = f"there {name_body(body)} stands at {found['degree']} degrees of {found['sign']}"
    return [*here, f"Your other app most likely goes by {what}: {there}."]


def _tell_sky(talk: Talk, result: dict[str, Any]) -> list[str]:
    """Whether a planet runs backwards, where that is asked; else the Moon's sign and what touches the chart."""
    sky = [str(line) for line in cast("list[object]", result.get("sky") or [])]
    found = _DAY.search(str(result.get("day", "")))
    if not sky or found is None:
        return []
    day = date.fromisoformat(found[1])
    when = say_day(day, talk.today, talk.language)
    asked = asked_bodies(talk.said)
    if _TURNING.search(talk.said) and asked:
        for line in sky:
            if line.startswith(f"{asked[0]}: "):
                back = ", retrograde" in line
                return [f"{'Yes' if back else 'No'}, {asked[0]} is {'' if back else 'not '}retrograde {when}."]
    moon = [f"{when[0].upper()}{when[1:]} the Moon is in {at[1]}." for line in sky if (at := _MOON.match(line))]
    contacts = [str(line) for line in cast("list[object]", result.get("touching_the_chart") or [])]
    return [*moon, *tell_contacts(contacts, day, talk.today, talk.language)]


def _sentence(line: str) -> str:
    return line if line.endswith((".", "!", "?")) else f"{line}."

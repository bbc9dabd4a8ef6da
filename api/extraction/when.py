"""When something is, as people say it: "next Friday", "in two weeks", "on 3 June", "kal"; by the day it is said on.

Words stand in `when.yaml`. What is ambiguous by nature ("kal" is yesterday and tomorrow) is settled by whether the
speaker looks ahead or back.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from astra.kit.yaml_text import read_yaml

_FILE = Path(__file__).with_name("when.yaml")
_YEARS = range(1900, 2101)
_SATURDAY = 5


class Toward(StrEnum):
    """Which way the speaker looks."""

    AHEAD = "ahead"
    BACK = "back"


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class When:
    """A day; of a month or a year, its first."""

    day: date
    precision: Precision


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    fixed: dict[str, int]
    kal: list[str]
    parson: list[str]
    weekdays: dict[str, int]
    months: dict[str, int]
    numbers: dict[str, int]
    units: dict[str, str]
    next: list[str]
    last: list[str]
    this: list[str]
    after: list[str]
    ago: list[str]


@dataclass(frozen=True, slots=True)
class _Reading:
    words: _Words
    patterns: Mapping[str, re.Pattern[str]]


def resolve_when(phrase: str, said_on: date, toward: Toward) -> When | None:
    """The date that `phrase` means when it is said on `said_on`; None where it names none, or an impossible one."""
    text = " ".join(phrase.casefold().replace(",", " ").split())
    if not text:
        return None
    try:
        for read in (_read_iso, _read_named_day, _read_distance, _read_calendar, _read_next_last, _read_weekday):
            if (found := read(text, said_on, toward)) is not None:
                return found
        return _read_month_or_year(text, said_on, toward)
    except (ValueError, OverflowError):
        return None


def _read_iso(text: str, said_on: date, toward: Toward) -> When | None:  # noqa: ARG001  all readers take the same
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:t.*)?", text)
    if match is None or int(match[1]) not in _YEARS:
        return None
    if match[3]:
        return When(date(int(match[1]), int(match[2]), int(match[3])), Precision.DAY)
    if match[2]:
        return When(date(int(match[1]), int(match[2]), 1), Precision.MONTH)
    return When(date(int(match[1]), 1, 1), Precision.YEAR)


def _read_named_day(text: str, said_on: date, toward: Toward) -> When | None:
    book, sign = _book(), 1 if toward is Toward.AHEAD else -1
    for phrase, days in book.words.fixed.items():
        if _has(text, phrase):
            return When(said_on + timedelta(days=days), Precision.DAY)
    for words, days in ((book.words.parson, 2), (book.words.kal, 1)):
        if any(_has(text, word) for word in words):
            return When(said_on + timedelta(days=sign * days), Precision.DAY)
    return None


def _read_distance(text: str, said_on: date, toward: Toward) -> When | None:
    match = _book().patterns["distance"].search(text)
    if match is None:
        return None
    words = _book().words
    count = int(match["count"]) if match["count"].isdigit() else words.numbers[match["count"]]
    behind = match["tail"] in words.ago or (match["tail"] is None and match["lead"] is None and toward is Toward.BACK)
    if match["tail"] is None and match["lead"] is None:
        return None
    return _move(said_on, words.units[match["unit"]], -count if behind else count)


def _read_calendar(text: str, said_on: date, toward: Toward) -> When | None:
    for name in ("day_month", "month_day"):
        match = _book().patterns[name].search(text)
        if match is None:
            continue
        day, month = int(match["day"]), _book().words.months[match["month"]]
        if match["year"]:
            return When(date(int(match["year"]), month, day), Precision.DAY)
        return When(_nearest(said_on, month, day, toward), Precision.DAY)
    return None


def _read_next_last(text: str, said_on: date, toward: Toward) -> When | None:  # noqa: ARG001  all readers take the same
    match = _book().patterns["relative"].search(text)
    if match is None:
        return None
    words, named = _book().words, match["named"]
    step = 1 if match["which"] in words.next else (-1 if match["which"] in words.last else 0)
    if named in words.units:
        return _step_unit(words.units[named], step, said_on)
    if named in words.weekdays:
        wanted = words.weekdays[named]
        return When(_day_before(said_on, wanted) if step < 0 else _day_after(said_on, wanted, step), Precision.DAY)
    month, year = words.months[named], said_on.year
    if step > 0 and month <= said_on.month:
        year += 1
    elif step < 0 and month >= said_on.month:
        year -= 1
    return When(date(year, month, 1), Precision.MONTH)


def _step_unit(unit: str, step: int, said_on: date) -> When | None:
    if unit == "weekend":
        if step < 0:
            return When(_day_before(said_on, _SATURDAY), Precision.DAY)
        is_on = step == 0 and said_on.weekday() >= _SATURDAY
        return When(said_on if is_on else _day_after(said_on, _SATURDAY, step), Precision.DAY)
    if step != 0:
        return _move(said_on, unit, step)
    if unit == "week":
        return When(said_on + timedelta(days=6 - said_on.weekday()), Precision.DAY)
    if unit == "month":
        return When(said_on.replace(day=1), Precision.MONTH)
    return When(date(said_on.year, 1, 1), Precision.YEAR) if unit == "year" else None


def _read_weekday(text: str, said_on: date, toward: Toward) -> When | None:
    match = _book().patterns["weekday"].search(text)
    if match is None:
        return None
    wanted = _book().words.weekdays[match[1]]
    is_ahead = toward is Toward.AHEAD
    return When(_day_after(said_on, wanted, 0) if is_ahead else _day_before(said_on, wanted), Precision.DAY)


def _read_month_or_year(text: str, said_on: date, toward: Toward) -> When | None:
    book = _book()
    if match := book.patterns["month_year"].search(text):
        return When(date(int(match["year"]), book.words.months[match["month"]], 1), Precision.MONTH)
    if (match := book.patterns["year"].search(text)) and int(match[1]) in _YEARS:
        return When(date(int(match[1]), 1, 1), Precision.YEAR)
    if match := book.patterns["month"].search(text):
        month = book.words.months[match["month"]]
        year = said_on.year
        if toward is Toward.AHEAD and month < said_on.month:
            year += 1
        elif toward is Toward.BACK and month > said_on.month:
            year -= 1
        return When(date(year, month, 1), Precision.MONTH)
    return None


def _day_after(said_on: date, wanted: int, step: int) -> date:
    """The first such weekday after `said_on`; said with "next" and less than three days off, the one a week later."""
    ahead = (wanted - said_on.weekday() - 1) % 7 + 1
    return said_on + timedelta(days=ahead + (7 if step > 0 and ahead < 3 else 0))


def _day_before(said_on: date, wanted: int) -> date:
    return said_on - timedelta(days=(said_on.weekday() - wanted - 1) % 7 + 1)


def _nearest(said_on: date, month: int, day: int, toward: Toward) -> date:
    if toward is Toward.AHEAD:
        years = range(said_on.year, said_on.year + 9)
        return next(found for year in years if (found := _maybe(year, month, day)) and found >= said_on)
    years = range(said_on.year, said_on.year - 9, -1)
    return next(found for year in years if (found := _maybe(year, month, day)) and found <= said_on)


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        if (month, day) == (2, 29):
            return None
        raise


def _move(said_on: date, unit: str, count: int) -> When | None:
    if unit in {"day", "week", "weekend"}:
        return When(said_on + timedelta(days=count * (1 if unit == "day" else 7)), Precision.DAY)
    if unit == "year":
        return When(date(said_on.year + count, 1, 1), Precision.YEAR)
    months = said_on.year * 12 + said_on.month - 1 + count
    return When(date(months // 12, months % 12 + 1, 1), Precision.MONTH)


def _has(text: str, phrase: str) -> bool:
    return f" {phrase} " in f" {re.sub(r'[.!?;:।]', ' ', text)} ".replace("  ", " ")


@cache
def _book() -> _Reading:
    words = _Words.model_validate(read_yaml(_FILE.read_text(encoding="utf-8")))

    def one_of(*groups: Iterable[str]) -> str:
        longest_first = sorted({word for group in groups for word in group}, key=len, reverse=True)
        return "|".join(re.escape(word) for word in longest_first)

    month, year = rf"(?P<month>{one_of(words.months)})\.?", r"(?P<year>(?:19|20)\d\d)"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    start, end = r"(?<![\w-])", r"(?![\w-])"
    count = rf"(?P<count>\d{{1,3}}|{one_of(words.numbers)})"
    relative = rf"{start}(?P<which>{one_of(words.next, words.last, words.this)}) (?:ke |ki |wale |wali )?"
    return _Reading(
        words,
        {
            "distance": re.compile(
                rf"{start}(?:(?P<lead>in|within|after) )?(?:about |around )?{count} (?P<unit>{one_of(words.units)})"
                rf"(?: (?P<tail>{one_of(words.after, words.ago)}))?{end}"
            ),
            "day_month": re.compile(rf"{start}{day}(?: of)? {month}(?: {year})?{end}"),
            "month_day": re.compile(rf"{start}{month} (?:the )?{day}(?: {year})?{end}"),
            "relative": re.compile(rf"{relative}(?P<named>{one_of(words.units, words.weekdays, words.months)}){end}"),
            "weekday": re.compile(rf"{start}({one_of(words.weekdays)})s?{end}"),
            "month_year": re.compile(rf"{start}{month}(?: of)? {year}{end}"),
            "year": re.compile(rf"{start}((?:19|20)\d\d){end}"),
            "month": re.compile(rf"{start}(?:in|since|by|till|until|during|from|of)? ?{month}{end}(?! I\b)"),
        },
    )

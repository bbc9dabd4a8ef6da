"""Dates in a sentence: days, months and years as people write and say them, and the relative ones."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from astra.claims.tokens import Token
from astra.claims.vocabulary import Month, load_vocabulary

_YEARS = range(1800, 2400)
_FILLERS = frozenset({"of", ",", "the", "mein", "ko", "ki", "ke"})
_AMBIGUOUS = frozenset({"may", "march", "mar"})
_RELATIVE = {
    "today": (0, 0),
    "tomorrow": (1, 1),
    "day_after": (2, 2),
    "yesterday": (-1, -1),
    "this_week": (-6, 6),
    "next_week": (1, 14),
    "last_week": (-14, -1),
}
_MONTHS_AWAY = {"this_month": 0, "next_month": 1, "last_month": -1}
_YEARS_AWAY = {"this_year": 0, "next_year": 1, "last_year": -1}


_RELATIVE_KINDS = frozenset({*_RELATIVE, *_MONTHS_AWAY, *_YEARS_AWAY, "weekday"})


_DATE_KINDS = frozenset({*_RELATIVE_KINDS, "month", "house"})


class Grain(StrEnum):
    """How finely a date was said."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class DateMention:
    """Tokens `first` to `last` name the days from `begin` to `end`, both included.

    `has_year` is False where the year was left out and is taken to be the nearest; `is_relative` for words like
    "tomorrow", which a repair never rewrites. `month_first` keeps the order in which it was said.
    """

    first: int
    last: int
    begin: date
    end: date
    grain: Grain
    has_year: bool = True
    is_relative: bool = False
    month_first: bool = False

    def write(self, day: date, register: str = "en") -> str:
        """`day` said as finely, and in the same order; the year is added where it is needed to be understood."""
        month = load_vocabulary().names[Month(day.month), "hi" if register == "hi" else "en"][0]
        year = f" {day.year}" if self.has_year or day.year != self.begin.year else ""
        if self.grain is Grain.YEAR:
            return str(day.year)
        if self.grain is Grain.MONTH:
            return f"{month}{year}"
        return f"{month} {day.day}{',' if year else ''}{year}" if self.month_first else f"{day.day} {month}{year}"


def find_dates(tokens: Sequence[Token], today: date) -> list[DateMention]:
    """Every date of the sentence, in order."""
    found: list[DateMention] = []
    index = 0
    while index < len(tokens):
        mention = _read_date(tokens, index, today)
        if mention is not None:
            found.append(mention)
            index = mention.last
        index += 1
    return found


def _read_date(tokens: Sequence[Token], index: int, today: date) -> DateMention | None:
    token = tokens[index]
    if token.kinds.isdisjoint(_DATE_KINDS) and token.number is None and "-" not in token.folded:
        return None
    if len(token.folded) == 10 and token.folded[4:5] == "-":
        try:
            day = date.fromisoformat(token.folded)
        except ValueError:
            return None
        return DateMention(index, index, day, day, Grain.DAY)
    return (
        _read_relative(token, index, today)
        or _read_day_first(tokens, index, today)
        or _read_month_first(tokens, index, today)
        or _read_year(tokens, index)
    )


def _read_relative(token: Token, index: int, today: date) -> DateMention | None:
    if token.kinds.isdisjoint(_RELATIVE_KINDS):
        return None
    for kind, (low, high) in _RELATIVE.items():
        if token.has(kind):
            begin, end = today + timedelta(days=low), today + timedelta(days=high)
            return DateMention(index, index, begin, end, Grain.DAY, is_relative=True)
    for kind, away in _MONTHS_AWAY.items():
        if token.has(kind):
            year, month = divmod(today.year * 12 + today.month - 1 + away, 12)
            return DateMention(index, index, *_month_days(year, month + 1), Grain.MONTH, is_relative=True)
    for kind, away in _YEARS_AWAY.items():
        if token.has(kind):
            year = today.year + away
            span = date(year, 1, 1), date(year, 12, 31)
            return DateMention(index, index, *span, Grain.YEAR, is_relative=True)
    weekday = token.get("weekday")
    if weekday is not None:
        day = today + timedelta(days=(weekday - today.weekday()) % 7)
        return DateMention(index, index, day, day, Grain.DAY, is_relative=True)
    return None


def _skip(tokens: Sequence[Token], index: int) -> int:
    while index < len(tokens) and tokens[index].folded in _FILLERS:
        index += 1
    return index


def _read_day_first(tokens: Sequence[Token], index: int, today: date) -> DateMention | None:
    number = tokens[index].number
    if number is None and tokens[index].has("house"):
        number = tokens[index].get("house")
    after = _skip(tokens, index + 1)
    if number is None or after >= len(tokens) or not 1 <= number <= 31 or number % 1:
        return None
    month = tokens[after].get("month")
    if month is None or (tokens[after].folded in _AMBIGUOUS and not tokens[after].text[0].isupper()):
        return None
    year, last = _year_after(tokens, after)
    return _make_day(
        first=index, last=last, day=int(number), month=int(month), year=year, today=today, month_first=False
    )


def _read_month_first(tokens: Sequence[Token], index: int, today: date) -> DateMention | None:
    month = tokens[index].get("month")
    if month is None or (tokens[index].folded in _AMBIGUOUS and not tokens[index].text[0].isupper()):
        return None
    after = _skip(tokens, index + 1)
    number = tokens[after].number if after < len(tokens) else None
    if number is not None and 1 <= number <= 31 and not number % 1:
        year, last = _year_after(tokens, after)
        return _make_day(
            first=index, last=last, day=int(number), month=int(month), year=year, today=today, month_first=True
        )
    year, last = _year_after(tokens, index)
    if year is None and tokens[index].folded in _AMBIGUOUS and index == 0:
        return None
    begin, end = _month_days(year or _nearest_year(int(month), 15, today), int(month))
    return DateMention(index, last, begin, end, Grain.MONTH, has_year=year is not None)


def _read_year(tokens: Sequence[Token], index: int) -> DateMention | None:
    year = _as_year(tokens[index])
    if year is None:
        return None
    return DateMention(index, index, date(year, 1, 1), date(year, 12, 31), Grain.YEAR)


def _year_after(tokens: Sequence[Token], index: int) -> tuple[int | None, int]:
    after = _skip(tokens, index + 1)
    year = _as_year(tokens[after]) if after < len(tokens) else None
    return (year, after) if year is not None else (None, index)


def _as_year(token: Token) -> int | None:
    if len(token.folded) == 4 and token.folded.isdigit() and int(token.folded) in _YEARS:
        return int(token.folded)
    return None


def _make_day(
    *, first: int, last: int, day: int, month: int, year: int | None, today: date, month_first: bool
) -> DateMention | None:
    try:
        made = date(year or _nearest_year(month, min(day, 28), today), month, day)
    except ValueError:
        return None
    return DateMention(first, last, made, made, Grain.DAY, year is not None, month_first=month_first)


def _nearest_year(month: int, day: int, today: date) -> int:
    years = (today.year - 1, today.year, today.year + 1)
    return min(years, key=lambda year: abs((date(year, month, day) - today).days - 60))


def _month_days(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])

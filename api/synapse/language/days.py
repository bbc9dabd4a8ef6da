"""Days that a question names ("in May 2023", "on 8 June"), and how well the day of a turn fits them."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from api.synapse.language.words import fold

_MONTHS = {
    **{name.lower(): number for number, name in enumerate(calendar.month_name) if name},
    **{name.lower(): number for number, name in enumerate(calendar.month_abbr) if name},
    "sept": 9,
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = [
    re.compile(rf"\b{_YEAR}-(?P<month>[01]\d)-(?P<day>[0-3]\d)\b"),
    re.compile(rf"\b{_DAY}(?:\s+of)?\s+{_MONTH}\b(?:,?\s+{_YEAR}\b)?"),
    re.compile(rf"\b{_MONTH}\.?\s+{_DAY}\b(?:,?\s+{_YEAR}\b)?"),
    re.compile(rf"\b{_MONTH}\.?,?\s+(?:of\s+)?{_YEAR}\b"),
    re.compile(rf"\b(?:in|during|of|since|until|by|around|from|last|this|early|mid|late)[\s-]+{_MONTH}\b"),
    re.compile(rf"\b{_YEAR}\b"),
]
_TOLD_AFTER = timedelta(days=10)
_TOLD_LONG_AFTER = timedelta(days=31)
_PLANNED_BEFORE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day, month or year that a question names; parts that it leaves open are None."""

    year: int | None
    month: int | None
    day: int | None

    def list_spans(self, first: date, last: date) -> list[tuple[date, date]]:
        """The spans of days that it may mean, from the year of `first` to that of `last`, at most the last ten."""
        years = [self.year] if self.year is not None else list(range(first.year, last.year + 1))[-10:]
        return [span for year in years if (span := self._span(year)) is not None]

    def _span(self, year: int) -> tuple[date, date] | None:
        if self.month is None:
            return date(year, 1, 1), date(year, 12, 31)
        length = calendar.monthrange(year, self.month)[1]
        if self.day is None:
            return date(year, self.month, 1), date(year, self.month, length)
        if not 1 <= self.day <= length:
            return None
        return date(year, self.month, self.day), date(year, self.month, self.day)


def find_named_days(text: str) -> list[NamedDay]:
    """All days, months and years that a text names, the fullest first; nothing is read twice."""
    text = fold(text)
    found: list[NamedDay] = []
    for form in _FORMS:
        for match in form.finditer(text):
            parts = match.groupdict()
            month = parts.get("month")
            found.append(
                NamedDay(
                    year=int(parts["year"]) if parts.get("year") else None,
                    month=None if month is None else int(month) if month.isdigit() else _MONTHS[month],
                    day=int(parts["day"]) if parts.get("day") else None,
                )
            )
        text = form.sub(" ", text)
    return [named for named in found if named.month is None or 1 <= named.month <= 12]


def measure_fit(day: date, spans: list[tuple[date, date]]) -> float:
    """How well a day fits the best of these spans: 1 inside, less where people tell of it later or plan it before."""
    return max((_fit(day, first, last) for first, last in spans), default=0.0)


def _fit(day: date, first: date, last: date) -> float:
    if first <= day <= last:
        return 1.0
    if timedelta(0) < day - last <= _TOLD_AFTER:
        return 0.6
    if timedelta(0) < day - last <= _TOLD_LONG_AFTER or timedelta(0) < first - day <= _PLANNED_BEFORE:
        return 0.3
    return 0.0

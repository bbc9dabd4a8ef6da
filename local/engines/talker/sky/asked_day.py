"""Which day a question about the sky means: tomorrow, Friday, next week, the 27th of November."""

import re
from datetime import date, timedelta
from typing import Final

from local.engines.talker.sky.questions import asked_days_ahead

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY: Final = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATES: Final = tuple(
    re.compile(rf"\b{form}\b(?:,? (?P<year>\d{{4}}))?", re.IGNORECASE)
    for form in (rf"{_DAY}(?: of)? {_MONTH}", rf"{_MONTH} (?:the )?{_DAY}")
)
_DAY_ALONE: Final = re.compile(
    r"\b(?:on|about) the (?P<day>\d{1,2})(?:st|nd|rd|th)\b|\b(?P<tarikh>\d{1,2}) tar(?:ee|i)kh\b"
)
_WEEK: Final = re.compile(
    r"\b(?:next week|(?:in )?a week from (?:now|today)|in a week|agle haf?te|agle hafta)\b|अगले हफ़्ते|अगले हफ्ते",
    re.IGNORECASE,
)
_IN_DAYS: Final = re.compile(r"\bin (\d{1,3}) days\b|\b(\d{1,3}) din (?:baad|mein)\b", re.IGNORECASE)
_OF_BIRTH: Final = re.compile(r"\b(?:born|birth\w*|janm|janam|paida)\b|जन्म", re.IGNORECASE)


def days_ahead(text: str, today: date | None) -> int | None:
    """How many days after `today` the day is; None where none is named, or one that is past."""
    days = asked_days_ahead(text)
    if days is not None or today is None or _OF_BIRTH.search(text):
        return days
    if named := _WEEKDAY.search(text):
        return (_WEEKDAYS.index(named[1].lower()) - today.weekday() - 1) % 7 + 1
    if _WEEK.search(text):
        return 7
    if counted := _IN_DAYS.search(text):
        return int(counted[1] or counted[2])
    day = _find_date(text, today)
    return (day - today).days if day is not None and day >= today else None


def _find_date(text: str, today: date) -> date | None:
    for pattern in _DATES:
        if found := pattern.search(text):
            month = _MONTHS.index(found["month"].lower()) + 1
            return _next(int(found["day"]), month, today, year=int(found["year"]) if found["year"] else None)
    if found := _DAY_ALONE.search(text):
        number = int(found["day"] or found["tarikh"])
        later = today.replace(day=1) + timedelta(days=32)
        month = today if number >= today.day else later
        return _make(month.year, month.month, number)
    return None


def _next(number: int, month: int, today: date, *, year: int | None) -> date | None:
    if year is not None:
        return _make(year, month, number)
    this_year = _make(today.year, month, number)
    return this_year if this_year is None or this_year >= today else _make(today.year + 1, month, number)


def _make(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None

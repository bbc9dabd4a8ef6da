"""Time in a question, as days: "last week", "two months ago", "in March", "pichle hafte". Weeks begin on Monday."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday somwar", "tuesday mangalwar", "wednesday budhwar", "thursday guruwar", "friday shukrawar",
            "saturday shanivar", "sunday ravivar itwar",
        )
    )
    for name in names.split()
}  # fmt: skip
_COUNTS = {
    word: number
    for number, words in enumerate(
        ("a an one ek एक", "two couple do दो", "three teen तीन", "four char चार", "five paanch पाँच पांच", "six chhe छह",
         "seven saat सात", "eight aath आठ", "nine nau नौ", "ten das दस"),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(_COUNTS) + r")"
_DAY, _WEEK, _MONTH, _YEAR = "day", "week", "month", "year"
_UNITS = {
    "day": _DAY, "days": _DAY, "din": _DAY, "दिन": _DAY,
    "week": _WEEK, "weeks": _WEEK, "hafte": _WEEK, "hafta": _WEEK, "haftey": _WEEK, "हफ्ते": _WEEK, "हफ़्ते": _WEEK,
    "month": _MONTH, "months": _MONTH, "mahine": _MONTH, "mahina": _MONTH, "महीने": _MONTH,
    "year": _YEAR, "years": _YEAR, "saal": _YEAR, "sal": _YEAR, "साल": _YEAR,
}  # fmt: skip
_UNIT = r"(?P<unit>" + "|".join(sorted(_UNITS, key=len, reverse=True)) + r")"
_LAST = r"(?:last|past|previous|pichhle|pichhli|pichle|pichli|pichla|guzre|पिछले|पिछली)"
_THIS = r"(?:this|is|iss|इस)"
_AGO = r"(?:ago|back|pehle|pahle|पहले)"


@dataclass(frozen=True, slots=True)
class DateSpan:
    """Days, both included."""

    first: date
    last: date


_Reader = Callable[[re.Match[str], date], DateSpan | None]


def find_span(text: str, *, today: date) -> tuple[DateSpan | None, str]:
    """The first time that `text` names, always in the past, and the text without those words."""
    for pattern, read in _PATTERNS:
        if (found := pattern.search(text)) is not None and (span := read(found, today)) is not None:
            return span, f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _span_of_days(days_ago: int) -> _Reader:
    def read(_found: re.Match[str], today: date) -> DateSpan:
        day = today - timedelta(days=days_ago)
        return DateSpan(day, day)

    return read


def _read_last_unit(found: re.Match[str], today: date) -> DateSpan:
    return _span_of_unit(_UNITS[found["unit"].casefold()], today, back=1)


def _read_this_unit(found: re.Match[str], today: date) -> DateSpan:
    span = _span_of_unit(_UNITS[found["unit"].casefold()], today, back=0)
    return DateSpan(span.first, today)


def _read_last_several(found: re.Match[str], today: date) -> DateSpan:
    first = _go_back(today, _read_count(found), _UNITS[found["unit"].casefold()])
    return DateSpan(first, today)


def _read_ago(found: re.Match[str], today: date) -> DateSpan:
    """The day itself for days; for longer units the days around it, because nobody counts that well."""
    count, unit = _read_count(found), _UNITS[found["unit"].casefold()]
    day = _go_back(today, count, unit)
    slack = {_DAY: 0, _WEEK: 4, _MONTH: 16, _YEAR: 183}[unit]
    return DateSpan(day - timedelta(days=slack), min(today, day + timedelta(days=slack)))


def _read_weekday(found: re.Match[str], today: date) -> DateSpan:
    back = (today.weekday() - _WEEKDAYS[found["weekday"].casefold()]) % 7 or 7
    day = today - timedelta(days=back)
    return DateSpan(day, day)


def _read_day_of_month(found: re.Match[str], today: date) -> DateSpan | None:
    month = _MONTHS[found["month"].casefold()]
    year = int(found["year"]) if found["year"] else today.year
    try:
        day = date(year, month, int(found["day"]))
        if not found["year"] and day > today:
            day = date(year - 1, month, int(found["day"]))
    except ValueError:
        return None
    return DateSpan(day, day)


def _read_month(found: re.Match[str], today: date) -> DateSpan | None:
    month = _MONTHS[found["month"].casefold()]
    year = int(found["year"]) if found["year"] else today.year - (month > today.month)
    return _span_of_month(year, month) if year >= 1 else None


def _read_year(found: re.Match[str], _today: date) -> DateSpan | None:
    year = int(found["year"])
    return DateSpan(date(year, 1, 1), date(year, 12, 31))


def _read_iso(found: re.Match[str], _today: date) -> DateSpan | None:
    try:
        day = date.fromisoformat(found[0])
    except ValueError:
        return None
    return DateSpan(day, day)


def _read_count(found: re.Match[str]) -> int:
    word = found["count"].casefold()
    return int(word) if word.isdigit() else _COUNTS[word]


def _go_back(today: date, count: int, unit: str) -> date:
    if unit in {_DAY, _WEEK}:
        return today - timedelta(days=count * (7 if unit == _WEEK else 1))
    months = today.year * 12 + today.month - 1 - count * (12 if unit == _YEAR else 1)
    year, month = max(1, months // 12), months % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _span_of_unit(unit: str, today: date, *, back: int) -> DateSpan:
    if unit == _DAY:
        day = today - timedelta(days=back)
        return DateSpan(day, day)
    if unit == _WEEK:
        monday = today - timedelta(days=today.weekday() + 7 * back)
        return DateSpan(monday, monday + timedelta(days=6))
    if unit == _MONTH:
        day = _go_back(today, back, _MONTH)
        return _span_of_month(day.year, day.month)
    return DateSpan(date(today.year - back, 1, 1), date(today.year - back, 12, 31))


def _span_of_month(year: int, month: int) -> DateSpan:
    return DateSpan(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_OF_YEAR = r"(?:,? (?P<year>(?:19|20)\d\d))?"
_MONTH_NAME = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")"
_WEEKDAY_NAME = r"(?P<weekday>" + "|".join(_WEEKDAYS) + r")"
_PATTERNS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_compile(r"\d{4}-\d{2}-\d{2}"), _read_iso),
    (_compile(r"(?:the )?day before yesterday|parson|parso|परसों"), _span_of_days(2)),
    (_compile(r"yesterday|last night|kal|कल"), _span_of_days(1)),
    (_compile(r"(?:earlier )?today|this (?:morning|afternoon|evening)|aaj|आज"), _span_of_days(0)),
    (_compile(rf"(?:(?:the|over) )*{_LAST} {_COUNT} {_UNIT}"), _read_last_several),
    (_compile(rf"(?:about |around )?{_COUNT} (?:of )?{_UNIT} {_AGO}"), _read_ago),
    (_compile(rf"(?:the )?{_LAST} {_UNIT}"), _read_last_unit),
    (_compile(rf"{_THIS} {_UNIT}"), _read_this_unit),
    (_compile(rf"(?:on )?(?:{_LAST} )?{_WEEKDAY_NAME}"), _read_weekday),
    (_compile(rf"(?:on )?(?:the )?{_ORDINAL} (?:of )?{_MONTH_NAME}{_OF_YEAR}"), _read_day_of_month),
    (_compile(rf"(?:on )?{_MONTH_NAME} {_ORDINAL}{_OF_YEAR}"), _read_day_of_month),
    (_compile(rf"(?:in|during|back in|since|{_LAST}) {_MONTH_NAME}{_OF_YEAR}"), _read_month),
    (_compile(r"(?:in|during|back in) (?P<year>(?:19|20)\d\d)"), _read_year),
)  # fmt: skip

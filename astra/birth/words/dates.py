"""Finds dates in a text, in figures and in words, whole, in halves, or open to two readings."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from astra.birth.words.atoms import Atoms
from astra.birth.words.calendar import MONTHS

_ISO = re.compile(r"y([-/.])n\1n(?![-/.]n)")
_FIGURES = re.compile(r"n([-/.])n\1(?:y|n)(?![:-])")
_SPACED = re.compile(r"(?<![:.n])nn,?(?:y|nn|n)(?![:n])")
_ORDINALS = re.compile(r"o(?:f?t?)(?P<month>o),?[yn]")
_COMPACT = re.compile(r"K")
_YEAR_ALONE = re.compile(r"(?:g|k|gt|w)(?P<year>y|nn)(?![-/.:n]|[MA])")
_BEFORE_DAY = frozenset("ftk,-.g")
_BEFORE_YEAR = frozenset("ft,-.kg'")
_MAX_SKIPPED = 3
_EARLIEST = 1800
_CENTURIES = frozenset({18, 19, 20})
_YOUNGEST = 10


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date at atoms `start` to `end`. `readings` are the whole dates it can be, none for half of one or for nonsense.

    A half has those of `day`, `month`, `year` that were told. `years` are the years a two-digit one can be.
    """

    start: int
    end: int
    readings: tuple[date, ...] = ()
    day: int | None = None
    month: int | None = None
    year: int | None = None
    years: tuple[int, ...] = ()

    @property
    def is_half(self) -> bool:
        """Whether something is still to be asked for, rather than impossible."""
        return not self.readings and (self.day is None or self.month is None or self.year is None)


def find_dates(atoms: Atoms, today: date) -> list[DateFound]:
    """Every date, in the order of the text; none overlaps another."""
    found: list[DateFound] = []
    for finder in (_find_iso, _find_figures, _find_named, _find_compact, _find_spaced, _find_ordinals):
        taken = [(item.start, item.end) for item in found]
        found += finder(atoms.without(taken), today)
    return sorted(found, key=lambda item: item.start)


def find_years(atoms: Atoms, today: date) -> list[DateFound]:
    """Years that stand alone, as in "born in 1996": half a date."""
    found: list[DateFound] = []
    for match in _YEAR_ALONE.finditer(atoms.letters):
        years, end = _read_year(atoms, match.start("year"), today)
        if end and len(years) == 1 and _EARLIEST <= years[0] <= today.year:
            found.append(DateFound(match.start("year"), end, year=years[0]))
    return found


def _find_iso(atoms: Atoms, today: date) -> list[DateFound]:
    del today
    found: list[DateFound] = []
    for match in _ISO.finditer(atoms.letters):
        at = match.start()
        year, month, day = (atoms.items[at + step].value for step in (0, 2, 4))
        found.append(_whole(at, match.end(), ((year, month, day),)))
    return found


def _find_figures(atoms: Atoms, today: date) -> list[DateFound]:
    found: list[DateFound] = []
    for match in _FIGURES.finditer(atoms.letters):
        at = match.start()
        if atoms.letters[at - 1 : at] in {":", "."}:
            continue
        first, second = atoms.items[at].value, atoms.items[at + 2].value
        years, end = _read_year(atoms, at + 4, today, lone=True)
        if end:
            orders = [(first, second)] if match[1] == "." else [(first, second), (second, first)]
            found.append(_whole(at, end, _orders(years, orders), years))
    return found


def _find_spaced(atoms: Atoms, today: date) -> list[DateFound]:
    found: list[DateFound] = []
    for match in _SPACED.finditer(atoms.letters):
        at = match.start()
        first, second = atoms.items[at].value, atoms.items[at + 1].value
        year_at = at + (3 if atoms.letters[at + 2] == "," else 2)
        years, end = _read_year(atoms, year_at, today)
        if end and 1 <= first <= 31 and 1 <= second <= 31 and min(first, second) <= 12:
            found.append(_whole(at, end, _orders(years, [(first, second), (second, first)]), years))
    return found


def _find_ordinals(atoms: Atoms, today: date) -> list[DateFound]:
    """The twelfth of the eighth, 1990: the day comes first."""
    found: list[DateFound] = []
    for match in _ORDINALS.finditer(atoms.letters):
        years, end = _read_year(atoms, match.end() - 1, today)
        if end:
            day, month = atoms.items[match.start()].value, atoms.items[match.start("month")].value
            found.append(_whole(match.start(), end, _orders(years, [(day, month)]), years))
    return found


def _find_compact(atoms: Atoms, today: date) -> list[DateFound]:
    del today
    found: list[DateFound] = []
    for match in _COMPACT.finditer(atoms.letters):
        digits = atoms.items[match.start()].digits
        if len(digits) != 8:
            continue
        year_first = (int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        day_first = (int(digits[4:]), int(digits[2:4]), int(digits[:2]))
        whole = _whole(match.start(), match.end(), (year_first if 18 <= int(digits[:2]) <= 20 else day_first,))
        if whole.readings:
            found.append(whole)
    return found


def _find_named(atoms: Atoms, today: date) -> list[DateFound]:
    found: list[DateFound] = []
    until = 0
    for at, letter in enumerate(atoms.letters):
        if letter != "M" or at < until:
            continue
        item = _around_month(atoms, at, until, today)
        if item is not None:
            found.append(item)
            until = item.end
    return found


def _around_month(atoms: Atoms, at: int, floor: int, today: date) -> DateFound | None:
    month = MONTHS[atoms.items[at].word]
    start, end = at, at + 1
    day = _day_before(atoms, at, floor)
    if day is not None:
        start = day
    else:
        day = _day_after(atoms, at)
        end = at + 1 if day is None else day + 1
    years, year_end = _year_after(atoms, end, today)
    if year_end:
        end = year_end
    elif (year_at := _year_before(atoms, start, floor)) is not None:
        years, start = _read_year(atoms, year_at, today)[0], year_at
    number = None if day is None or _is_blurred(atoms, day) else atoms.items[day].value
    if number is None:
        return DateFound(start, end, month=month, year=years[0] if len(years) == 1 else None) if years else None
    if not years:
        return DateFound(start, end, day=number, month=month)
    return _whole(start, end, tuple((year, month, number) for year in years), years)


def _day_before(atoms: Atoms, at: int, floor: int) -> int | None:
    for back in range(at - 1, max(floor, at - 2 - _MAX_SKIPPED) - 1, -1):
        letter = atoms.letters[back]
        if letter in "no":
            is_clock = back > 0 and atoms.letters[back - 1] in {":", "."} and atoms.items[back].glued
            too_late = back == at - 1 and atoms.letters[at + 1 : at + 2] == "y" and atoms.items[back].digits != ""
            return back if (1 <= atoms.items[back].value <= 31 or too_late) and not is_clock else None
        if letter not in _BEFORE_DAY:
            return None
    return None


def _is_blurred(atoms: Atoms, day: int) -> bool:
    """Whether a recogniser has broken the day in two, as in "the third of first of October": then it is asked for."""
    return re.search(r"[no][f-]t?$", atoms.letters[max(0, day - 3) : day]) is not None


def _day_after(atoms: Atoms, at: int) -> int | None:
    for ahead in range(at + 1, min(len(atoms.letters), at + 2 + _MAX_SKIPPED)):
        letter = atoms.letters[ahead]
        if letter in "no":
            is_clock = atoms.letters[ahead + 1 : ahead + 2] in {":", "h", "A"}
            fits = 1 <= atoms.items[ahead].value <= 31 and not is_clock
            return ahead if fits and not _begins_year(atoms, ahead) else None
        if letter not in _BEFORE_DAY:
            return None
    return None


def _begins_year(atoms: Atoms, at: int) -> bool:
    """Whether a number is the nineteen of "nineteen ninety-six" rather than a day."""
    item = atoms.items[at]
    follows = atoms.letters[at + 1 : at + 3]
    return item.value in _CENTURIES and not item.digits and follows[:1] == "n" and follows != "nn"


def _year_after(atoms: Atoms, at: int, today: date) -> tuple[tuple[int, ...], int]:
    for ahead in range(at, min(len(atoms.letters), at + 1 + _MAX_SKIPPED)):
        if atoms.letters[ahead] in "yn":
            return _read_year(atoms, ahead, today)
        if atoms.letters[ahead] not in _BEFORE_YEAR:
            break
    return (), 0


def _year_before(atoms: Atoms, at: int, floor: int) -> int | None:
    for back in range(at - 1, max(floor, at - 1 - _MAX_SKIPPED) - 1, -1):
        if atoms.letters[back] == "y" or (atoms.letters[back - 1 : back + 1] == "nn" and back > floor):
            return back if atoms.letters[back] == "y" else back - 1
        if atoms.letters[back] not in _BEFORE_DAY:
            return None
    return None


def _read_year(atoms: Atoms, at: int, today: date, *, lone: bool = False) -> tuple[tuple[int, ...], int]:
    """The years that the atoms from `at` on can mean, and where they end; 0 when they are no year.

    `lone` when figures stand before it, as in `5/14/96`: then any two digits are a year.
    """
    letters, items = atoms.letters[at : at + 3], atoms.items[at : at + 3]
    if letters[:1] == "y":
        return (items[0].value,), at + 1
    if letters[:1] != "n":
        return (), 0
    value = items[0].value
    in_two = value in _CENTURIES and not lone and letters[:2] == "nn" and atoms.letters[at + 2 : at + 3] != ":"
    if in_two and items[1].value == 0 and letters == "nnn" and 1 <= items[2].value <= 9:
        return (value * 100 + items[2].value,), at + 3
    if in_two and (items[1].value >= 10 or len(items[1].digits) == 2):
        return (value * 100 + items[1].value,), at + 2
    if not lone and not _is_two_digit_year(atoms, at):
        return (), 0
    return _centuries_of(value, today), at + 1


def _is_two_digit_year(atoms: Atoms, at: int) -> bool:
    item = atoms.items[at]
    follower = atoms.letters[at + 1 : at + 2]
    is_clock = follower in {":", "h", "A"} or (follower == "." and atoms.letters[at + 2 : at + 3] == "n")
    has_apostrophe = at > 0 and atoms.letters[at - 1] == "'"
    return not is_clock and (item.value > 31 or has_apostrophe or len(item.digits) == 2)


def _centuries_of(value: int, today: date) -> tuple[int, ...]:
    recent = 2000 + value
    if recent > today.year:
        return (1900 + value,)
    return (recent, 1900 + value) if recent > today.year - _YOUNGEST else (recent,)


def _orders(years: tuple[int, ...], orders: list[tuple[int, int]]) -> tuple[tuple[int, int, int], ...]:
    return tuple((year, month, day) for year in years for day, month in orders)


def _whole(start: int, end: int, dates: tuple[tuple[int, int, int], ...], years: tuple[int, ...] = ()) -> DateFound:
    possible = tuple(dict.fromkeys(date(*parts) for parts in dates if _exists(*parts)))
    year, month, day = dates[0]
    return DateFound(start, end, possible, day=day, month=month, year=year, years=years)


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def find_year_anywhere(atoms: Atoms, today: date) -> DateFound | None:
    """The first number that can be a year, for an answer to "which year?"."""
    for at, letter in enumerate(atoms.letters):
        if letter in "yn":
            years, end = _read_year(atoms, at, today)
            if not end and atoms.items[at].value <= 99 and len(atoms.letters) <= 3:
                years, end = _centuries_of(atoms.items[at].value, today), at + 1
            if end:
                return DateFound(at, end, year=years[0])
    return None

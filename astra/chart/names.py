"""How points, signs and numbers are written in English, for notes, snapshots and listings."""

from datetime import datetime, timedelta
from typing import Final

from astra.chart.model import Zodiac
from astra.chart.zodiac import Point

_VEDIC_NAMES: Final = {Point.NORTH_NODE: "Rahu", Point.SOUTH_NODE: "Ketu", Point.ASCENDANT: "Lagna"}


def name_value(value: str) -> str:
    """The English name of any closed set's value: `purva_ashadha` → `Purva Ashadha`."""
    return " ".join(part.capitalize() for part in value.split("_"))


def name_point(point: Point, zodiac: Zodiac) -> str:
    """The name of a point as its tradition says it: the North Node is Rahu where the zodiac is sidereal."""
    if zodiac is Zodiac.SIDEREAL and point in _VEDIC_NAMES:
        return _VEDIC_NAMES[point]
    return name_value(point.value)


def format_degree(degree: float) -> str:
    """Degrees and whole minutes, cut off, as tables do: 29.999 → `29°59′`."""
    minutes = int(degree * 60.0 + 1e-9)
    return f"{minutes // 60}°{minutes % 60:02d}′"


def format_arc(degrees: float) -> str:
    """Degrees, minutes and seconds of an angle, rounded to the second."""
    seconds = round(abs(degrees) * 3600.0)
    sign = "-" if degrees < 0 and seconds else ""
    return f"{sign}{seconds // 3600}°{seconds // 60 % 60:02d}′{seconds % 60:02d}″"


def format_ordinal(number: int) -> str:
    """1 → `1st`, 12 → `12th`."""
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def format_clock(at: datetime, utc_offset_s: float) -> str:
    """The clock time of a UTC moment at an offset, to the minute."""
    return (at + timedelta(seconds=utc_offset_s)).strftime("%H:%M")


def list_words(words: list[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"

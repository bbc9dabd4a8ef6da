"""What of the sky a message asks about: bodies, a house, periods, a day, the whole chart."""

import re
from typing import Final

from local.engines.talker.lexicon import load_pattern

_BODIES: Final = {
    "Sun": r"sun|surya|sooraj|सूर्य",
    "Moon": r"moon|chandra\w*|chand|rashi|raashi|nakshatra|चंद्र\w*|चाँद|राशि|नक्षत्र",
    "Mercury": r"mercury|budh|बुध",
    "Venus": r"venus|shukra|शुक्र",
    "Mars": r"mars|mangal|मंगल",
    "Jupiter": r"jupiter|guru|brihaspati|गुरु|बृहस्पति",
    "Saturn": r"saturn|shani|शनि",
    "Uranus": r"uranus",
    "Neptune": r"neptune",
    "Pluto": r"pluto",
    "Rahu": r"rahu|north node|राहु",
    "Ketu": r"ketu|south node|केतु",
    "Ascendant": r"ascendant|lagna|rising|लग्न",
    "Midheaven": r"midheaven|mc",
}
_BODY: Final = {name: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for name, words in _BODIES.items()}
_ORDINALS: Final = tuple(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()  # noqa: SIM905  one line, twelve words
)
_HOUSE: Final = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?|({'|'.join(_ORDINALS)}))[\s-](?:house|ghar|bhav\w*)\b|\bhouse (\d{{1,2}})\b",
    re.IGNORECASE,
)
_WHOLE = load_pattern("chart_whole")
_WHY = load_pattern("chart_why")
_PERIOD = load_pattern("chart_period")
_DAY: Final = (
    (2, re.compile(r"\bday after tomorrow\b|\bparson\b|परसों", re.IGNORECASE)),
    (1, re.compile(r"\btomorrow\b|\bkal\b|(?<!\w)कल(?!\w)", re.IGNORECASE)),
    (
        0,
        re.compile(
            r"\b(?:today|tonight|right now|these days|this week|aaj|abhi|transits?|gochar)\b|आज|गोचर", re.IGNORECASE
        ),
    ),
)


def asked_bodies(text: str) -> list[str]:
    """The bodies named, in the order of the book."""
    return [name for name, pattern in _BODY.items() if pattern.search(text)]


def asked_house(text: str) -> int | None:
    """The house named by number."""
    found = _HOUSE.search(text)
    if found is None:
        return None
    number = int(found.group(1) or found.group(3) or 0) or _ORDINALS.index(found.group(2).lower()) + 1
    return number if 1 <= number <= 12 else None


def asked_days_ahead(text: str) -> int | None:
    """0 for today, 1 for tomorrow, 2 for the day after; None where no day is asked about."""
    return next((days for days, pattern in _DAY if pattern.search(text)), None)


def asks_whole(text: str) -> bool:
    """Whether the chart as such is asked about."""
    return _WHOLE.search(text) is not None


def asks_why(text: str) -> bool:
    """Whether the reason of what was said is asked for."""
    return _WHY.search(text) is not None


def asks_period(text: str) -> bool:
    """Whether planetary periods are asked about."""
    return _PERIOD.search(text) is not None

"""Finds the zodiac, the ayanamsha and the houses that a person reads by, as recognisers spell them too."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from astra.contracts.astro import Ayanamsha, HouseSystem, System

ChoiceT = TypeVar("ChoiceT", bound=StrEnum)

_SYSTEMS = (
    (
        System.VEDIC,
        r"ved[ai]ck?|parashari\w*|vai?di[ck]|jyotish\w*|sidereal|nirayan\w*|hindu astrology|indian astrology|वैदिक",
    ),
    (System.WESTERN, r"western|westurn|tropical|sayan\w?|pashchimi|paschimi|वेस्टर्न|पश्चिमी"),
)
_AYANAMSHAS = (
    (Ayanamsha.LAHIRI, r"lahiri|lahari|lahiry|lahir[ie]e?|laheri|lehri|la hiri|lahori|chitra ?paksha|लाहिड़ी|लाहिरी"),
    (Ayanamsha.RAMAN, r"b\.? ?v\.? raman|raman|रमन"),
    (Ayanamsha.KRISHNAMURTI, r"krishna ?mur?th?[iy]|k\.? ?p\.?(?= |$|,|\.)|केपी|कृष्णमूर्ति"),
    (Ayanamsha.FAGAN_BRADLEY, r"fagan(?:[- ]?(?:and )?bradley)?|fagin(?:[- ]bradley)?"),
)
_HOUSES = (
    (HouseSystem.WHOLE_SIGN, r"whole[- ]?signs?(?: houses?)?"),
    (HouseSystem.PLACIDUS, r"placidus|placidous|plasidus"),
    (HouseSystem.KOCH, r"koch(?: houses?)?"),
    (HouseSystem.EQUAL, r"equal houses?"),
    (HouseSystem.SRIPATI, r"sh?ripath?i"),
)
_AROUND = re.compile(
    r"\b(astrolog\w*|chart|kundli|kundali|horoscope|zodiac|ayanams[ha]+|ayanamsa|system|houses?|reading|jyotish\w*|vedic|sidereal|tropical|राशि|कुंडली)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ChoiceFound(Generic[ChoiceT]):
    """A choice in characters `start` to `end` of the text."""

    value: ChoiceT
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SystemsFound:
    """What a text says about how to read the sky."""

    system: ChoiceFound[System] | None
    ayanamsha: ChoiceFound[Ayanamsha] | None
    houses: ChoiceFound[HouseSystem] | None
    speaks_of_astrology: bool
    """Whether other words of the text are about astrology too: "western" alone may be a film."""

    def spans(self) -> list[tuple[int, int]]:
        """The characters that they were read from."""
        return [(one.start, one.end) for one in (self.system, self.ayanamsha, self.houses) if one is not None]


def find_systems(text: str) -> SystemsFound:
    """Read `text`; the last named of each kind counts, unless a "not" stands before it."""
    system, ayanamsha = _find(text, _SYSTEMS), _find(text, _AYANAMSHAS)
    around = [match for match in _AROUND.finditer(text) if system is None or match.start() != system.start]
    return SystemsFound(system, ayanamsha, _find(text, _HOUSES), bool(around))


def _find(text: str, choices: tuple[tuple[ChoiceT, str], ...]) -> ChoiceFound[ChoiceT] | None:
    found: list[ChoiceFound[ChoiceT]] = []
    for value, pattern in choices:
        found += [
            ChoiceFound(value, match.start("it"), match.end("it"))
            for match in re.finditer(rf"(?<!\w)(?P<no>not |nahi )?(?P<it>{pattern})(?!\w)", text, re.IGNORECASE)
            if match["no"] is None
        ]
    return max(found, key=lambda one: one.start, default=None)

"""Reads the chart's lines of the prompt: placements, aspects, periods, transits. What is no such line is left alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PLACED = re.compile(
    r"^(?P<name>Sun|Moon|Mercury|Venus|Mars|Jupiter|Saturn|Uranus|Neptune|Pluto|Rahu|Ketu|North Node|South Node"
    r"|Ascendant|Lagna|Midheaven): (?P<sign>[A-Z][a-z]+)(?P<rest>.*)$"
)
_OR_SIGN = re.compile(r"^ or ([A-Z][a-z]+)")
_HOUSE = re.compile(r"\bhouse (\d{1,2})\b")
_NAKSHATRA = re.compile(r", ([A-Z][a-z]+(?: [A-Z][a-z]+)?) pada (\d)")
_ASPECT = re.compile(
    r"^(?P<first>[A-Z][a-z]+(?: Node)?) (?P<kind>conjunction|opposition|trine|square|sextile) "
    r"(?P<second>[A-Z][a-z]+(?: Node)?), orb"
)
_PERIOD = re.compile(r"([A-Z][a-z]+(?: Node)?) (maha|antar) dasha until (\d{4}-\d{2}-\d{2})")
_MISSING = re.compile(r"^Not known of their birth yet: ([a-z, ]+)\.(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Placed:
    """One placement as the prompt gives it; `also` is a second sign where the birth time leaves it open."""

    name: str
    sign: str
    house: int | None
    retrograde: bool
    nakshatra: str | None
    also: str | None
    line: str


@dataclass(frozen=True, slots=True)
class Angle:
    """Two bodies and the aspect between them."""

    first: str
    kind: str
    second: str


@dataclass(frozen=True, slots=True)
class SkyLines:
    """All that the prompt says of this person's sky. `missing` are the fields to ask for, `as_list` how."""

    placed: tuple[Placed, ...] = ()
    angles: tuple[Angle, ...] = ()
    periods: tuple[tuple[str, str, str], ...] = ()
    """Lord, `maha` or `antar`, and the day it ends."""
    transits: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    as_list: bool = False

    def find(self, name: str) -> Placed | None:
        """The placement of a body; Ascendant and Lagna are one, and so are the nodes' two names."""
        names = _SAME.get(name, (name,))
        return next((placed for placed in self.placed if placed.name in names), None)


_SAME = {
    "Ascendant": ("Ascendant", "Lagna"),
    "Lagna": ("Ascendant", "Lagna"),
    "Rahu": ("Rahu", "North Node"),
    "North Node": ("Rahu", "North Node"),
    "Ketu": ("Ketu", "South Node"),
    "South Node": ("Ketu", "South Node"),
}


def read_sky(facts: Sequence[str]) -> SkyLines:
    """The sky in the prompt's knowledge, line by line."""
    missing, as_list = _read_missing(facts)
    return SkyLines(
        placed=tuple(placed for line in facts if (placed := _read_placed(line)) is not None),
        angles=tuple(
            Angle(found["first"], found["kind"], found["second"]) for line in facts if (found := _ASPECT.match(line))
        ),
        periods=tuple(
            (found[0], found[1], found[2])
            for line in facts
            if line.startswith("Vimshottari dasha now")
            for found in _PERIOD.findall(line)
        ),
        transits=tuple(dict.fromkeys(line for line in facts if line.startswith(("Transiting ", "transiting ")))),
        notes=tuple(line.removeprefix("Note: ") for line in facts if line.startswith("Note: ")),
        missing=missing,
        as_list=as_list,
    )


def _read_placed(line: str) -> Placed | None:
    found = _PLACED.match(line)
    if found is None:
        return None
    rest = found["rest"]
    house, star, also = _HOUSE.search(rest), _NAKSHATRA.search(rest), _OR_SIGN.match(rest)
    return Placed(
        name=found["name"],
        sign=found["sign"],
        house=int(house.group(1)) if house and " or " not in rest[house.start() : house.end() + 6] else None,
        retrograde=", retrograde" in rest,
        nakshatra=star.group(1) if star else None,
        also=also.group(1) if also else None,
        line=line,
    )


def _read_missing(facts: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    for line in facts:
        if found := _MISSING.match(line):
            return tuple(part.strip() for part in found.group(1).split(",")), "numbered list" in found.group(2)
    return (), False

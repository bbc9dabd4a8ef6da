"""Finds a zone as people name it: `Asia/Kolkata`, `IST`, `+05:30`, "GMT plus five thirty", "Eastern time"."""

import re
from dataclasses import dataclass

from astra.birth.model import ZoneHint
from astra.birth.words.atoms import Atoms, read_atoms
from astra.birth.zones.hints import is_abbreviation, spoken_zone_names
from astra.birth.zones.zone_data import zone_names

_IANA = re.compile(r"\b([A-Za-z]+(?:_[A-Za-z]+)*(?:/[A-Za-z_-]+){1,2})\b")
_SPOKEN_IANA = re.compile(r"\b(asia|europe|africa|australia)\s+(?:slash\s+)?([a-z]+(?:\s[a-z]+)?)\b", re.IGNORECASE)
_OFFSET = re.compile(
    r"(?P<base>\b(?:utc|gmt)\s*)?(?<![\d:])(?P<sign>[+\-−])\s?(?P<h>\d{1,2})(?P<m>:?(?:00|15|30|45))?(?![\d:-])",
    re.IGNORECASE,
)
_SAID_OFFSET = re.compile(r"\b(?:utc|gmt)?\s*(?P<sign>plus|minus)\s+", re.IGNORECASE)
_BASE = re.compile(r"\b(utc|gmt)\s*$", re.IGNORECASE)
_FULL = re.compile(
    r"\b(" + "|".join(sorted(map(re.escape, spoken_zone_names()), key=len, reverse=True)) + r")\b", re.IGNORECASE
)
_ABBREVIATION = re.compile(r"\b[A-Za-z]{3,4}\b")
_NO_WORDS = frozenset({"ist", "pst", "cst", "gmt", "utc", "bst", "cet", "pkt", "edt", "pdt", "aest", "cest", "eet"})
"""Abbreviations that no small-letter word of English or Hinglish is mistaken for."""
_SHORT = re.compile(r"\b(ET|CT|MT|PT)\b")
_MAX_OFFSET_H = 14


@dataclass(frozen=True, slots=True)
class ZoneFound:
    """A zone in characters `start` to `end` of the text."""

    hint: ZoneHint
    start: int
    end: int


def find_zone(text: str, atoms: Atoms, *, is_asked: bool) -> ZoneFound | None:
    """The zone that `text` names, if any; struck atoms are not read. With `is_asked` small letters will do."""
    clear = _blank(text, atoms)
    for finder in (_find_name, _find_offset, _find_said_offset, _find_full_name):
        if (found := finder(clear)) is not None:
            return found
    return _find_abbreviation(clear, is_asked=is_asked or "zone" in clear.casefold())


def _blank(text: str, atoms: Atoms) -> str:
    chars = list(text)
    for item, letter in zip(atoms.items, atoms.letters, strict=True):
        if letter == "#":
            chars[item.start : item.end] = " " * (item.end - item.start)
    return "".join(chars)


def _find_name(text: str) -> ZoneFound | None:
    names = zone_names()
    for match in _IANA.finditer(text):
        if (name := names.get(match[1].casefold())) is not None:
            return ZoneFound(ZoneHint(name=name), match.start(), match.end())
    for match in _SPOKEN_IANA.finditer(text):
        for city in (match[2], match[2].split()[0]):
            spelled = f"{match[1]}/{'_'.join(city.split())}".casefold()
            if (name := names.get(spelled)) is not None:
                return ZoneFound(ZoneHint(name=name), match.start(), match.start(2) + len(city))
    return None


def _find_offset(text: str) -> ZoneFound | None:
    for match in _OFFSET.finditer(text):
        hours, minutes = int(match["h"]), int((match["m"] or "0").lstrip(":"))
        if hours <= _MAX_OFFSET_H and (match["base"] or match["m"]):
            sign = 1 if match["sign"] == "+" else -1
            return ZoneFound(ZoneHint(offset_s=sign * (hours * 3600 + minutes * 60)), match.start(), match.end())
    return None


def _find_said_offset(text: str) -> ZoneFound | None:
    for match in _SAID_OFFSET.finditer(text):
        rest = read_atoms(text[match.end() :])
        numbers = [item for item, letter in zip(rest.items[:2], rest.letters[:2], strict=False) if letter == "n"]
        if not numbers or numbers[0].value > _MAX_OFFSET_H or rest.letters[:1] != "n":
            continue
        minutes = numbers[1].value if len(numbers) > 1 and numbers[1].value in {30, 45} else 0
        used = numbers[1] if minutes else numbers[0]
        sign = 1 if match["sign"].casefold() == "plus" else -1
        seconds = sign * (numbers[0].value * 3600 + minutes * 60)
        if match[0].split()[0].casefold() in {"utc", "gmt"} or minutes:
            return ZoneFound(ZoneHint(offset_s=seconds), match.start(), match.end() + used.end)
    return None


def _find_full_name(text: str) -> ZoneFound | None:
    match = _FULL.search(text)
    if match is None:
        return None
    return ZoneFound(ZoneHint(abbreviation=spoken_zone_names()[match[1].casefold()]), match.start(), match.end())


def _find_abbreviation(text: str, *, is_asked: bool) -> ZoneFound | None:
    for match in _ABBREVIATION.finditer(text):
        word = match[0]
        plainly = word.isupper() or word.casefold() in _NO_WORDS or is_asked
        if plainly and is_abbreviation(word) and word.casefold() not in {"west", "met"}:
            return ZoneFound(ZoneHint(abbreviation=word.casefold()), match.start(), match.end())
    match = _SHORT.search(text)
    return None if match is None else ZoneFound(ZoneHint(abbreviation=match[1].casefold()), match.start(), match.end())

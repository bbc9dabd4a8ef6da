"""Takes the words of a place apart: the name, and the regions or larger towns that say which one is meant."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from astra.places.gazetteer_data import Region
from astra.places.spelling import fold

MAX_WORDS = 8
_LEADING = frozenset({"the", "in", "at", "near", "from", "of", "a", "town", "city", "village", "district"})
_TRAILING = frozenset(
    {"city", "town", "village", "district", "area", "zila", "zilla", "jila", "gaon", "shahar", "sheher"}
)
_FILLERS = frozenset(
    {"in", "of", "the", "district", "state", "near", "dist", "mein", "me", "ke", "ka", "ki", "wala", "wali"}
)
_LONGEST_REGION = 5
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}", re.IGNORECASE)

FindRegions = Callable[[str], list[Region]]


class Wanted(NamedTuple):
    """A name to look for; every member of `regions` must hold one that fits; `beside` are words left over."""

    name: str
    regions: tuple[tuple[Region, ...], ...]
    beside: str


def split_words(text: str) -> list[str]:
    """The folded words of a place's name, at most eight; `U.P.` is one word."""
    joined = _DOTTED.sub(lambda match: match[0].replace(".", ""), text[:400])
    words = fold(joined).split()[:MAX_WORDS]
    while len(words) > 1 and words[0] in _LEADING:
        words = words[1:]
    return words


def list_readings(words: list[str], find_regions: FindRegions) -> Iterator[Wanted]:
    """Every way to read `words` as a name and what surrounds it, the longest name first.

    Readings whose other words are all regions come before those that leave words over.
    """
    leaving: list[Wanted] = []
    for name, others in _cut(words):
        regions, beside = _take_regions(others, find_regions)
        wanted = Wanted(" ".join(name), regions, " ".join(beside))
        if beside:
            leaving.append(wanted)
        else:
            yield wanted
            if len(name) > 1 and name[-1] in _TRAILING:
                yield wanted._replace(name=" ".join(name[:-1]))
    yield from leaving


def _cut(words: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    yield words, []
    for at in range(len(words) - 1, 0, -1):
        yield words[:at], words[at:]
    for at in range(1, len(words)):
        yield words[at:], words[:at]


def _take_regions(words: list[str], find_regions: FindRegions) -> tuple[tuple[tuple[Region, ...], ...], list[str]]:
    regions: list[tuple[Region, ...]] = []
    beside: list[str] = []
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + _LONGEST_REGION), at, -1):
            if found := find_regions(" ".join(words[at:end])):
                regions.append(tuple(found))
                at = end
                break
        else:
            if words[at] not in _FILLERS:
                beside.append(words[at])
            at += 1
    return tuple(regions), beside

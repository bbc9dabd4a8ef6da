"""Finds the stretches of a text that may name a birth place, and what each comes to in the gazetteer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from astra.birth.words import place_words as words
from astra.birth.words.atoms import Atoms
from astra.places import MatchedBy, Places, Resolution

_MAX_WORDS = 6
_MOST_UNKNOWN_WORDS = 3
_PEOPLE = re.compile(
    r"\b(?:friend|sister|brother|mother|father|mom|dad|wife|husband|son|daughter|boss|dost|bhai|behen)\b", re.IGNORECASE
)
_LINKS = frozenset({"is", "was", ":", ",", "-", "hai", "tha", "of", "birth", "the"})
_ARTICLES = frozenset({"a", "an", "the"})
_SMALL = 50_000
_CUTS = frozenset({"but", "though", "because", "lekin", "magar"})
_ENDS = frozenset(".:;?!()")
_COUNTED = "#nyoK"


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A place at characters `start` to `end`. `is_cued` when words before or after it say that it is one."""

    resolution: Resolution
    start: int
    end: int
    is_cued: bool
    is_near: bool = False
    """Only named as the larger town that the birth place lies near."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    first: int
    last: int
    is_cued: bool
    is_near: bool = False


def find_places(text: str, atoms: Atoms, places: Places, *, alone: bool) -> list[PlaceFound]:
    """Places in the atoms that are not struck. With `alone`, a stretch that is nothing but a place needs no cue."""
    found: list[PlaceFound] = []
    unknown: list[PlaceFound] = []
    for chunk in _list_chunks(text, atoms, alone=alone):
        start, end = atoms.items[chunk.first].start, atoms.items[chunk.last].end
        if any(item.start < end and start < item.end and not item.resolution.region for item in found):
            continue
        item = _resolve_chunk(text, atoms, chunk, places)
        if item is not None:
            (found if is_known(item.resolution) else unknown).append(item)
    return sorted(found, key=_rank) or unknown[:1]


def _rank(found: PlaceFound) -> tuple[int, bool, int]:
    """Sure places before namesakes, and those before a mere region; in the order of the text."""
    resolution = found.resolution
    return (0 if resolution.sure else 1 if resolution.namesakes else 2, found.is_near, found.start)


def is_known(resolution: Resolution) -> bool:
    """Whether the name is one of the gazetteer's, though several may bear it."""
    return bool(resolution.sure or resolution.namesakes or resolution.region)


def _list_chunks(text: str, atoms: Atoms, *, alone: bool) -> Iterator[_Chunk]:
    stretches = list(_stretches(text, atoms))
    for first, last in stretches:
        yield from _cued_chunks(atoms, first, last)
    if alone:
        for first, last in stretches:
            yield from _bare_chunks(text, atoms, first, last)


def _stretches(text: str, atoms: Atoms) -> Iterator[tuple[int, int]]:
    """Runs of words that no struck atom, number, full stop or new line parts."""
    begun: int | None = None
    for at, (item, letter) in enumerate(zip(atoms.items, atoms.letters, strict=True)):
        is_apart = letter in _COUNTED or (item.word in _ENDS and not _is_dotted(atoms, at))
        if begun is not None and (is_apart or "\n" in text[atoms.items[at - 1].end : item.start]):
            yield begun, at - 1
            begun = None
        if not is_apart and begun is None:
            begun = at
    if begun is not None:
        yield begun, len(atoms.items) - 1


def _is_dotted(atoms: Atoms, at: int) -> bool:
    """Whether a full stop belongs to an abbreviation: St. Louis, U.P."""
    before = _raw(atoms, at - 1) if at else ""
    return atoms.items[at].word == "." and atoms.items[at].glued and len(before) <= 2 and before.isalpha()


def _cued_chunks(atoms: Atoms, first: int, last: int) -> Iterator[_Chunk]:
    for at in range(first, last + 1):
        if _raw(atoms, at) in words.BEFORE or atoms.items[at].word in words.LABELS:
            begin = at + 1
            while begin <= last and _links(atoms, begin):
                begin += 1
            if begin <= last and (chunk := _trim(atoms, begin, min(last, begin + _MAX_WORDS), stops=True)):
                yield _Chunk(*chunk, is_cued=True, is_near=_raw(atoms, at) == "near")
        if atoms.items[at].word in words.AFTER and at > first:
            yield from _chunks_before(atoms, first, at)


def _chunks_before(atoms: Atoms, first: int, at: int) -> Iterator[_Chunk]:
    """What may stand before "mein", the longest first."""
    begin = at
    while begin > first and at - begin < _MAX_WORDS and not _is_edge(atoms, begin - 1):
        begin -= 1
    for start in range(begin, at):
        if _raw(atoms, start)[0].isalnum() or not _raw(atoms, start).isascii():
            yield _Chunk(start, at - 1, is_cued=True)


def _links(atoms: Atoms, at: int) -> bool:
    """Whether a word only leads on to the name: "place of birth is: …"."""
    return _raw(atoms, at) in _LINKS or atoms.items[at].word in words.LABELS


def _bare_chunks(text: str, atoms: Atoms, first: int, last: int) -> Iterator[_Chunk]:
    if _PEOPLE.search(text[atoms.items[first].start : atoms.items[last].end]):
        return
    cuts = [at for at in range(first, last + 1) if atoms.letters[at] == "," or _raw(atoms, at) in _CUTS]
    parts = [(first, last)]
    if cuts:
        parts += zip([first, *(at + 1 for at in cuts)], [*(at - 1 for at in cuts), last], strict=True)
    for begin, end in parts:
        chunk = _trim(atoms, begin, end, stops=False)
        if chunk and chunk[1] - chunk[0] < 2 * _MAX_WORDS:
            yield _Chunk(*chunk, is_cued=False)


def _trim(atoms: Atoms, first: int, last: int, *, stops: bool) -> tuple[int, int] | None:
    """The stretch without filler words at its ends; with `stops` it also ends at the first filler inside."""
    while first <= last and _is_margin(atoms, first):
        first += 1
    if first > last:
        return None
    if stops:
        end = first
        while end < last and (not _is_edge(atoms, end + 1) or _leads_further(atoms, end + 1, last)):
            end += 1
        last = end
    while last > first and _is_margin(atoms, last):
        last -= 1
    return first, last


def _leads_further(atoms: Atoms, at: int, last: int) -> bool:
    """Whether a region follows: Satara in Maharashtra."""
    return _raw(atoms, at) in {"in", "near"} and at < last and not _is_margin(atoms, at + 1)


def _is_margin(atoms: Atoms, at: int) -> bool:
    return _is_edge(atoms, at) or atoms.letters[at] in ",-.'+/"


def _is_edge(atoms: Atoms, at: int) -> bool:
    return _raw(atoms, at) in words.EDGES or atoms.items[at].word in words.EDGES or atoms.letters[at] in "#PahA"


def _raw(atoms: Atoms, at: int) -> str:
    item = atoms.items[at]
    return atoms.text[item.start : item.end].casefold()


def _resolve_chunk(text: str, atoms: Atoms, chunk: _Chunk, places: Places) -> PlaceFound | None:
    """The longest beginning of a cued chunk that is a place, or the whole of a bare one."""
    if _raw(atoms, chunk.first) in words.COMMON:
        return None
    start, last_end = atoms.items[chunk.first].start, atoms.items[chunk.last].end
    lasts = range(chunk.last, chunk.first - 1, -1) if chunk.is_cued else [chunk.last]
    whole = Resolution()
    for last in lasts:
        end = atoms.items[last].end
        if atoms.letters[last] in ",-'" or text[start:end].casefold() in words.ALONE:
            continue
        resolution = places.resolve(text[start:end])
        if is_known(resolution):
            doubted = _doubt(resolution, chunk, text[start:end])
            return PlaceFound(doubted, start, end, chunk.is_cued, chunk.is_near)
        whole = resolution if last == chunk.last else whole
    is_talk = not chunk.is_cued and len(text[start:last_end].split()) > _MOST_UNKNOWN_WORDS
    is_common = not whole.nearest and text[start].islower() and _raw(atoms, chunk.first - 1) in _ARTICLES
    if is_talk or is_common or not any(char.isalpha() for char in text[start:last_end]):
        return None
    return PlaceFound(whole, start, last_end, chunk.is_cued)


def _doubt(resolution: Resolution, chunk: _Chunk, name: str) -> Resolution:
    """A bare word in small letters, or in a foreign spelling, that only a small place goes by is put to the person."""
    sure = resolution.sure
    if chunk.is_cued or sure is None or sure.population >= _SMALL:
        return resolution
    plainly_named = sure.matched_by is not MatchedBy.OTHER_NAME and not (name.islower() and name.isascii())
    return resolution if plainly_named else Resolution(nearest=(sure,))

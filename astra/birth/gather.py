"""Gathers what a text tells of a birth, piece by piece, and leaves out what is not the person's own."""

import re
from dataclasses import replace
from datetime import date

from astra.birth.belonging import is_told_of_own
from astra.birth.scope import REPORT, Clause, Whose, read_clauses
from astra.birth.told import Told
from astra.birth.words import asides, place_words
from astra.birth.words.atoms import Atoms, read_atoms
from astra.birth.words.dates import DateFound, find_dates, find_years
from astra.birth.words.parts_said import find_corrected_part, find_half, find_month_alone
from astra.birth.words.places_said import PlaceFound, find_places, is_known
from astra.birth.words.systems import SystemsFound, find_systems
from astra.birth.words.times import ClockFound, find_clocks, find_day_parts
from astra.birth.words.zones_said import find_zone
from astra.contracts.astro import BirthField
from astra.places import Places

_OLDEST = 1800


def gather(
    text: str, places: Places, today: date, expecting: frozenset[BirthField], corrigible: frozenset[BirthField]
) -> Told:
    """What `text` tells of the person's own birth; empty when it is about something else.

    `expecting` are the fields that were asked for, `corrigible` those that are known and could be put right.
    """
    clauses = read_clauses(text)
    others = [clause for clause in clauses if clause.whose is Whose.OTHER]
    whole = read_atoms(text)
    corrects = asides.CORRECTS.search(text) is not None
    hidden = [(clause.start, clause.end) for clause in clauses if clause.whose in {Whose.OTHER, Whose.PARTY}]
    hidden += [match.span() for match in asides.NUMBERING.finditer(text)]
    hidden += [match.span() for match in asides.NEGATED.finditer(text)] if corrects else []
    own = any(clause.whose is Whose.OWN for clause in clauses)
    may_name_place = BirthField.PLACE in (expecting | corrigible if corrects else expecting)
    hidden += [match.span() for match in REPORT.finditer(text) if expecting or corrects]
    hidden += [match.span() for match in asides.OPENERS.finditer(text)]
    visible = whole.without(_atoms_in(whole, hidden))
    told = _read_pieces(text, visible, places, today, expecting, own=own, asks_place=may_name_place)
    if corrects:
        told = _add_corrected_parts(told, today, corrigible)
    about_other = bool(others) and _tells_of_other(whole, others, today)
    if not is_told_of_own(told, own=own, expecting=expecting, corrigible=corrigible, corrects=corrects):
        return Told(text, whole, about_someone_else=about_other)
    return replace(told, corrects=corrects, about_someone_else=about_other and told.is_empty)


def _add_corrected_parts(told: Told, today: date, corrigible: frozenset[BirthField]) -> Told:
    """A correction may name the wrong part only: the month, the half of the day."""
    if told.date is None and BirthField.DATE in corrigible:
        part = find_corrected_part(told.atoms, today)
        if part is not None:
            told = replace(told, date=part, atoms=told.atoms.without([(part.start, part.end)]))
    if told.clock is None and BirthField.TIME in corrigible:
        told = replace(told, half=find_half(told.text))
        parts = [] if told.half else find_day_parts(told.atoms)
        told = replace(told, clock=parts[0]) if parts else told
    return told


def _read_pieces(
    text: str,
    atoms: Atoms,
    places: Places,
    today: date,
    expecting: frozenset[BirthField],
    *,
    own: bool,
    asks_place: bool,
) -> Told:
    systems = _keep_systems(find_systems(text), expecting, own=own)
    left = atoms.without(_atoms_in(atoms, systems.spans() if systems else []))
    dates = [found for found in find_dates(left, today) if not _is_of_life(left, found.start)]
    left = left.without([(found.start, found.end) for found in dates])
    zone = find_zone(text, left, is_asked=BirthField.ZONE in expecting)
    left = left.without(_atoms_in(left, [(zone.start, zone.end)] if zone else []))
    dates, left = _add_years(dates, left, today, wanted=own or BirthField.DATE in expecting)
    if not dates and BirthField.DATE in expecting and (month := find_month_alone(left)) is not None:
        dates, left = [month], left.without([(month.start, month.end)])
    clock, unknown = _find_time(text, left, expecting, own=own)
    left = left.without([(clock.start, clock.end)] if clock else [])
    left = left.without(_atoms_in(left, [match.span() for match in asides.UNKNOWN.finditer(text)]))
    found = find_places(text, left, places, alone=asks_place or own or bool(dates))
    place = next((one for one in found if not _is_life_place(atoms, one)), None)
    if place is not None and not _may_be_birth_place(text, place, expecting, own=own, beside=bool(dates or clock)):
        place = None
    left = left.without(_atoms_in(left, [(place.start, place.end)] if place else []))
    first, second = _pick_dates(dates, text)
    return Told(text, left, first, second, clock, unknown, place, zone, systems)


def _may_be_birth_place(
    text: str, place: PlaceFound, expecting: frozenset[BirthField], *, own: bool, beside: bool
) -> bool:
    """Whether a stretch may be taken for the birth place, or asked about: a word of any talk may not, unless led to.

    `beside` a date or a time even a name that nobody knows is a place; alone only when the place is what is awaited.
    """
    known = is_known(place.resolution)
    words = set(re.findall(r"[^\W\d_]+", text[place.start : place.end].casefold()))
    is_talk = words <= place_words.TALK | place_words.EDGES
    if place.is_cued and own:
        return known or not is_talk
    if place.is_cued and known and not is_talk:
        return True
    if is_talk or asides.INTRODUCES.search(text) or (not known and asides.SPEAKS_OF_SELF.search(text)):
        return False
    if known or own or place_words.TALK & words:
        return known
    awaited = BirthField.PLACE in expecting and BirthField.DATE not in expecting
    is_name = not place_words.EDGES & words
    return is_name and (beside or awaited)


def _keep_systems(found: SystemsFound, expecting: frozenset[BirthField], *, own: bool) -> SystemsFound | None:
    if not found.spans():
        return None
    sure = own or BirthField.SYSTEM in expecting or found.speaks_of_astrology or found.houses is not None
    return found if sure or len(found.spans()) > 1 else None


def _add_years(dates: list[DateFound], left: Atoms, today: date, *, wanted: bool) -> tuple[list[DateFound], Atoms]:
    """Years that stand alone complete a half date, or are half of one themselves."""
    halves = [found for found in dates if found.is_half and found.year is None]
    if not wanted or (dates and not halves):
        return dates, left
    years = [found for found in find_years(left, today) if not _is_of_life(left, found.start) and found.year]
    if not years:
        return dates, left
    year = years[0]
    left = left.without([(year.start, year.end)])
    if not halves or year.year is None:
        return [*dates, year], left
    half = halves[0]
    joined = _join_year(half, year.year)
    return [joined if found is half else found for found in dates], left


def _join_year(half: DateFound, year: int) -> DateFound:
    try:
        readings = (date(year, half.month or 0, half.day or 0),)
    except ValueError:
        readings = ()
    return DateFound(half.start, half.end, readings, half.day, half.month, year)


def _pick_dates(dates: list[DateFound], text: str) -> tuple[DateFound | None, DateFound | None]:
    whole = [found for found in dates if not found.is_half] or dates
    if not whole:
        return None, None
    if len(whole) > 1 and asides.CORRECTS.search(text):
        return whole[-1], None
    rival = next((found for found in whole[1:] if found.readings and found.readings != whole[0].readings), None)
    return whole[0], rival


def _find_time(text: str, left: Atoms, expecting: frozenset[BirthField], *, own: bool) -> tuple[ClockFound | None, str]:
    asks_time = BirthField.TIME in expecting
    clocks = [found for found in find_clocks(left) if not _is_of_life(left, found.start)]
    clocks = [found for found in clocks if not found.is_bare or _may_be_time(left, found, asks_time=asks_time)]
    clocks.sort(key=lambda found: found.is_bare)
    unknown = asides.UNKNOWN.search(text)
    if clocks:
        best = clocks[-1] if asides.CORRECTS.search(text) and not clocks[-1].is_bare else clocks[0]
        if unknown and not best.margin_min:
            best = ClockFound(best.start, best.end, best.clocks, 30, best.is_bare)
        return best, ""
    parts = find_day_parts(left) if own or asks_time else []
    if parts:
        return parts[0], ""
    alone = expecting == frozenset({BirthField.TIME}) or (asks_time and len(left.text) > 40 and "#" in left.letters)
    beside_others = "#" in left.letters and asides.TIME_WORD.search(text) is not None
    if unknown and (asides.TIME_WORD.search(text) or alone) and (own or asks_time or beside_others):
        return None, unknown[0]
    return None, ""


def _may_be_time(left: Atoms, found: ClockFound, *, asks_time: bool) -> bool:
    item = left.items[found.start]
    before = {left.text[one.start : one.end].casefold() for one in left.items[max(0, found.start - 3) : found.start]}
    is_year = left.letters[found.start] == "y" and item.value >= _OLDEST
    cued = bool(before & asides.TIME_CUES)
    digits = left.letters[found.start] in "Ky"
    if is_year and not cued:
        return asks_time and "#" in left.letters
    return cued or asks_time or (digits and "#" in left.letters)


def _is_of_life(atoms: Atoms, at: int) -> bool:
    """Whether the words just before speak of another day: "moved on 3 May"."""
    near = range(max(0, at - 6), at)
    words = (atoms.items[one] for one in near if atoms.letters[one] != "#")
    return any(atoms.text[item.start : item.end].casefold() in asides.LIFE for item in words)


def _is_life_place(atoms: Atoms, place: PlaceFound) -> bool:
    before = [at for at, item in enumerate(atoms.items) if item.end <= place.start]
    return bool(before) and _is_of_life(atoms, before[-1] + 1)


def _tells_of_other(atoms: Atoms, others: list[Clause], today: date) -> bool:
    for clause in others:
        inside = set(_indices_in(atoms, [(clause.start, clause.end)]))
        outside = [(at, at + 1) for at in range(len(atoms.items)) if at not in inside]
        only = atoms.without(outside)
        has_clock = any(not clock.is_bare for clock in find_clocks(only))
        if has_clock or find_dates(only, today) or re.search("[yK]", only.letters):
            return True
        if any(atoms.text[atoms.items[at].start : atoms.items[at].end].casefold() in {"in", "mein"} for at in inside):
            return True
    return False


def _indices_in(atoms: Atoms, spans: list[tuple[int, int]]) -> list[int]:
    return [
        at for at, item in enumerate(atoms.items) if any(item.start < end and start < item.end for start, end in spans)
    ]


def _atoms_in(atoms: Atoms, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(at, at + 1) for at in _indices_in(atoms, spans)]

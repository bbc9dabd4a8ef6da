"""The sentences that go with a chart: what its birth time leaves open, and where a minute of clock would change it."""

from collections.abc import Iterator, Mapping
from typing import Final

from astra.chart.model import Engine, Houses, Note, NoteKind, Placement, Provenance, Spread, Zodiac
from astra.chart.moment import BirthMoment
from astra.chart.names import format_clock, format_degree, list_words, name_point, name_value
from astra.chart.zodiac import NAKSHATRA_DEG, Point
from astra.contracts.astro import ChartInputs

_NEAR_MIN: Final = {
    Point.ASCENDANT: (5.0, NoteKind.ASCENDANT_NEAR_BOUNDARY),
    Point.MOON: (15.0, NoteKind.MOON_NEAR_BOUNDARY),
    Point.SUN: (15.0, NoteKind.SUN_NEAR_BOUNDARY),
}
_NEAR_NAKSHATRA_MIN: Final = 10.0
"""Minutes of clock error at which a person should be told that the sign could be another."""


def write_notes(
    inputs: ChartInputs,
    moment: BirthMoment,
    placements: Mapping[Point, Placement],
    houses: Houses | None,
    provenance: Provenance,
) -> tuple[Note, ...]:
    """All notes of a chart, the gravest first."""
    notes = list(_note_engine(provenance, has_chiron=Point.CHIRON in placements))
    if moment.is_unknown:
        notes += _note_unknown(inputs, placements[Point.MOON])
    elif moment.is_exact:
        notes += [*_note_boundaries(placements), *_note_nakshatra(placements[Point.MOON])]
    else:
        notes += _note_about(inputs, moment, placements)
    if houses is not None and houses.system is not houses.asked:
        asked = name_value(houses.asked.value)
        notes.append(
            Note(
                NoteKind.POLAR_HOUSES,
                f"{asked} houses mean nothing inside a polar circle: whole signs stand instead.",
            )
        )
    return (*notes, *_note_clock(inputs))


def _note_engine(provenance: Provenance, *, has_chiron: bool) -> Iterator[Note]:
    if provenance.engine is Engine.MOSHIER:
        yield Note(
            NoteKind.APPROXIMATE_ENGINE,
            "The ephemeris files are missing or damaged: positions are an approximation, within about 3 arcseconds.",
        )
    if not has_chiron:
        yield Note(NoteKind.CHIRON_MISSING, "Chiron can't be computed without its ephemeris file.")


def _note_unknown(inputs: ChartInputs, moon: Placement) -> Iterator[Note]:
    yield Note(
        NoteKind.TIME_UNKNOWN,
        "The birth time is unknown: there is no Ascendant, there are no houses and no dasha dates; positions are those "
        "of local noon.",
    )
    yield from _note_moon(inputs, moon)


def _note_about(inputs: ChartInputs, moment: BirthMoment, placements: Mapping[Point, Placement]) -> Iterator[Note]:
    minutes = round((moment.last_jd - moment.first_jd) * 720.0)
    yield Note(NoteKind.TIME_ABOUT, f"The birth time is good to about {minutes} minutes either way.")
    ascendant = placements[Point.ASCENDANT]
    if ascendant.spread is not None and not ascendant.is_sign_certain:
        name = name_point(Point.ASCENDANT, _zodiac_of(ascendant))
        yield Note(
            NoteKind.ASCENDANT_UNCERTAIN, f"Within that, the {name} can be {_list_signs(inputs, ascendant.spread)}."
        )
    yield from _note_moon(inputs, placements[Point.MOON])


def _note_moon(inputs: ChartInputs, moon: Placement) -> Iterator[Note]:
    if moon.spread is None:
        return
    if not moon.is_sign_certain:
        yield Note(NoteKind.MOON_SIGN_UNCERTAIN, f"The Moon's sign is uncertain: {_list_signs(inputs, moon.spread)}.")
    if moon.nakshatra is not None and not moon.is_nakshatra_certain:
        names = list_words([name_value(nakshatra.value) for nakshatra in moon.spread.nakshatras], "or")
        yield Note(NoteKind.MOON_NAKSHATRA_UNCERTAIN, f"The Moon's nakshatra is uncertain: {names}.")


def _list_signs(inputs: ChartInputs, spread: Spread) -> str:
    names = [name_value(sign.value) for sign in spread.signs]
    if spread.sign_changes_at is not None and len(names) == 2:
        return f"{names[0]} until {format_clock(spread.sign_changes_at, inputs.utc_offset_s)}, {names[1]} after that"
    return list_words(names, "or")


def _note_boundaries(placements: Mapping[Point, Placement]) -> Iterator[Note]:
    for point, (reach_min, kind) in _NEAR_MIN.items():
        placement = placements[point]
        minutes_a_degree = 1440.0 / placement.speed if placement.speed else float("inf")
        to_start, to_end = -placement.degree * minutes_a_degree, (30.0 - placement.degree) * minutes_a_degree
        nearest = min(to_start, to_end, key=abs)
        if abs(nearest) <= reach_min:
            name, way = name_point(point, _zodiac_of(placement)), "earlier" if nearest < 0 else "later"
            yield Note(
                kind,
                f"The {name} stands at {format_degree(placement.degree)} of {name_value(placement.sign.value)}: a "
                f"birth {abs(nearest):.1f} minutes {way} would put it in another sign.",
                nearest,
            )


def _note_nakshatra(moon: Placement) -> Iterator[Note]:
    """Beside a nakshatra's edge all dashas hang on minutes."""
    if moon.nakshatra is None:
        return
    inside = moon.longitude % NAKSHATRA_DEG
    nearest = min(-inside, NAKSHATRA_DEG - inside, key=abs) * 1440.0 / moon.speed
    if abs(nearest) <= _NEAR_NAKSHATRA_MIN:
        way = "earlier" if nearest < 0 else "later"
        yield Note(
            NoteKind.MOON_NEAR_NAKSHATRA_BOUNDARY,
            f"A birth {abs(nearest):.1f} minutes {way} would give the Moon another nakshatra, and other dashas.",
            nearest,
        )


def _note_clock(inputs: ChartInputs) -> Iterator[Note]:
    if inputs.zone_rule == "local_mean_time":
        yield Note(NoteKind.LOCAL_MEAN_TIME, "The clock is taken to have shown local mean time of the birthplace.")
    elif inputs.zone_rule == "war_time":
        yield Note(NoteKind.WAR_TIME, "The clock is taken to have shown war time, an hour ahead of standard time.")


def _zodiac_of(placement: Placement) -> Zodiac:
    return Zodiac.TROPICAL if placement.nakshatra is None else Zodiac.SIDEREAL

"""The chart as a few dense English lines for a prompt. Numbers and names only: nothing that a person typed is in it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from astra.chart.aspects import MAJOR_ASPECTS
from astra.chart.events_model import Contact, Transits
from astra.chart.model import Aspect, Chart, Dignity, Placement, Zodiac
from astra.chart.names import format_arc, format_clock, format_degree, list_words, name_point, name_value
from astra.chart.zodiac import NODES, Point

_DIGNITY_WORDS: Final = {
    Dignity.DOMICILE: "own sign",
    Dignity.EXALTATION: "exalted",
    Dignity.MOOLTRIKONA: "mooltrikona",
    Dignity.DETRIMENT: "in detriment",
    Dignity.FALL: "in fall",
}
_LEVEL_WORDS: Final = {1: "maha dasha", 2: "antar dasha", 3: "pratyantar dasha"}
_MOST_ASPECTS: Final = 10
_MOST_CONTACTS: Final = 6
_TOLD: Final = (Point.ASCENDANT, Point.MIDHEAVEN, *tuple(Point)[:13])


def make_snapshot(chart: Chart, transits: Transits | None, max_chars: int) -> str:
    """At most `max_chars` characters, in whole lines. What is told first is kept longest: system, notes, placements,
    dasha, then aspects and transits, tightest first. Without `transits` no period is called the current one.
    """
    lines: list[str] = []
    room = max_chars
    for line in _list_lines(chart, transits):
        cost = len(line) + (1 if lines else 0)
        if cost > room:
            break
        lines.append(line)
        room -= cost
    return "\n".join(lines)


def _list_lines(chart: Chart, transits: Transits | None) -> Iterator[str]:
    yield _head(chart)
    for note in chart.notes:
        yield f"Note: {note.text}"
    for point in _TOLD:
        if (placement := chart.find(point)) is not None:
            yield _tell_placement(placement, chart.zodiac)
    yield f"Moon phase at birth: {' or '.join(name_value(name.value).lower() for name in chart.moon_phases)}."
    yield from _tell_dasha(chart, transits.at if transits else None)
    if glances := _tell_glances(chart):
        yield f"Glances: {glances}."
    certain = [aspect for aspect in chart.aspects if aspect.certain and aspect.kind in MAJOR_ASPECTS]
    for aspect in certain[:_MOST_ASPECTS]:
        yield _tell_aspect(aspect, chart.zodiac)
    if transits is not None:
        yield from _tell_transits(transits, chart)


def _head(chart: Chart) -> str:
    zodiac = "tropical zodiac"
    if chart.ayanamsha is not None and chart.ayanamsha_deg is not None:
        zodiac = f"sidereal zodiac, {name_value(chart.ayanamsha.value)} ayanamsha {format_arc(chart.ayanamsha_deg)}"
    houses = "no houses" if chart.houses is None else f"{name_value(chart.houses.system.value).lower()} houses"
    return f"{chart.inputs.system.value.capitalize()} chart: {zodiac}, {houses}, {chart.node_kind.value} nodes."


def _tell_placement(placement: Placement, zodiac: Zodiac) -> str:
    words = [f"{name_point(placement.point, zodiac)}: {_tell_sign(placement)}"]
    if placement.house is not None and placement.point not in {Point.ASCENDANT, Point.MIDHEAVEN}:
        houses = (placement.house,) if placement.spread is None else placement.spread.houses
        words.append("house " + " or ".join(str(house) for house in houses))
    if placement.retrograde and placement.point not in NODES:
        words.append("retrograde")
    if placement.stationary:
        words.append("stationary")
    if placement.combust:
        words.append("combust")
    if placement.dignity is not None:
        words.append(_DIGNITY_WORDS[placement.dignity])
    if placement.nakshatra is not None and placement.is_nakshatra_certain:
        pada = "" if placement.pada is None else f" pada {placement.pada}"
        words.append(f"{name_value(placement.nakshatra.value)}{pada}")
    if placement.navamsha is not None and placement.point in {Point.ASCENDANT, Point.SUN, Point.MOON}:
        words.append(f"navamsha {name_value(placement.navamsha.value)}")
    return ", ".join(words)


def _tell_sign(placement: Placement) -> str:
    sign = name_value(placement.sign.value)
    spread = placement.spread
    if spread is None:
        return f"{sign} {format_degree(placement.degree)}"
    if len(spread.signs) > 1:
        return " or ".join(name_value(possible.value) for possible in spread.signs)
    start, end = format_degree(spread.longitude_from % 30.0), format_degree(spread.longitude_to % 30.0)
    return f"{sign} {start}" if start == end else f"{sign} {start} to {end}"


def _tell_dasha(chart: Chart, at: datetime | None) -> Iterator[str]:
    if chart.dasha is None:
        return
    margin = f", give or take {round(chart.dasha.margin_days)} days" if chart.dasha.margin_days >= 1 else ""
    running = () if at is None else chart.dasha.certain_at(at)
    if running:
        levels = ", ".join(
            f"{name_point(period.lord, chart.zodiac)} {_LEVEL_WORDS[period.level]} until {period.end:%Y-%m-%d}"
            for period in running
        )
        yield f"Vimshottari dasha now: {levels}{margin}."
    first = name_point(chart.dasha.mahas[0].lord, chart.zodiac)
    following = ", ".join(
        f"{name_point(maha.lord, chart.zodiac)} from {maha.start:%Y-%m-%d}" for maha in chart.dasha.mahas[1:]
    )
    yield f"Maha dashas: {first} at birth ({chart.dasha.balance_years:.1f} years left), {following}{margin}."


def _tell_glances(chart: Chart) -> str:
    """Vedic glances that fall on a graha: `Saturn on Sun and Venus`."""
    onto: dict[Point, list[str]] = {}
    for glance in chart.drishti:
        onto.setdefault(glance.giver, []).extend(name_point(point, chart.zodiac) for point in glance.receivers)
    return "; ".join(
        f"{name_point(giver, chart.zodiac)} on {list_words(names)}" for giver, names in onto.items() if names
    )


def _tell_aspect(aspect: Aspect, zodiac: Zodiac) -> str:
    motion = {True: ", applying", False: ", separating", None: ""}[aspect.applying]
    first, second = name_point(aspect.first, zodiac), name_point(aspect.second, zodiac)
    return f"{first} {aspect.kind.value} {second}, orb {format_degree(abs(aspect.orb))}{motion}"


def _tell_transits(transits: Transits, chart: Chart) -> Iterator[str]:
    phase = name_value(transits.moon_phase.name.value).lower()
    moon = transits.find(Point.MOON)
    if moon is not None:
        day = f"{transits.at:%Y-%m-%d}"
        yield f"Sky on {day} at {format_clock(transits.at, 0)} UTC: {phase}, Moon in {name_value(moon.sign.value)}."
    if transits.retrograde:
        yield "Retrograde now: " + ", ".join(name_point(point, chart.zodiac) for point in transits.retrograde) + "."
    for contact in [contact for contact in transits.contacts if contact.certain][:_MOST_CONTACTS]:
        yield tell_contact(contact, chart.zodiac)


def tell_contact(contact: Contact, zodiac: Zodiac) -> str:
    """One transit as a line: `transiting Saturn opposition natal Chiron, orb 0°30′, separating, exact again …`."""
    moving, natal = name_point(contact.moving, zodiac), name_point(contact.natal, zodiac)
    motion = "applying" if contact.applying else "separating"
    line = f"Transiting {moving} {contact.kind.value} natal {natal}, orb {format_degree(abs(contact.orb))}, {motion}"
    exact = contact.next_exact if contact.applying else contact.previous_exact
    if exact is not None:
        line += f", exact {exact:%Y-%m-%d}"
    if not contact.applying and contact.next_exact is not None:
        line += f" and again {contact.next_exact:%Y-%m-%d}"
    return line

"""The sky of a moment over a birth chart: where it stands, what it touches, and when each contact is exact."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from astra.chart.aspects import ASPECT_DEG, ASPECTED, MAJOR_ASPECTS
from astra.chart.cycles import TURN_DAYS, name_ingress
from astra.chart.ephemeris import Ephemeris, open_ephemeris
from astra.chart.events_model import Contact, Ingress, Transits
from astra.chart.julian import to_datetime
from astra.chart.model import AspectKind, Chart, Placement
from astra.chart.moment import check_moment
from astra.chart.phase import describe_phase
from astra.chart.placements import place_bodies, read_sky
from astra.chart.track import Track
from astra.chart.zodiac import NODES, PLANETS, Point, count_signs, turn_between

_ORB_DEG: Final = {
    **dict.fromkeys(PLANETS[:7], 3.0),
    **dict.fromkeys((*PLANETS[7:], Point.CHIRON, Point.NORTH_NODE), 2.0),
}
"""How near a moving point counts as touching: Sun to Saturn 3°, the slower ones and the node 2°."""

_REACH_DAYS: Final = {
    Point.SUN: 10.0,
    Point.MOON: 2.0,
    Point.MERCURY: 80.0,
    Point.VENUS: 120.0,
    Point.MARS: 200.0,
    Point.JUPITER: 330.0,
    Point.SATURN: 400.0,
    Point.URANUS: 730.0,
    Point.NEPTUNE: 900.0,
    Point.PLUTO: 1000.0,
    Point.CHIRON: 500.0,
    Point.NORTH_NODE: 120.0,
}
_MOST_SPREAD_DEG: Final = 1.0
_INGRESS_REACH_DAYS: Final = 1200.0


def find_transits(chart: Chart, at: datetime) -> Transits:
    """Transits to `chart` at an aware moment; AstraError (field `at`) outside 1800 to 2399."""
    source = open_ephemeris()
    jd_tt = source.to_tt(check_moment(at, field="at"))
    sky = read_sky(source, jd_tt, chart.ayanamsha, chart.node_kind)
    placements = place_bodies(source, sky, chart.houses and chart.houses.cusps, None)
    by_point = {placement.point: placement for placement in placements}
    tracks = {point: Track(source, point, chart.ayanamsha, chart.node_kind) for point in by_point}
    sun, moon, natal_moon = by_point[Point.SUN], by_point[Point.MOON], chart.place(Point.MOON)
    return Transits(
        at=at,
        placements=tuple(placements),
        contacts=_list_contacts(source, chart, by_point, tracks, jd_tt),
        retrograde=tuple(p.point for p in placements if p.retrograde and p.point not in NODES),
        next_ingresses=_list_ingresses(source, tracks, jd_tt),
        moon_phase=describe_phase(sun.longitude, moon.longitude, moon.latitude),
        moon_house_from_moon=count_signs(natal_moon.sign, moon.sign),
        saturn_from_moon=count_signs(natal_moon.sign, by_point[Point.SATURN].sign),
    )


def find_next_contact(chart: Chart, moving: Point, kind: AspectKind, natal: Point, after: datetime) -> datetime | None:
    """When a moving point next makes an exact aspect to a point of the chart; within a turn of it, at most 260 years.

    None where the chart has no such point, where the birth time leaves it open by more than a degree, and where the
    ephemeris ends before. AstraError (field `after`) outside 1800 to 2399.
    """
    source = open_ephemeris()
    start = source.to_tt(check_moment(after, field="after"))
    placement = chart.find(natal)
    if placement is None or not _is_known(placement):
        return None
    track = Track(source, moving, chart.ayanamsha, chart.node_kind)
    found = _find_exact(track, placement.longitude, kind, start, TURN_DAYS[moving])
    return None if found is None else to_datetime(source.to_ut(found))


def _list_contacts(
    source: Ephemeris, chart: Chart, moving: Mapping[Point, Placement], tracks: Mapping[Point, Track], jd_tt: float
) -> tuple[Contact, ...]:
    natal_points = [placement for placement in chart.placements if placement.point in ASPECTED]
    contacts: list[Contact] = []
    for point, orb_limit in _ORB_DEG.items():
        if (mover := moving.get(point)) is None:
            continue
        for natal in natal_points:
            turn = turn_between(natal.longitude, mover.longitude)
            for kind in MAJOR_ASPECTS:
                orb = abs(turn) - ASPECT_DEG[kind]
                if abs(orb) <= orb_limit:
                    contacts.append(_describe(source, tracks[point], mover, natal, kind=kind, jd_tt=jd_tt))
    return tuple(sorted(contacts, key=lambda contact: abs(contact.orb)))


def _describe(
    source: Ephemeris, track: Track, mover: Placement, natal: Placement, *, kind: AspectKind, jd_tt: float
) -> Contact:
    turn = turn_between(natal.longitude, mover.longitude)
    orb = abs(turn) - ASPECT_DEG[kind]
    opening = mover.speed if turn >= 0 else -mover.speed
    exact: list[datetime | None] = [None, None]
    if _is_known(natal):
        reach = _REACH_DAYS[mover.point]
        for index, days in enumerate((-reach, reach)):
            found = _find_exact(track, natal.longitude, kind, jd_tt, days)
            exact[index] = None if found is None else to_datetime(source.to_ut(found))
    limit = _ORB_DEG[mover.point]
    ends = () if natal.spread is None else (natal.spread.longitude_from, natal.spread.longitude_to)
    return Contact(
        moving=mover.point,
        natal=natal.point,
        kind=kind,
        orb=orb,
        applying=orb * opening < 0,
        certain=all(abs(abs(turn_between(end, mover.longitude)) - ASPECT_DEG[kind]) <= limit for end in ends),
        previous_exact=exact[0],
        next_exact=exact[1],
    )


def _find_exact(track: Track, natal: float, kind: AspectKind, start: float, reach_days: float) -> float | None:
    """The nearest exact aspect in one direction of time: either side of the natal point counts."""
    angle = ASPECT_DEG[kind]
    targets = {(natal + angle) % 360.0, (natal - angle) % 360.0}
    found = [moment for target in targets if (moment := track.find_crossing(target, start, reach_days)) is not None]
    return min(found, key=lambda moment: abs(moment - start), default=None)


def _is_known(natal: Placement) -> bool:
    spread = natal.spread
    return spread is None or abs(turn_between(spread.longitude_from, spread.longitude_to)) <= _MOST_SPREAD_DEG


def _list_ingresses(source: Ephemeris, tracks: Mapping[Point, Track], jd_tt: float) -> tuple[Ingress, ...]:
    ingresses: list[Ingress] = []
    for point in PLANETS[:7]:
        found = tracks[point].find_ingress(jd_tt, _INGRESS_REACH_DAYS)
        if found is not None:
            ingresses.append(name_ingress(source, tracks[point], found))
    return tuple(sorted(ingresses, key=lambda ingress: ingress.at))

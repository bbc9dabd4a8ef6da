"""Two charts side by side: aspects between them, each in the other's houses, and how far apart the Moons are."""

from itertools import product

from astra.chart.aspects import ASPECT_DEG, ASPECTED, MAJOR_ASPECTS, find_aspect
from astra.chart.cast import cast_chart
from astra.chart.events_model import Comparison, GunaPair, Overlay
from astra.chart.guna import is_settled, match_gunas
from astra.chart.houses import house_of
from astra.chart.model import Aspect, Chart, Placement, Zodiac
from astra.chart.zodiac import ANGLES, Point, count_signs, turn_between
from astra.contracts.astro import System


def compare_charts(first: Chart, second: Chart) -> Comparison:
    """The two charts in the first one's zodiac (the second is cast anew in it where its own differs)."""
    if (first.zodiac, first.ayanamsha, first.node_kind) != (second.zodiac, second.ayanamsha, second.node_kind):
        change = {"system": first.inputs.system, "ayanamsha": first.ayanamsha, "node_kind": first.node_kind}
        second = cast_chart(second.inputs.model_copy(update=change))
    one, two = first.place(Point.MOON), second.place(Point.MOON)
    are_certain = one.is_sign_certain and two.is_sign_certain
    moons = tuple(_sidereal(chart).place(Point.MOON) for chart in (first, second))
    return Comparison(
        aspects=_list_aspects(first, second),
        second_in_first=_overlay(second, first),
        first_in_second=_overlay(first, second),
        moon_distance=count_signs(one.sign, two.sign) if are_certain else None,
        moon_distance_back=count_signs(two.sign, one.sign) if are_certain else None,
        gunas=_match_gunas(*moons),
        is_first_moon_open=not is_settled(moons[0]),
        is_second_moon_open=not is_settled(moons[1]),
    )


def _match_gunas(one: Placement, two: Placement) -> GunaPair | None:
    """The points of both ways of counting, whatever zodiac the charts are in: they are the sidereal Moons'."""
    as_bride, as_groom = match_gunas(one, two), match_gunas(two, one)
    return GunaPair(as_bride, as_groom) if as_bride is not None and as_groom is not None else None


def _sidereal(chart: Chart) -> Chart:
    if chart.zodiac is Zodiac.SIDEREAL:
        return chart
    return cast_chart(chart.inputs.model_copy(update={"system": System.VEDIC, "ayanamsha": None}))


def _list_aspects(first: Chart, second: Chart) -> tuple[Aspect, ...]:
    aspects: list[Aspect] = []
    for one, two in product(first.placements, second.placements):
        if one.point not in ASPECTED or two.point not in ASPECTED:
            continue
        separation = abs(turn_between(one.longitude, two.longitude))
        found = find_aspect(one.point, two.point, separation)
        if found is None or found[0] not in MAJOR_ASPECTS:
            continue
        kind, orb, allowed = found
        certain = all(
            abs(abs(turn_between(start, end)) - ASPECT_DEG[kind]) <= allowed
            for start, end in product(_possible(one), _possible(two))
        )
        aspects.append(Aspect(one.point, two.point, kind, orb, allowed, applying=None, certain=certain))
    return tuple(sorted(aspects, key=lambda aspect: abs(aspect.orb) / aspect.allowed_orb))


def _possible(placement: Placement) -> tuple[float, ...]:
    spread = placement.spread
    return (placement.longitude,) if spread is None else (spread.longitude_from, spread.longitude_to)


def _overlay(guest: Chart, host: Chart) -> tuple[Overlay, ...]:
    """The guest's bodies in the host's houses: those that have the same house at every hour that either may mean."""
    if host.houses is None:
        return ()
    frames = host.houses.possible_cusps or (host.houses.cusps,)
    found: list[Overlay] = []
    for placement in guest.placements:
        if placement.point in ANGLES:
            continue
        houses = {house_of(longitude, cusps) for longitude, cusps in product(_possible(placement), frames)}
        if len(houses) == 1:
            found.append(Overlay(placement.point, houses.pop()))
    return tuple(found)

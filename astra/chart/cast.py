"""Casting: from settled birth details to a chart. Computes, decides nothing about what they mean."""

from collections.abc import Callable
from typing import Final

from astra.chart.aspects import list_aspects, list_drishti
from astra.chart.combustion import mark_combust
from astra.chart.dasha import make_vimshottari
from astra.chart.ephemeris import VERSION, AngleReading, Ephemeris, is_from_files, open_ephemeris
from astra.chart.houses import Horizon
from astra.chart.model import Chart, Engine, Houses, PhaseName, Placement, Provenance, Spread, Zodiac
from astra.chart.moment import BirthMoment, read_moment
from astra.chart.notes import write_notes
from astra.chart.phase import describe_phase
from astra.chart.placements import Sky, place_angles, place_bodies, read_sky, take_position
from astra.chart.uncertainty import Interval, longitude_reader, sample_angles, spread_angle, spread_body
from astra.chart.zodiac import Point, turn_between
from astra.contracts.astro import Ayanamsha, ChartInputs, NodeKind, System

DEFAULT_AYANAMSHA: Final = Ayanamsha.LAHIRI
DEFAULT_NODES: Final = {System.WESTERN: NodeKind.TRUE, System.VEDIC: NodeKind.MEAN}


def cast_chart(inputs: ChartInputs, *, ephemeris: Ephemeris | None = None) -> Chart:
    """The chart for settled birth details; `ephemeris` is the process's own unless given.

    Western charts are tropical and ignore the ayanamsha; vedic ones without an ayanamsha take Lahiri. Raises
    AstraError (field `date` or `utc_offset_s`) for dates outside 1800 to 2399 and impossible offsets.
    """
    source = ephemeris or open_ephemeris()
    moment = read_moment(inputs)
    ayanamsha = choose_ayanamsha(inputs)
    node_kind = inputs.node_kind or DEFAULT_NODES[inputs.system]
    sky = read_sky(source, source.to_tt(moment.jd_ut), ayanamsha, node_kind)
    horizon = None if moment.is_unknown else _open_horizon(source, inputs, moment, ayanamsha)
    angles = None if horizon is None else horizon.read(moment.jd_ut)
    interval = None if moment.is_exact else _open_interval(source, moment, sky, horizon)
    placements = [
        *place_bodies(source, sky, angles and angles.cusps, interval and _body_spreads(source, sky, interval)),
        *([] if angles is None else place_angles(angles, sky.zodiac, interval and _angle_spreads(sky, interval))),
    ]
    if sky.zodiac is Zodiac.SIDEREAL:
        placements = mark_combust(placements)
    others = [] if interval is None else [reading for _, reading in interval.angles]
    houses = None if horizon is None or angles is None else horizon.describe(angles, others)
    return _assemble(source, inputs, moment, sky, placements=placements, houses=houses, interval=interval)


def choose_ayanamsha(inputs: ChartInputs) -> Ayanamsha | None:
    """None for western charts, which are tropical."""
    return (inputs.ayanamsha or DEFAULT_AYANAMSHA) if inputs.system is System.VEDIC else None


def _assemble(
    source: Ephemeris,
    inputs: ChartInputs,
    moment: BirthMoment,
    sky: Sky,
    *,
    placements: list[Placement],
    houses: Houses | None,
    interval: Interval | None,
) -> Chart:
    readings = sky.readings
    sun, moon = readings[Point.SUN], readings[Point.MOON]
    provenance = _tell_provenance(source, sky)
    is_vedic = sky.zodiac is Zodiac.SIDEREAL
    nodes = {
        kind: readings[Point.NORTH_NODE]
        if kind is sky.node_kind
        else source.read_one(sky.jd_tt, Point.NORTH_NODE, sky.ayanamsha, kind)
        for kind in NodeKind
    }
    return Chart(
        inputs=inputs,
        provenance=provenance,
        instant=moment.instant,
        julian_day_ut=moment.jd_ut,
        zodiac=sky.zodiac,
        ayanamsha=sky.ayanamsha,
        ayanamsha_deg=None if sky.ayanamsha is None else source.read_ayanamsha(sky.jd_tt, sky.ayanamsha),
        node_kind=sky.node_kind,
        placements=tuple(placements),
        mean_node=take_position(nodes[NodeKind.MEAN]),
        true_node=take_position(nodes[NodeKind.TRUE]),
        houses=houses,
        aspects=list_aspects(placements, _list_other_times(interval)),
        drishti=list_drishti(placements) if is_vedic else (),
        dasha=(
            make_vimshottari(moon.longitude, moment.instant, _moon_margin_deg(interval))
            if is_vedic and not moment.is_unknown
            else None
        ),
        moon_phase=describe_phase(sun.longitude, moon.longitude, moon.latitude),
        moon_phases=_list_phases(sky, interval),
        notes=write_notes(inputs, moment, {placement.point: placement for placement in placements}, houses, provenance),
    )


def _open_horizon(source: Ephemeris, inputs: ChartInputs, moment: BirthMoment, ayanamsha: Ayanamsha | None) -> Horizon:
    return Horizon(
        source,
        latitude=inputs.latitude,
        longitude=inputs.longitude,
        asked=inputs.house_system,
        ayanamsha=ayanamsha,
        jd_ut=moment.jd_ut,
    )


def _open_interval(source: Ephemeris, moment: BirthMoment, sky: Sky, horizon: Horizon | None) -> Interval:
    first, last = (
        read_sky(source, source.to_tt(jd_ut), sky.ayanamsha, sky.node_kind).longitudes
        for jd_ut in (moment.first_jd, moment.last_jd)
    )
    return Interval(
        moment=moment,
        first=first,
        middle=sky.longitudes,
        last=last,
        angles=() if horizon is None else sample_angles(horizon, moment),
    )


def _body_spreads(source: Ephemeris, sky: Sky, interval: Interval) -> Callable[[Point], Spread]:
    def spread(point: Point) -> Spread:
        read = longitude_reader(source, point, sky.ayanamsha, sky.node_kind)
        return spread_body(point, interval, is_sidereal=sky.zodiac is Zodiac.SIDEREAL, read_longitude=read)

    return spread


def _angle_spreads(sky: Sky, interval: Interval) -> Callable[[Callable[[AngleReading], float]], Spread]:
    def spread(read: Callable[[AngleReading], float]) -> Spread:
        return spread_angle(read, interval, is_sidereal=sky.zodiac is Zodiac.SIDEREAL)

    return spread


def _list_other_times(interval: Interval | None) -> list[dict[Point, float]]:
    """Longitudes at the ends of the interval, angles included; none for an exact time."""
    if interval is None:
        return []
    ends = [dict(interval.first), dict(interval.last)]
    if interval.angles:
        for longitudes, (_, angles) in zip(ends, (interval.angles[0], interval.angles[-1]), strict=True):
            longitudes[Point.ASCENDANT] = angles.ascendant
            longitudes[Point.MIDHEAVEN] = angles.midheaven
    return ends


def _list_phases(sky: Sky, interval: Interval | None) -> tuple[PhaseName, ...]:
    """The names of the phase over the interval: the Moon gains on the Sun by less than two of them in a day."""
    times = [sky.longitudes] if interval is None else [interval.first, interval.middle, interval.last]
    names = [describe_phase(longitudes[Point.SUN], longitudes[Point.MOON], 0.0).name for longitudes in times]
    return tuple(dict.fromkeys(names))


def _moon_margin_deg(interval: Interval | None) -> float:
    if interval is None:
        return 0.0
    first, _, last = interval.longitudes(Point.MOON)
    return abs(turn_between(first, last)) / 2.0


def _tell_provenance(source: Ephemeris, sky: Sky) -> Provenance:
    flags = [reading.flag for reading in sky.readings.values()]
    union = 0
    for flag in flags:
        union |= flag
    engine = Engine.SWISS_FILES if all(is_from_files(flag) for flag in flags) else Engine.MOSHIER
    return Provenance(engine, VERSION, union, source.is_verified)

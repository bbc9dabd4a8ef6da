"""Computed values as they go over the wire."""

from collections.abc import Iterable
from datetime import datetime

from api.chart.schemas import (
    AspectAnswer,
    ChartAnswer,
    ComparisonAnswer,
    ContactAnswer,
    CuspAnswer,
    DashaAnswer,
    GunaAnswer,
    GunaPairAnswer,
    IngressAnswer,
    KootaAnswer,
    NoteAnswer,
    OverlayAnswer,
    PeriodAnswer,
    PhaseAnswer,
    PlacementAnswer,
    Side,
    TransitsAnswer,
    UsedInputs,
)
from astra.chart import tell_chart
from astra.chart.dasha_model import DashaPeriod, Vimshottari
from astra.chart.events_model import Comparison, GunaMatch, GunaPair, Overlay, Transits
from astra.chart.guna import MOST_POINTS
from astra.chart.model import Aspect, Chart, MoonPhase, Placement


def answer_chart(chart: Chart, now: datetime) -> ChartAnswer:
    """A whole chart; `now` picks the running periods."""
    houses = chart.houses
    cusps = [] if houses is None else list(zip(houses.cusps, houses.signs, strict=True))
    return ChartAnswer(
        inputs=answer_inputs(chart),
        zodiac=chart.zodiac.value,
        placements=[_answer_placement(placement) for placement in chart.placements],
        cusps=[CuspAnswer(house=at + 1, longitude=cusp, sign=sign.value) for at, (cusp, sign) in enumerate(cusps)],
        aspects=[_answer_aspect(aspect) for aspect in chart.aspects],
        dasha=None if chart.dasha is None else _answer_dasha(chart.dasha, now),
        moon_phase=_answer_phase(chart.moon_phase),
        notes=[NoteAnswer(kind=note.kind.value, text=note.text) for note in chart.notes],
        told=tell_chart(chart, "english"),
    )


def answer_inputs(chart: Chart) -> UsedInputs:
    """All that the chart rests on."""
    return UsedInputs(
        given=chart.inputs,
        instant=chart.instant,
        julian_day_ut=chart.julian_day_ut,
        ayanamsha=chart.ayanamsha,
        ayanamsha_deg=chart.ayanamsha_deg,
        houses=None if chart.houses is None else chart.houses.system,
        nodes=chart.node_kind,
        engine=chart.provenance.engine.value,
        engine_version=chart.provenance.version,
        files_verified=chart.provenance.files_verified,
    )


def answer_transits(transits: Transits) -> TransitsAnswer:
    """The sky of a moment against a chart."""
    return TransitsAnswer(
        date=transits.at.date(),
        at=transits.at,
        placements=[_answer_placement(placement) for placement in transits.placements],
        contacts=[
            ContactAnswer(
                moving=contact.moving.value,
                natal=contact.natal.value,
                kind=contact.kind.value,
                orb=contact.orb,
                applying=contact.applying,
                certain=contact.certain,
                previous_exact=contact.previous_exact,
                next_exact=contact.next_exact,
            )
            for contact in transits.contacts
        ],
        retrograde=[point.value for point in transits.retrograde],
        next_ingresses=[
            IngressAnswer(point=move.point.value, at=move.at, sign=move.sign.value, retrograde=move.retrograde)
            for move in transits.next_ingresses
        ],
        moon_phase=_answer_phase(transits.moon_phase),
        saturn_from_moon=transits.saturn_from_moon,
    )


def answer_comparison(comparison: Comparison, other: Chart) -> ComparisonAnswer:
    """Two charts side by side."""
    return ComparisonAnswer(
        aspects=[_answer_aspect(aspect) for aspect in comparison.aspects],
        other_in_own=_answer_overlays(comparison.second_in_first),
        own_in_other=_answer_overlays(comparison.first_in_second),
        moon_distance=comparison.moon_distance,
        moon_distance_back=comparison.moon_distance_back,
        other=answer_inputs(other),
        other_placements=[_answer_placement(placement) for placement in other.placements],
        gunas=None if comparison.gunas is None else _answer_gunas(comparison.gunas),
        open_moons=_answer_open_moons(comparison),
    )


def _answer_open_moons(comparison: Comparison) -> list[Side]:
    open_ones: dict[Side, bool] = {"own": comparison.is_first_moon_open, "other": comparison.is_second_moon_open}
    return [side for side, is_open in open_ones.items() if is_open]


def _answer_gunas(pair: GunaPair) -> GunaPairAnswer:
    return GunaPairAnswer(
        own_as_bride=_answer_match(pair.first_as_bride), own_as_groom=_answer_match(pair.first_as_groom)
    )


def _answer_match(match: GunaMatch) -> GunaAnswer:
    kootas = [
        KootaAnswer(name=one.name, points=one.points, most=one.most, bride=one.bride, groom=one.groom)
        for one in match.kootas
    ]
    return GunaAnswer(total=match.total, most=MOST_POINTS, kootas=kootas)


def _answer_placement(placement: Placement) -> PlacementAnswer:
    spread = placement.spread
    signs = [placement.sign.value] if spread is None else [sign.value for sign in spread.signs]
    return PlacementAnswer(
        point=placement.point.value,
        longitude=placement.longitude,
        sign=placement.sign.value,
        degree=placement.degree,
        signs=signs,
        house=placement.house,
        retrograde=placement.retrograde,
        stationary=placement.stationary,
        dignity=None if placement.dignity is None else placement.dignity.value,
        nakshatra=placement.nakshatra.value if placement.nakshatra and placement.is_nakshatra_certain else None,
        pada=placement.pada if placement.is_nakshatra_certain else None,
        navamsha=None if placement.navamsha is None else placement.navamsha.value,
        dashamsha=None if placement.dashamsha is None else placement.dashamsha.value,
        combust=placement.combust,
    )


def _answer_aspect(aspect: Aspect) -> AspectAnswer:
    return AspectAnswer(
        first=aspect.first.value,
        second=aspect.second.value,
        kind=aspect.kind.value,
        orb=aspect.orb,
        applying=aspect.applying,
        certain=aspect.certain,
    )


def _answer_phase(phase: MoonPhase) -> PhaseAnswer:
    return PhaseAnswer(name=phase.name.value, illuminated=phase.illuminated, waxing=phase.waxing)


def _answer_overlays(overlays: Iterable[Overlay]) -> list[OverlayAnswer]:
    return [OverlayAnswer(point=overlay.point.value, house=overlay.house) for overlay in overlays]


def _answer_dasha(dasha: Vimshottari, now: datetime) -> DashaAnswer:
    return DashaAnswer(
        balance_years=dasha.balance_years,
        margin_days=dasha.margin_days,
        periods=[_answer_maha(maha, dasha, now) for maha in dasha.mahas if maha.end > dasha.birth],
    )


def _answer_maha(maha: DashaPeriod, dasha: Vimshottari, now: datetime) -> PeriodAnswer:
    runs = maha.holds(now)
    antars = dasha.list_antars(maha) if runs else ()
    return PeriodAnswer(
        lord=maha.lord.value,
        start=max(maha.start, dasha.birth),
        end=maha.end,
        running=runs,
        parts=[
            PeriodAnswer(
                lord=antar.lord.value,
                start=max(antar.start, dasha.birth),
                end=antar.end,
                running=antar.holds(now),
                parts=[],
            )
            for antar in antars
        ],
    )

"""Somebody else's chart beside the person's own. Their details are used for this one answer and kept nowhere."""

from collections.abc import Mapping
from datetime import date, time
from typing import Annotated, Any

from pydantic import Field

from astra.birth import BirthTime, SettledTime, settle_time
from astra.chart.cast import cast_chart
from astra.chart.compare import compare_charts
from astra.chart.events_model import GunaPair
from astra.chart.model import Chart
from astra.chart.names import format_degree, name_point, name_value
from astra.chart.zodiac import Point
from astra.contracts.astro import ChartInputs, TimePrecision
from astra.contracts.errors import AstraError, ErrorCode
from astra.places import Place
from astra.tools.arguments import Args
from astra.tools.context import ToolContext

_MOST_ASPECTS = 10
_MAX_NAME_CHARS = 60


class ComparePersonArgs(Args):
    """Arguments of `compare_person`."""

    name: Annotated[str, Field(min_length=1, max_length=_MAX_NAME_CHARS, description="What the other is called.")]
    birth_date: Annotated[date, Field(description="YYYY-MM-DD")]
    birth_time: Annotated[time | None, Field(description="HH:MM on the clock of the place; left out if unknown.")] = (
        None
    )
    birth_place: Annotated[str, Field(min_length=2, max_length=120, description="Town and country.")]


def compare_person(args: ComparePersonArgs, context: ToolContext) -> Mapping[str, Any]:
    """The aspects between the two charts, whose planets fall in whose houses, and how far apart the Moons are."""
    own = context.own_chart()
    if args.birth_date > context.today:
        raise AstraError(ErrorCode.INVALID, "A birth date in the future can't be.", field="birth_date")
    other = cast_chart(_read_inputs(args, context, own))
    found = compare_charts(own, other)
    aspects = [
        f"your {name_point(aspect.first, own.zodiac)} {aspect.kind.value} their "
        f"{name_point(aspect.second, own.zodiac)}, orb {format_degree(abs(aspect.orb))}"
        for aspect in found.aspects
        if aspect.certain
    ]
    told: dict[str, Any] = {
        "name": args.name,
        "born_in": other.inputs.place,
        "their_chart": _tell_briefly(other, own),
        "aspects": aspects[:_MOST_ASPECTS],
        "their_planets_in_your_houses": [
            f"{name_point(overlay.point, own.zodiac)} in house {overlay.house}" for overlay in found.second_in_first
        ],
        "your_planets_in_their_houses": [
            f"{name_point(overlay.point, own.zodiac)} in house {overlay.house}" for overlay in found.first_in_second
        ],
    }
    if found.moon_distance is not None:
        told["their_moon_from_yours"] = found.moon_distance
        told["your_moon_from_theirs"] = found.moon_distance_back
    if found.gunas is not None:
        told["guna_milan"] = _tell_gunas(found.gunas)
    return told


def _tell_gunas(gunas: GunaPair) -> dict[str, Any]:
    """The 36 points; the person is not asked who would be the bride, so both ways are told where they differ."""
    bride, groom = gunas.first_as_bride, gunas.first_as_groom
    kootas = {koota.name: f"{koota.points:g} of {koota.most:g}" for koota in groom.kootas}
    if bride.total == groom.total:
        return {"points_of_36": f"{groom.total:g}", "counts": kootas}
    return {"points_of_36": f"{groom.total:g} with you as the groom, {bride.total:g} as the bride", "counts": kootas}


def _read_inputs(args: ComparePersonArgs, context: ToolContext, own: Chart) -> ChartInputs:
    place = _find_place(args, context)
    precision = TimePrecision.UNKNOWN if args.birth_time is None else TimePrecision.EXACT
    clock = None if args.birth_time is None else args.birth_time.replace(tzinfo=None)
    settled = settle_time(args.birth_date, BirthTime(precision, clock), place)
    if not isinstance(settled, SettledTime):
        raise AstraError(
            ErrorCode.INVALID, "That clock time is not settled there on that day: ask about it.", field="birth_time"
        )
    return own.inputs.model_copy(
        update={
            "date": args.birth_date,
            "time": clock,
            "time_precision": precision,
            "time_margin_min": 0,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "place": place.label,
            "zone": settled.zone,
            "utc_offset_s": settled.utc_offset_s,
            "zone_rule": settled.rule.value,
        }
    )


def _find_place(args: ComparePersonArgs, context: ToolContext) -> Place:
    if context.places is None:
        raise AstraError(ErrorCode.UNAVAILABLE, "Places can't be looked up just now.", field="birth_place")
    found = context.places.resolve(args.birth_place)
    if found.sure is not None:
        return found.sure
    if found.region:
        raise AstraError(ErrorCode.INVALID, "That is a whole region: ask which town.", field="birth_place")
    labels = "; ".join(place.label for place in (*found.namesakes, *found.nearest)[:4])
    hint = f" Perhaps one of: {labels}." if labels else ""
    raise AstraError(ErrorCode.INVALID, f"Which place is meant is not clear: ask.{hint}", field="birth_place")


def _tell_briefly(other: Chart, own: Chart) -> list[str]:
    points = (Point.SUN, Point.MOON, Point.MERCURY, Point.VENUS, Point.MARS, Point.ASCENDANT)
    placed = [other.find(point) for point in points]
    return [
        f"{name_point(placement.point, own.zodiac)} in {name_value(placement.sign.value)}"
        for placement in placed
        if placement is not None and placement.is_sign_certain
    ]

"""Exact dates: when a planet changes sign, turns, touches a point of the chart, comes back; phases and eclipses."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import Field

from astra.chart.cycles import (
    find_next_eclipses,
    find_next_ingress,
    find_next_station,
    find_phase_moments,
    find_return,
)
from astra.chart.model import AspectKind
from astra.chart.names import name_value
from astra.chart.transits import find_next_contact
from astra.chart.zodiac import Point
from astra.contracts.errors import AstraError, ErrorCode
from astra.tools.arguments import Args, PointArg, SignArg, to_point
from astra.tools.context import ToolContext

_MOST_CHANGES = 40


class WhenArgs(Args):
    """Arguments of `when_does`."""

    what: Annotated[
        Literal["sign_change", "station", "contact", "return", "phase", "eclipse", "period"],
        Field(description="sign_change, station (turning retrograde or direct), contact (transit to the chart), "
              "return, phase (of the Moon), eclipse, period (planetary period of the chart)."),
    ]  # fmt: skip
    point: Annotated[PointArg | None, Field(description="The moving planet, or the lord of the period.")] = None
    sign: Annotated[SignArg | None, Field(description="The sign that is entered, with what=sign_change.")] = None
    turns: Annotated[Literal["retrograde", "direct"] | None, Field(description="With what=station.")] = None
    aspect: Annotated[
        Literal["conjunction", "opposition", "trine", "square", "sextile"], Field(description="With what=contact.")
    ] = "conjunction"
    natal: Annotated[PointArg | None, Field(description="The point of the chart, with what=contact.")] = None
    after: Annotated[datetime | None, Field(description="Look after this moment; now when left out.")] = None


def find_when(args: WhenArgs, context: ToolContext) -> Mapping[str, Any]:
    """The date and the clock time in the person's zone, or word that there is none within reach."""
    after = args.after or context.now
    if after.tzinfo is None:
        after = after.replace(tzinfo=context.now.tzinfo)
    finders: dict[str, Callable[[WhenArgs, ToolContext, datetime], Mapping[str, Any]]] = {
        "sign_change": _find_sign_change,
        "station": _find_station,
        "contact": _find_contact,
        "return": _find_return,
        "phase": _find_phase,
        "eclipse": _find_eclipse,
        "period": _find_period,
    }
    return {"zone": context.zone, **finders[args.what](args, context, after)}


def _need(point: str | None, field: str) -> Point:
    if point is None:
        raise AstraError(ErrorCode.INVALID, f"{field} is needed for this.", field=field)
    return to_point(point)


def _find_sign_change(args: WhenArgs, context: ToolContext, after: datetime) -> Mapping[str, Any]:
    point = _need(args.point, "point")
    ayanamsha = context.chart.ayanamsha if context.chart is not None else None
    for _ in range(_MOST_CHANGES):
        change = find_next_ingress(point, after, ayanamsha)
        if change is None:
            break
        if args.sign is None or change.sign is args.sign:
            backwards = {"moving_backwards": True} if change.retrograde else {}
            return {"enters": name_value(change.sign.value), "at": context.say_day(change.at), **backwards}
        after = change.at + timedelta(hours=6)
    return {"none": "not within reach"}


def _find_station(args: WhenArgs, context: ToolContext, after: datetime) -> Mapping[str, Any]:
    point = _need(args.point, "point")
    ayanamsha = context.chart.ayanamsha if context.chart is not None else None
    for _ in range(2):
        station = find_next_station(point, after, ayanamsha)
        if station is None:
            break
        turns = "retrograde" if station.turns_retrograde else "direct"
        if args.turns in {None, turns}:
            return {"turns": turns, "at": context.say_day(station.at), "in": name_value(station.sign.value)}
        after = station.at + timedelta(days=1)
    return {"none": "this point does not turn, or not within reach"}


def _find_contact(args: WhenArgs, context: ToolContext, after: datetime) -> Mapping[str, Any]:
    chart = context.own_chart()
    moving, natal = _need(args.point, "point"), _need(args.natal, "natal")
    if moving in {Point.ASCENDANT, Point.MIDHEAVEN}:
        raise AstraError(ErrorCode.INVALID, "An angle does not move through the zodiac by days.", field="point")
    at = find_next_contact(chart, moving, AspectKind(args.aspect), natal, after)
    if at is None:
        return {"none": "the birth time leaves this point open, or it does not come within reach"}
    return {"exact": context.say_day(at), "aspect": args.aspect}


def _find_return(args: WhenArgs, context: ToolContext, after: datetime) -> Mapping[str, Any]:
    found = find_return(context.own_chart(), _need(args.point, "point"), after)
    if found is None:
        return {"none": "not within reach"}
    margin = {"give_or_take_days": round(found.margin_days, 1)} if found.margin_days >= 0.1 else {}
    return {"returns": context.say_day(found.at), **margin}


def _find_phase(args: WhenArgs, context: ToolContext, after: datetime) -> Mapping[str, Any]:
    del args
    moments = find_phase_moments(after, 4)
    return {"phases": {name_value(found.quarter.value): context.say_day(found.at) for found in moments}}


def _find_eclipse(args: WhenArgs, context: ToolContext, after: datetime) -> Mapping[str, Any]:
    del args
    inputs = context.chart.inputs if context.chart is not None else None
    where = (None, None) if inputs is None else (inputs.latitude, inputs.longitude)
    return {
        "eclipses": [
            {
                "kind": name_value(found.kind.value),
                "at": context.say_day(found.at),
                "seen_from_birth_place": found.visible,
            }
            for found in find_next_eclipses(after, *where)
        ]
    }


def _find_period(args: WhenArgs, context: ToolContext, after: datetime) -> Mapping[str, Any]:
    chart = context.own_chart()
    lord = _need(args.point, "point")
    if chart.dasha is None:
        return {"none": "planetary periods need a vedic chart with a known birth time"}
    mahas = [maha for maha in chart.dasha.mahas if maha.lord is lord]
    antars = [part for maha in chart.dasha.mahas for part in maha.split() if part.lord is lord and part.end > after]
    return {
        "maha_dasha": [f"{maha.start:%Y-%m-%d} to {maha.end:%Y-%m-%d}" for maha in mahas],
        "next_antar_dasha": [f"{part.start:%Y-%m-%d} to {part.end:%Y-%m-%d}" for part in antars[:1]],
    }

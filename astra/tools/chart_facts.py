"""Facts of the person's own chart: whole, or about one point or one house."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from astra.chart.model import Chart, Placement
from astra.chart.names import format_degree, name_point, name_value
from astra.chart.snapshot import make_snapshot
from astra.chart.zodiac import Point
from astra.tools.arguments import Args, PointArg, to_point
from astra.tools.context import ToolContext

_SNAPSHOT_CHARS = 3_200


class ChartFactsArgs(Args):
    """Arguments of `chart_facts`."""

    about: Annotated[Literal["all", "point", "house", "periods"], Field(description="What is wanted.")] = "all"
    point: Annotated[PointArg | None, Field(description="The planet or angle, with about=point.")] = None
    house: Annotated[int | None, Field(ge=1, le=12, description="The house, with about=house.")] = None


def tell_chart_facts(args: ChartFactsArgs, context: ToolContext) -> Mapping[str, Any]:
    """What the chart says; with an unknown birth time there are no houses, and it says so."""
    chart = context.own_chart()
    if args.about == "point" and args.point is not None:
        return _tell_point(chart, to_point(args.point))
    if args.about == "house" and args.house is not None:
        return _tell_house(chart, args.house)
    if args.about == "periods":
        return _tell_periods(chart, context.now)
    return {"chart": make_snapshot(chart, None, _SNAPSHOT_CHARS).splitlines()}


def tell_placement(placement: Placement, chart: Chart) -> str:
    """One placement in a line: `Moon: Taurus 12°03′, house 9`."""
    words = [f"{name_point(placement.point, chart.zodiac)}: {name_value(placement.sign.value)}"]
    if placement.is_sign_certain:
        words[0] += f" {format_degree(placement.degree)}"
    elif placement.spread is not None:
        signs = " or ".join(name_value(sign.value) for sign in placement.spread.signs)
        words[0] = f"{name_point(placement.point, chart.zodiac)}: {signs}, uncertain without the birth time"
    if placement.house is not None:
        words.append(f"house {placement.house}")
    if placement.retrograde:
        words.append("retrograde")
    if placement.combust:
        words.append("combust")
    if placement.nakshatra is not None and placement.is_nakshatra_certain:
        words.append(f"nakshatra {name_value(placement.nakshatra.value)}")
    if placement.dignity is not None:
        words.append(placement.dignity.value)
    return ", ".join(words)


def _tell_point(chart: Chart, point: Point) -> Mapping[str, Any]:
    placement = chart.find(point)
    if placement is None:
        return {"unknown": f"{name_point(point, chart.zodiac)} needs the birth time, which is not known."}
    aspects = [
        f"{name_point(aspect.first, chart.zodiac)} {aspect.kind.value} {name_point(aspect.second, chart.zodiac)}, "
        f"orb {format_degree(abs(aspect.orb))}"
        for aspect in chart.aspects
        if point in {aspect.first, aspect.second} and aspect.certain
    ]
    return {"placement": tell_placement(placement, chart), "aspects": aspects[:8]}


def _tell_house(chart: Chart, number: int) -> Mapping[str, Any]:
    if chart.houses is None:
        return {"unknown": "Houses need the birth time, which is not known."}
    inside = [tell_placement(placement, chart) for placement in chart.placements if placement.house == number]
    return {"house": number, "sign": name_value(chart.houses.signs[number - 1].value), "inside": inside}


def _tell_periods(chart: Chart, now: datetime) -> Mapping[str, Any]:
    if chart.dasha is None:
        why = "Planetary periods are read in vedic charts with a known birth time."
        return {"unknown": why}
    running = chart.dasha.at(now) or ()
    names = ("maha dasha", "antar dasha", "pratyantar dasha")
    now_lines = [
        f"{name_point(period.lord, chart.zodiac)} {name}: {period.start:%Y-%m-%d} to {period.end:%Y-%m-%d}"
        for period, name in zip(running, names, strict=False)
    ]
    mahas = [
        f"{name_point(maha.lord, chart.zodiac)}: {maha.start:%Y-%m-%d} to {maha.end:%Y-%m-%d}"
        for maha in chart.dasha.mahas
    ]
    return {"now": now_lines, "maha_dashas": mahas}

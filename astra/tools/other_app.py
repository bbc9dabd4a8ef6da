"""“Why does my other app disagree?” Finds the convention or clock under which the chart says what the app says."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from astra.chart.cast import cast_chart
from astra.chart.model import Chart, Placement
from astra.chart.names import format_degree, name_value
from astra.chart.why import Cause, Shown, agrees, find_causes
from astra.chart.zodiac import Point
from astra.contracts.astro import ChartInputs
from astra.tools.arguments import Args, PointArg, SignArg, to_point
from astra.tools.context import ToolContext

_HOUR_S = 3600
_MOST_CAUSES = 4
_LOOSELY_DEG = 1.0
"""People say a degree in passing, rounded one way or the other."""


class OtherAppArgs(Args):
    """Arguments of `other_app`."""

    point: Annotated[PointArg, Field(description="What the other app places differently.")]
    sign: Annotated[SignArg | None, Field(description="The sign that the other app gives.")] = None
    house: Annotated[int | None, Field(ge=1, le=12, description="The house that the other app gives.")] = None
    degree: Annotated[float | None, Field(ge=0, lt=30, description="Degrees in the sign, where the app tells.")] = None


def explain_other_app(args: OtherAppArgs, context: ToolContext) -> Mapping[str, Any]:
    """What the chart here says of the point, and under what else it says what the other app says.

    Without a degree only single differences are told: a sign alone is explained by too many pairs of them.
    """
    chart = context.own_chart()
    point = to_point(args.point)
    ours = chart.find(point)
    told: dict[str, Any] = {"ours": _say(ours), "computed_with": _describe(chart.inputs, chart)}
    if ours is None:
        return told | {"cause": ["The birth time is unknown here; the other app took one, perhaps noon or midnight."]}
    shown = [Shown(point, sign=args.sign, house=args.house, degree=args.degree)]
    if agrees(chart, shown, _LOOSELY_DEG):
        return told | {"cause": ["Both agree within what was said."]}
    most_changes = 1 if args.degree is None else 2
    found = find_causes(chart.inputs, shown, tolerance_deg=_LOOSELY_DEG, most_changes=most_changes)
    causes = [_tell(cause, point) for cause in found[:_MOST_CAUSES]]
    if not causes:
        causes = ["No single setting explains it: most likely the other app has another birth time, date or place."]
    return told | {"cause": causes}


def _tell(cause: Cause, point: Point) -> str:
    return f"With {cause.text} it is {_say(cast_chart(cause.inputs).find(point))}."


def _say(placement: Placement | None) -> str:
    if placement is None:
        return "not known without the birth time"
    house = "" if placement.house is None else f", house {placement.house}"
    return f"{name_value(placement.sign.value)} {format_degree(placement.degree)}{house}"


def _describe(inputs: ChartInputs, chart: Chart) -> str:
    hours = inputs.utc_offset_s / _HOUR_S
    ayanamsha = "" if chart.ayanamsha is None else f", {name_value(chart.ayanamsha.value)} ayanamsha"
    return (
        f"{inputs.system.value}{ayanamsha}, {name_value(inputs.house_system.value)} houses, "
        f"{chart.node_kind.value} node, clock {hours:+.2f} h from Greenwich ({inputs.zone_rule})"
    )

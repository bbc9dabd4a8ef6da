"""“Why does my other app disagree?” The chart is cast again with one thing changed, until it says what the app says."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field

from astra.chart.cast import cast_chart
from astra.chart.model import Chart, Placement
from astra.chart.names import format_degree, name_value
from astra.contracts.astro import Ayanamsha, ChartInputs, HouseSystem, NodeKind, System, TimePrecision
from astra.contracts.errors import AstraError
from astra.tools.arguments import Args, PointArg, SignArg, to_point
from astra.tools.context import ToolContext

_HOUR_S = 3600
_MOST_CAUSES = 4


class OtherAppArgs(Args):
    """Arguments of `other_app`."""

    point: Annotated[PointArg, Field(description="What the other app places differently.")]
    sign: Annotated[SignArg | None, Field(description="The sign that the other app gives.")] = None
    house: Annotated[int | None, Field(ge=1, le=12, description="The house that the other app gives.")] = None
    degree: Annotated[float | None, Field(ge=0, lt=30, description="Degrees in the sign, where the app tells.")] = None


def explain_other_app(args: OtherAppArgs, context: ToolContext) -> Mapping[str, Any]:
    """Which one difference in zodiac, ayanamsha, houses, node or clock would give what the other app says."""
    chart = context.own_chart()
    ours = chart.find(to_point(args.point))
    told: dict[str, Any] = {"ours": _say(ours), "computed_with": _describe(chart.inputs, chart)}
    if ours is None:
        return told | {"cause": ["The birth time is unknown here; the other app took one, perhaps noon or midnight."]}
    if _agrees(args, ours):
        return told | {"cause": ["Both agree within what was said."]}
    causes = [why for why, inputs in _variants(chart) if (found := _place(args, inputs)) and _agrees(args, found)]
    if not causes:
        causes = ["No single setting explains it: most likely the other app has another birth time, date or place."]
    return told | {"cause": causes[:_MOST_CAUSES]}


def _variants(chart: Chart) -> Iterator[tuple[str, ChartInputs]]:
    """Each way in which apps commonly differ, with the inputs that it would mean; likeliest first."""
    inputs = chart.inputs
    if inputs.system is System.VEDIC:
        yield (
            "It reads the western (tropical) zodiac.",
            inputs.model_copy(update={"system": System.WESTERN, "ayanamsha": None}),
        )
    else:
        vedic = {"system": System.VEDIC, "ayanamsha": Ayanamsha.LAHIRI}
        yield "It reads the vedic (sidereal) zodiac with Lahiri.", inputs.model_copy(update=vedic)
    if inputs.system is System.VEDIC:
        for ayanamsha in Ayanamsha:
            if ayanamsha is not chart.ayanamsha:
                yield (
                    f"It uses the {name_value(ayanamsha.value)} ayanamsha.",
                    inputs.model_copy(update={"ayanamsha": ayanamsha}),
                )
    for system in HouseSystem:
        if system is not inputs.house_system:
            yield f"It uses {name_value(system.value)} houses.", inputs.model_copy(update={"house_system": system})
    for node in NodeKind:
        if node is not chart.node_kind:
            yield f"It shows the {node.value} node.", inputs.model_copy(update={"node_kind": node})
    yield from _clock_variants(inputs)


def _clock_variants(inputs: ChartInputs) -> Iterator[tuple[str, ChartInputs]]:
    if inputs.time is None or inputs.time_precision is TimePrecision.UNKNOWN:
        return
    for hours, why in ((1, "It left out one hour of summer time."), (-1, "It added one hour of summer time.")):
        yield why, inputs.model_copy(update={"utc_offset_s": inputs.utc_offset_s - hours * _HOUR_S})
    mean = round(inputs.longitude * 240)
    yield "It reckons in local mean time.", inputs.model_copy(update={"utc_offset_s": float(mean)})
    yield "It took the clock time as Greenwich time.", inputs.model_copy(update={"utc_offset_s": 0.0})
    turned = inputs.time.replace(hour=(inputs.time.hour + 12) % 24)
    yield "It has morning and evening the other way round.", inputs.model_copy(update={"time": turned})


def _place(args: OtherAppArgs, inputs: ChartInputs) -> Placement | None:
    try:
        return cast_chart(inputs).find(to_point(args.point))
    except AstraError:
        return None


def _agrees(args: OtherAppArgs, placement: Placement) -> bool:
    if args.sign is not None and placement.sign is not args.sign:
        return False
    if args.house is not None and placement.house != args.house:
        return False
    return args.degree is None or abs(placement.degree - args.degree) <= 1.0


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

"""The sky of a date over the person's chart, or by itself while there is none."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import Field

from astra.chart.cycles import find_phase_moments
from astra.chart.events_model import Transits
from astra.chart.model import Chart, Zodiac
from astra.chart.names import format_degree, name_point, name_value
from astra.chart.phase import find_moon_phase
from astra.chart.snapshot import tell_contact
from astra.chart.transits import find_transits
from astra.chart.zodiac import PLANETS, Point
from astra.tools.arguments import Args
from astra.tools.context import ToolContext

_MOST_CONTACTS = 8


class TransitsArgs(Args):
    """Arguments of `transits_on`."""

    day: Annotated[date | None, Field(description="YYYY-MM-DD in the person's calendar; today when left out.")] = None
    days_ahead: Annotated[int, Field(ge=-36_500, le=36_500, description="Days after `day`: 1 for tomorrow.")] = 0


def tell_transits(args: TransitsArgs, context: ToolContext) -> Mapping[str, Any]:
    """Where everything stands at noon of that day, and what of the chart it touches; for today, at this moment."""
    day = (args.day or context.today) + timedelta(days=args.days_ahead)
    noon = datetime.combine(day, time(12), tzinfo=ZoneInfo(context.zone))
    moment = context.now if day == context.today else noon
    phase = find_moon_phase(moment)
    told: dict[str, Any] = {
        "day": f"{day:%A} {day.isoformat()}",
        "moon_phase": name_value(phase.name.value),
        "next_phases": [
            f"{name_value(found.quarter.value)}: {context.say_day(found.at)}" for found in find_phase_moments(moment, 2)
        ],
    }
    if context.chart is None:
        return told | {"note": "No birth chart is known: only the Moon's phase can be told."}
    return told | _tell_for_chart(context.chart, find_transits(context.chart, moment), context)


def _tell_for_chart(chart: Chart, transits: Transits, context: ToolContext) -> dict[str, Any]:
    sky = [
        f"{name_point(placement.point, chart.zodiac)}: {name_value(placement.sign.value)} "
        f"{format_degree(placement.degree)}"
        + (f", your house {placement.house}" if placement.house is not None else "")
        + (", retrograde" if placement.point in transits.retrograde else "")
        for placement in transits.placements
        if placement.point in {*PLANETS, Point.NORTH_NODE}
    ]
    contacts = [tell_contact(contact, chart.zodiac) for contact in transits.contacts if contact.certain]
    told: dict[str, Any] = {
        "sky": sky,
        "touching_the_chart": contacts[:_MOST_CONTACTS],
        "next_sign_changes": [
            f"{name_point(change.point, chart.zodiac)} enters {name_value(change.sign.value)}: "
            f"{context.say_day(change.at)}"
            for change in transits.next_ingresses
        ],
    }
    if chart.zodiac is Zodiac.SIDEREAL:
        told["sade_sati"] = transits.saturn_from_moon in {12, 1, 2}
    return told

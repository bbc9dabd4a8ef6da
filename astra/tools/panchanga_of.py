"""The panchanga of a day at a place: by default today, where the person was born or is said to be."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from astra.chart.events_model import LunarMonth
from astra.chart.names import name_value
from astra.chart.panchanga import find_panchanga
from astra.contracts.astro import Ayanamsha
from astra.contracts.errors import AstraError, ErrorCode
from astra.tools.arguments import Args
from astra.tools.context import ToolContext


class PanchangaArgs(Args):
    """Arguments of `panchanga_of`."""

    day: Annotated[date | None, Field(description="YYYY-MM-DD; today when left out.")] = None
    place: Annotated[str | None, Field(max_length=120, description="Town; the birth place when left out.")] = None


def tell_panchanga(args: PanchangaArgs, context: ToolContext) -> Mapping[str, Any]:
    """Tithi, weekday, nakshatra, yoga and karana at sunrise, and when each ends there."""
    label, latitude, longitude, zone = _find_where(args, context)
    ayanamsha = context.chart.ayanamsha if context.chart is not None else None
    found = find_panchanga(
        args.day or context.today, latitude, longitude, zone, ayanamsha=ayanamsha or Ayanamsha.LAHIRI
    )
    limbs = {"tithi": found.tithi, "nakshatra": found.nakshatra, "yoga": found.yoga, "karana": found.karana}
    return {
        "day": found.day.isoformat(),
        "place": label,
        "zone_of_times": context.zone,
        "weekday": found.weekday,
        "paksha": name_value(found.paksha.value),
        **{name: f"{limb.name} until {context.say_day(limb.ends_at)}" for name, limb in limbs.items()},
        "lunar_month": _say_month(found.month),
        "sunrise": None if found.sunrise is None else context.say_day(found.sunrise),
        "sunset": None if found.sunset is None else context.say_day(found.sunset),
        "moon_sign": name_value(found.moon_sign.value),
        "sun_sign": name_value(found.sun_sign.value),
    }


def _say_month(month: LunarMonth) -> str:
    added = "added (adhika) " if month.adhika else ""
    if month.amanta == month.purnimanta:
        return f"{added}{month.amanta}"
    return f"{added}{month.amanta} where months end with the new moon, {month.purnimanta} where with the full moon"


def _find_where(args: PanchangaArgs, context: ToolContext) -> tuple[str, float, float, str]:
    if args.place is not None:
        place = context.places.resolve(args.place).sure if context.places is not None else None
        if place is None:
            raise AstraError(ErrorCode.INVALID, "Which place is meant is not clear: ask.", field="place")
        return place.label, place.latitude, place.longitude, place.zone
    inputs = context.own_chart().inputs
    return inputs.place, inputs.latitude, inputs.longitude, inputs.zone

"""What is missing for a chart, and the chart's inputs once nothing is."""

from astra.birth.model import BirthDetails
from astra.birth.settling import settle
from astra.birth.zones import SettledTime
from astra.contracts.astro import Ayanamsha, BirthField, ChartInputs, HouseSystem, System

_POLAR_CIRCLE = 66.0
"""Beyond it the quadrant houses of some hours do not exist."""


def missing_fields(details: BirthDetails) -> tuple[BirthField, ...]:
    """The fields still to be asked for, in order. The zone is never missing once the place is known."""
    given = {
        BirthField.DATE: details.date,
        BirthField.TIME: details.time,
        BirthField.PLACE: details.place,
        BirthField.ZONE: details.zone or details.place,
        BirthField.SYSTEM: details.system,
    }
    return tuple(field for field, value in given.items() if value is None)


def to_chart_inputs(details: BirthDetails) -> ChartInputs | None:
    """The inputs of the chart; None while a field is missing or the clock is not settled.

    What was left unsaid is the custom of the system: Lahiri and whole signs for vedic, Placidus for western, and whole
    signs beyond the polar circles.
    """
    settled = settle(details)
    if not isinstance(settled, SettledTime):
        return None
    if details.date is None or details.time is None or details.place is None or details.system is None:
        return None
    place, system = details.place.value, details.system.value
    vedic = system is System.VEDIC
    ayanamsha = details.ayanamsha.value if details.ayanamsha else Ayanamsha.LAHIRI
    houses = HouseSystem.WHOLE_SIGN if vedic or abs(place.latitude) > _POLAR_CIRCLE else HouseSystem.PLACIDUS
    return ChartInputs(
        date=details.date.value,
        time=details.time.value.clock,
        time_precision=details.time.value.precision,
        time_margin_min=details.time.value.margin_min,
        latitude=place.latitude,
        longitude=place.longitude,
        place=place.label[:160],
        zone=settled.zone,
        utc_offset_s=settled.utc_offset_s,
        zone_rule=settled.rule.value,
        system=system,
        ayanamsha=ayanamsha if vedic else None,
        house_system=details.house_system.value if details.house_system else houses,
    )

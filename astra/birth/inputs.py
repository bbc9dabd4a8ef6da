"""What is missing for a chart, and the chart's inputs once nothing is."""

from astra.birth.model import BirthDetails
from astra.contracts.astro import BirthField, ChartInputs


def missing_fields(details: BirthDetails) -> tuple[BirthField, ...]:
    """The fields still to be asked for, in order. The zone is never missing once place and date settle it."""
    given = {
        BirthField.DATE: details.date,
        BirthField.TIME: details.time,
        BirthField.PLACE: details.place,
        BirthField.ZONE: details.zone or details.place,
        BirthField.SYSTEM: details.system,
    }
    return tuple(field for field, value in given.items() if value is None)


def to_chart_inputs(details: BirthDetails) -> ChartInputs | None:
    """The inputs of the chart; None while a field is missing, a question is open or the clock can't be settled."""
    _ = details
    return None

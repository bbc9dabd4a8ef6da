"""By whose clock a person's "yesterday" is meant: that of the zone of their chart, as far as anything is known."""

from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from astra.contracts.astro import ChartInputs


def find_zone(inputs: ChartInputs | None) -> tzinfo:
    """The zone of a chart's inputs; UTC without a chart, or where the zone is a bare offset."""
    if inputs is None:
        return UTC
    try:
        return ZoneInfo(inputs.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC

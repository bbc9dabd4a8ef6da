"""Charts by Swiss Ephemeris: cast one, move the sky over it, set two side by side, say it.

Everything here is synchronous, reads no clock and is safe to call from any thread; a chart takes about a millisecond.
The values are in `model`, `dasha_model`, `events_model` and `zodiac`. Inputs that can't be computed raise `AstraError`
with a field.
"""

from astra.chart.cast import cast_chart
from astra.chart.compare import compare_charts
from astra.chart.cycles import (
    find_next_eclipses,
    find_next_ingress,
    find_next_station,
    find_phase_moments,
    find_return,
)
from astra.chart.panchanga import find_panchanga
from astra.chart.phase import find_moon_phase
from astra.chart.snapshot import make_snapshot, tell_contact
from astra.chart.tell import tell_chart
from astra.chart.transits import find_next_contact, find_transits

__all__ = [
    "cast_chart",
    "compare_charts",
    "find_moon_phase",
    "find_next_contact",
    "find_next_eclipses",
    "find_next_ingress",
    "find_next_station",
    "find_panchanga",
    "find_phase_moments",
    "find_return",
    "find_transits",
    "make_snapshot",
    "tell_chart",
    "tell_contact",
]

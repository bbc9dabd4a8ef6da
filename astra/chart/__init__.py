"""Charts by Swiss Ephemeris: cast one, move the sky over it, set two side by side, say it.

Everything here is synchronous, pure of clocks and safe to call from any thread; a chart takes about a millisecond.
Values are in `model`, `dasha_model`, `events_model` and `zodiac`. Inputs that can't be computed raise `AstraError` with
a field. The functions, as they come:

    cast_chart(inputs: ChartInputs) -> Chart
    find_transits(chart: Chart, at: datetime) -> Transits
    compare_charts(first: Chart, second: Chart) -> Comparison
    make_snapshot(chart: Chart, transits: Transits | None, max_chars: int) -> str
    tell_chart(chart: Chart, language: "english" | "hinglish") -> str
    find_moon_phase(at: datetime) -> MoonPhase
    find_panchanga(day: date, latitude: float, longitude: float, zone: str, ayanamsha=LAHIRI) -> Panchanga
    find_phase_moments(after: datetime, count: int) -> tuple[PhaseMoment, ...]
    find_next_eclipses(after: datetime, latitude=None, longitude=None) -> tuple[Eclipse, Eclipse]   (solar, lunar)
    find_return(chart: Chart, point: Point, after: datetime) -> Return | None
    find_next_contact(chart: Chart, moving: Point, kind: AspectKind, natal: Point, after: datetime) -> datetime | None
    find_next_ingress(point: Point, after: datetime, ayanamsha=None) -> Ingress | None
    find_next_station(point: Point, after: datetime) -> Station | None
"""

from astra.chart.cast import cast_chart
from astra.chart.phase import find_moon_phase

__all__ = ["cast_chart", "find_moon_phase"]

"""Six people whose charts the sentences are about, and the sky over them at the moment of the test."""

from datetime import UTC, date, datetime, time
from functools import cache

from astra.chart import cast_chart, find_transits
from astra.chart.events_model import Transits
from astra.chart.model import Chart
from astra.contracts.astro import Ayanamsha, ChartInputs, HouseSystem, System, TimePrecision

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
ZONE = "Asia/Kolkata"


@cache
def make_charts() -> tuple[Chart, ...]:
    """Six people: vedic and western, several ayanamshas and house systems, one without a birth time of each kind."""
    places = {
        "Mumbai": (19.0760, 72.8777, "Asia/Kolkata", 19_800.0),
        "London": (51.5074, -0.1278, "Europe/London", 0.0),
        "New York": (40.7128, -74.0060, "America/New_York", -18_000.0),
    }
    rows: tuple[tuple[date, time | None, str, System, Ayanamsha | None, HouseSystem], ...] = (
        (date(1996, 5, 14), time(7, 20), "Mumbai", System.VEDIC, Ayanamsha.LAHIRI, HouseSystem.WHOLE_SIGN),
        (date(1984, 1, 9), time(22, 5), "London", System.WESTERN, None, HouseSystem.PLACIDUS),
        (date(2001, 11, 30), time(13, 41), "New York", System.WESTERN, None, HouseSystem.WHOLE_SIGN),
        (date(1975, 8, 2), time(3, 12), "Mumbai", System.VEDIC, Ayanamsha.RAMAN, HouseSystem.WHOLE_SIGN),
        (date(1990, 3, 17), None, "Mumbai", System.VEDIC, Ayanamsha.LAHIRI, HouseSystem.WHOLE_SIGN),
        (date(1988, 12, 4), None, "London", System.WESTERN, None, HouseSystem.PLACIDUS),
    )
    charts: list[Chart] = []
    for day, clock, place, system, ayanamsha, houses in rows:
        latitude, longitude, zone, offset = places[place]
        charts.append(
            cast_chart(
                ChartInputs(
                    date=day,
                    time=clock,
                    time_precision=TimePrecision.UNKNOWN if clock is None else TimePrecision.EXACT,
                    latitude=latitude,
                    longitude=longitude,
                    place=place,
                    zone=zone,
                    utc_offset_s=offset,
                    zone_rule="zone",
                    system=system,
                    ayanamsha=ayanamsha,
                    house_system=houses,
                )
            )
        )
    return tuple(charts)


@cache
def _transits_of(number: int, moment: datetime) -> Transits:
    return find_transits(make_charts()[number], moment)


def sky_of(chart: Chart, moment: datetime) -> Transits:
    return _transits_of(next(number for number, known in enumerate(make_charts()) if known is chart), moment)


def today_of(chart: Chart) -> Transits:
    return sky_of(chart, NOW)

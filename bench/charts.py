"""How long a chart takes, beside kerykeion's for the same births: positions, houses and aspects, taken in turns.

kerykeion computes in a thread of its own: both stand on Swiss Ephemeris, whose file path and zodiac are per thread.
Both are asked for the same points, and neither for the network. Run alone with `python -m bench.charts`.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time

from kerykeion import AspectsFactory, AstrologicalSubjectFactory

from astra.chart import cast_chart, find_transits, make_snapshot
from astra.contracts.astro import Ayanamsha, ChartInputs, HouseSystem, System
from bench.births import make_births, p95, time_ms
from bench.figures import median, ratio_of_medians

TARGET_P95_MS = 5.0
_BIRTHS = 300
_WARM_UP = 20
_POINTS = [
    *("Sun", "Moon", "Mercury", "Venus", "Mars", "Jupiter", "Saturn", "Uranus", "Neptune", "Pluto", "Chiron"),
    *("True_North_Lunar_Node", "True_South_Lunar_Node", "Ascendant", "Medium_Coeli", "Descendant", "Imum_Coeli"),
]


def _cast_peer(birth: ChartInputs) -> None:
    moment = birth.time or time(12, 0)
    subject = AstrologicalSubjectFactory.from_birth_data(
        "birth",
        *(birth.date.year, birth.date.month, birth.date.day, moment.hour, moment.minute),
        lng=birth.longitude,
        lat=birth.latitude,
        tz_str="UTC",
        city="-",
        nation="-",
        online=False,
        active_points=_POINTS,
        suppress_geonames_warning=True,
    )
    AspectsFactory.single_chart_aspects(subject)


def _cast_vedic(birth: ChartInputs) -> None:
    change = {"system": System.VEDIC, "ayanamsha": Ayanamsha.LAHIRI, "house_system": HouseSystem.WHOLE_SIGN}
    cast_chart(birth.model_copy(update=change))


def measure() -> tuple[str, list[str]]:
    """Markdown of one run, and the figures that missed their target."""
    ours: list[float] = []
    vedic: list[float] = []
    theirs: list[float] = []
    transits: list[float] = []
    at = datetime(2026, 1, 1, tzinfo=UTC)
    with ThreadPoolExecutor(max_workers=1) as peer:
        for index, birth in enumerate(make_births(_BIRTHS + _WARM_UP)):
            rounds = (
                time_ms(lambda birth=birth: cast_chart(birth)),
                time_ms(lambda birth=birth: _cast_vedic(birth)),
                peer.submit(time_ms, lambda birth=birth: _cast_peer(birth)).result(),
            )
            if index < _WARM_UP:
                continue
            for series, value in zip((ours, vedic, theirs), rounds, strict=True):
                series.append(value)
            if index % 10 == 0:
                chart = cast_chart(birth)
                transits.append(time_ms(lambda chart=chart: make_snapshot(chart, find_transits(chart, at), 4_000)))
    ratio = ratio_of_medians(ours, theirs)
    missed = [f"chart p95 {p95(series):.1f} ms" for series in (ours, vedic) if p95(series) > TARGET_P95_MS]
    lines = [
        "## Charts",
        "",
        f"{len(ours)} births between 1900 and 2023, Placidus, tropical, for both; interleaved in one process.",
        "",
        "| what | median | p95 | target p95 |",
        "|---|---|---|---|",
        f"| Astra: western chart | {median(ours):.2f} ms | {p95(ours):.2f} ms | ≤ {TARGET_P95_MS:.0f} ms |",
        f"| Astra: vedic chart with dashas | {median(vedic):.2f} ms | {p95(vedic):.2f} ms | ≤ {TARGET_P95_MS:.0f} ms |",
        f"| kerykeion: the same points and aspects | {median(theirs):.2f} ms | {p95(theirs):.2f} ms | |",
        f"| Astra: transits with exact dates, and snapshot | {median(transits):.2f} ms | {p95(transits):.2f} ms | |",
        "",
        f"A western chart takes **{ratio.value:.2f}** ({ratio.low:.2f}–{ratio.high:.2f}) of kerykeion's time.",
    ]
    return "\n".join(lines), missed


if __name__ == "__main__":
    print(measure()[0])

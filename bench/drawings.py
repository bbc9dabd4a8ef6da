"""How long drawing a chart takes, beside kerykeion's wheel of the same births. Run alone: `python -m bench.drawings`.

Only the drawing is timed: both are handed a chart that has been computed.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time

from kerykeion import AstrologicalSubjectFactory, ChartDrawer
from kerykeion.chart_data_factory import ChartDataFactory

from astra.chart import cast_chart, find_transits
from astra.chart.drawing import draw_dashas, draw_north, draw_south, draw_transits, draw_wheel
from astra.contracts.astro import Ayanamsha, ChartInputs, HouseSystem, System
from bench.births import make_births, p95, time_ms
from bench.figures import median, ratio_of_medians

TARGET_P95_MS = 15.0
_BIRTHS = 60
_WARM_UP = 5
_NOW = datetime(2026, 1, 1, tzinfo=UTC)


def measure() -> tuple[str, list[str]]:
    """Markdown of one run, and the figures that missed their target."""
    taken: dict[str, list[float]] = {}
    theirs: list[float] = []
    with ThreadPoolExecutor(max_workers=1) as peer:
        for index, birth in enumerate(make_births(_BIRTHS + _WARM_UP)):
            ours = {name: time_ms(draw) for name, draw in _list_drawings(birth).items()}
            drawing = peer.submit(_prepare_peer, birth).result()
            other = peer.submit(time_ms, drawing).result()
            if index < _WARM_UP:
                continue
            for name, value in ours.items():
                taken.setdefault(name, []).append(value)
            theirs.append(other)
    ratio = ratio_of_medians(taken["wheel"], theirs)
    missed = [f"{name} p95 {p95(values):.1f} ms" for name, values in taken.items() if p95(values) > TARGET_P95_MS]
    rows = [
        f"| Astra: {name} | {median(values):.2f} ms | {p95(values):.2f} ms | ≤ {TARGET_P95_MS:.0f} ms |"
        for name, values in taken.items()
    ]
    lines = [
        "## Drawings",
        "",
        f"{len(theirs)} births, SVG as text, the charts computed before; interleaved in one process.",
        "",
        "| what | median | p95 | target p95 |",
        "|---|---|---|---|",
        *rows,
        f"| kerykeion: wheel | {median(theirs):.2f} ms | {p95(theirs):.2f} ms | |",
        "",
        f"The wheel takes **{ratio.value:.2f}** ({ratio.low:.2f}–{ratio.high:.2f}) of kerykeion's time.",
    ]
    return "\n".join(lines), missed


def _list_drawings(birth: ChartInputs) -> dict[str, Callable[[], object]]:
    western = cast_chart(birth)
    change = {"system": System.VEDIC, "ayanamsha": Ayanamsha.LAHIRI, "house_system": HouseSystem.WHOLE_SIGN}
    vedic = cast_chart(birth.model_copy(update=change))
    transits = find_transits(western, _NOW)
    return {
        "wheel": lambda: draw_wheel(western),
        "North Indian square": lambda: draw_north(vedic),
        "South Indian square": lambda: draw_south(vedic),
        "dasha timeline": lambda: draw_dashas(vedic, _NOW),
        "transit strip": lambda: draw_transits(western, transits),
    }


def _prepare_peer(birth: ChartInputs) -> Callable[[], object]:
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
        suppress_geonames_warning=True,
    )
    drawer = ChartDrawer(ChartDataFactory.create_natal_chart_data(subject))
    return drawer.generate_wheel_only_svg_string


if __name__ == "__main__":
    print(measure()[0])

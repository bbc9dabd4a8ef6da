"""How long drawing a chart takes, beside kerykeion's wheel of the same births. Run alone: `python -m bench.drawings`.

Only the drawing is timed: both are handed a chart that has been computed.
"""

import random
import time as clock
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta

from kerykeion import AstrologicalSubjectFactory, ChartDrawer
from kerykeion.chart_data_factory import ChartDataFactory

from astra.chart import cast_chart, find_transits
from astra.chart.drawing import draw_dashas, draw_north, draw_south, draw_transits, draw_wheel
from astra.contracts.astro import Ayanamsha, ChartInputs, HouseSystem, System, TimePrecision
from bench.figures import median, ratio_of_medians

TARGET_P95_MS = 15.0
_BIRTHS = 60
_WARM_UP = 5
_SEED = 1996
_NOW = datetime(2026, 1, 1, tzinfo=UTC)


def measure() -> tuple[str, list[str]]:
    """Markdown of one run, and the figures that missed their target."""
    dice = random.Random(_SEED)
    taken: dict[str, list[float]] = {}
    theirs: list[float] = []
    with ThreadPoolExecutor(max_workers=1) as peer:
        for index, birth in enumerate([_make_birth(dice) for _ in range(_BIRTHS + _WARM_UP)]):
            ours = {name: _time_ms(draw) for name, draw in _list_drawings(birth).items()}
            drawing = peer.submit(_prepare_peer, birth).result()
            other = peer.submit(_time_ms, drawing).result()
            if index < _WARM_UP:
                continue
            for name, value in ours.items():
                taken.setdefault(name, []).append(value)
            theirs.append(other)
    ratio = ratio_of_medians(taken["wheel"], theirs)
    missed = [f"{name} p95 {_p95(values):.1f} ms" for name, values in taken.items() if _p95(values) > TARGET_P95_MS]
    rows = [
        f"| Astra: {name} | {median(values):.2f} ms | {_p95(values):.2f} ms | ≤ {TARGET_P95_MS:.0f} ms |"
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
        f"| kerykeion: wheel | {median(theirs):.2f} ms | {_p95(theirs):.2f} ms | |",
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


def _make_birth(dice: random.Random) -> ChartInputs:
    return ChartInputs(
        date=date(1900, 1, 1) + timedelta(days=dice.randrange(45_000)),
        time=time(dice.randrange(24), dice.randrange(60)),
        time_precision=TimePrecision.EXACT,
        latitude=dice.uniform(-60, 60),
        longitude=dice.uniform(-180, 180),
        place="Somewhere",
        zone="UTC",
        utc_offset_s=0,
        zone_rule="given_offset",
        system=System.WESTERN,
        ayanamsha=None,
        house_system=HouseSystem.PLACIDUS,
    )


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


def _time_ms(work: Callable[[], object]) -> float:
    begin = clock.perf_counter()
    work()
    return (clock.perf_counter() - begin) * 1000.0


def _p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


if __name__ == "__main__":
    print(measure()[0])

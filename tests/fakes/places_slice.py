"""A gazetteer of some 1,500 real places, made in a second: what tests name, their namesakes, and the large cities."""

from pathlib import Path

from astra.places import Places, build_places

CITIES = Path(__file__).parents[1] / "fixtures" / "places_slice.json"


def open_slice(folder: Path) -> Places:
    """The slice as a gazetteer under `folder`."""
    path = folder / "places.sqlite"
    build_places(path, cities_file=CITIES)
    return Places(path)

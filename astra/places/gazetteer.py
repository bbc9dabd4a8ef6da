"""Reads the gazetteer's file: one read-only connection behind a lock, a small cache, every statement in one place."""

import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from astra.contracts.errors import AstraError, ErrorCode
from astra.places.gazetteer_data import Region, admin_names, country_names
from astra.places.model import MatchedBy, Place
from astra.places.schema import NAME_KINDS, SCHEMA_VERSION, SHORT_START

_MAX_NAMED = 400
_MAX_SOUNDING = 120
_SELECT = """
SELECT place.id, place.name, place.country, place.code, place.latitude_e5, place.longitude_e5, place.population,
    zone.name, found.kind, found.key
FROM ({found}) AS found JOIN place ON place.id = found.place JOIN zone ON zone.id = place.zone
ORDER BY found.kind = 2, place.population DESC
"""
_NAMED = _SELECT.format(found="SELECT place, kind, key FROM name WHERE key = ? ORDER BY population DESC LIMIT ?")
_BEGINNING = _SELECT.format(
    found="SELECT place, kind, key FROM name WHERE key >= ? AND key < ? ORDER BY kind = 2, population DESC LIMIT ?"
)
_SHORT_BEGINNING = _SELECT.format(
    found="SELECT place, kind, key FROM beginning WHERE start = ? ORDER BY kind = 2, population DESC LIMIT ?"
)
_SOUNDING = _SELECT.format(
    found="SELECT place, 0 AS kind, spelled AS key FROM sound WHERE key IN ({marks}) ORDER BY population DESC LIMIT ?"
)
_SCORES = {NAME_KINDS.name: 1.0, NAME_KINDS.old: 1.0, NAME_KINDS.other: 0.95}
_MATCHES = {NAME_KINDS.name: MatchedBy.NAME, NAME_KINDS.old: MatchedBy.OLD_NAME, NAME_KINDS.other: MatchedBy.OTHER_NAME}


class Hit(NamedTuple):
    """A place, the code of its region, and the folded name that led to it: empty when the sound of its own name did."""

    place: Place
    code: str
    key: str


class Gazetteer:
    """The file at `path`; raises `AstraError` (unavailable) while it is not there. About 8 MB of memory while open."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._open: sqlite3.Connection | None = None

    def find_named(self, key: str) -> list[Hit]:
        """Places that are called `key`, the most populous first."""
        return [_hit(row) for row in self._ask(_NAMED, (key, _MAX_NAMED))]

    def find_beginning(self, start: str, limit: int) -> list[Hit]:
        """Places with a name that begins with `start`, the most populous first; of three letters, cities only."""
        if len(start) == SHORT_START:
            return [_hit(row) for row in self._ask(_SHORT_BEGINNING, (start, limit))]
        return [_hit(row) for row in self._ask(_BEGINNING, (start, start + "\U0010ffff", limit))]

    def find_sounding(self, skeletons: Iterable[str]) -> list[Hit]:
        """Places whose name has one of these skeletons, the most populous first."""
        keys = list(skeletons)
        statement = _SOUNDING.format(marks=",".join("?" * len(keys)))
        return [_hit(row, MatchedBy.SOUND) for row in self._ask(statement, (*keys, _MAX_SOUNDING))]

    def find_regions(self, key: str) -> list[Region]:
        """Countries and first-level regions that are called `key`."""
        return [Region(*row) for row in self._ask("SELECT country, code, name FROM region WHERE key = ?", (key,))]

    def close(self) -> None:
        """Close the file; the next look-up opens it again."""
        with self._lock:
            if self._open is not None:
                self._open.close()
                self._open = None

    def _ask(self, statement: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        with self._lock:
            if self._open is None:
                self._open = _open_gazetteer(self._path)
            return self._open.execute(statement, values).fetchall()


def _open_gazetteer(path: Path) -> sqlite3.Connection:
    """Open it read-only; one that is missing, half or of another version is about to be made, so we say: later."""
    later = "The list of places is still being prepared. Please try again in a minute."
    unavailable = AstraError(ErrorCode.UNAVAILABLE, later, field="place", retryable=True)
    if not path.is_file():
        raise unavailable
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        connection.close()
        raise unavailable from error
    if version != SCHEMA_VERSION:
        connection.close()
        raise unavailable
    connection.execute("PRAGMA cache_size = -8000")
    return connection


def _hit(row: tuple[Any, ...], matched_by: MatchedBy | None = None) -> Hit:
    place_id, name, country, code, latitude_e5, longitude_e5, population, zone, kind, key = row
    place = Place(
        geoname_id=place_id,
        name=name,
        admin=admin_names().get((country, code), ""),
        country=country_names().get(country) or country,
        country_code=country,
        latitude=latitude_e5 / 1e5,
        longitude=longitude_e5 / 1e5,
        population=population,
        zone=zone,
        matched_by=matched_by or _MATCHES[kind],
        score=_SCORES[kind],
    )
    return Hit(place, code, key)

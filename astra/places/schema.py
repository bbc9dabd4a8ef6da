"""The tables of the gazetteer's file."""

from typing import NamedTuple

SCHEMA_VERSION = 3
"""Raise it when the tables or what is put into them change: every gazetteer is then made anew."""


class _NameKinds(NamedTuple):
    name: int
    old: int
    other: int


NAME_KINDS = _NameKinds(name=0, old=1, other=2)

SCHEMA = f"""
PRAGMA user_version = {SCHEMA_VERSION};
CREATE TABLE made_from (version TEXT NOT NULL);
CREATE TABLE zone (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE place (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    code TEXT NOT NULL,
    latitude_e5 INTEGER NOT NULL,
    longitude_e5 INTEGER NOT NULL,
    population INTEGER NOT NULL,
    zone INTEGER NOT NULL
);
CREATE TABLE name (
    key TEXT NOT NULL,
    place INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    population INTEGER NOT NULL,
    PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TABLE sound (
    key TEXT NOT NULL,
    population INTEGER NOT NULL,
    place INTEGER NOT NULL,
    spelled TEXT NOT NULL,
    PRIMARY KEY (key, population, place, spelled)
) WITHOUT ROWID;
CREATE TABLE beginning (
    start TEXT NOT NULL,
    population INTEGER NOT NULL,
    key TEXT NOT NULL,
    place INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    PRIMARY KEY (start, population, key, place)
) WITHOUT ROWID;
CREATE TABLE region (
    key TEXT NOT NULL,
    country TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (key, country, code)
) WITHOUT ROWID;
"""

SHORT_START = 3
FILL_BEGINNINGS = f"""
INSERT INTO beginning (start, population, key, place, kind)
SELECT start, population, key, place, kind FROM (
    SELECT substr(key, 1, {SHORT_START}) AS start, population, key, place, kind,
        row_number() OVER (PARTITION BY substr(key, 1, {SHORT_START}) ORDER BY kind = 2, population DESC) AS rank
    FROM name WHERE length(key) >= {SHORT_START} AND population >= 15000
) WHERE rank <= 60
"""  # noqa: S608  our own number
"""The largest places for each three letters: what a person has typed so far is mostly short."""

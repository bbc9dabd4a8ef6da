"""The gazetteer is made once, whole or not at all, and anew when what it is made from changes."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zoneinfo import available_timezones

import pytest

from astra.contracts.errors import AstraError, ErrorCode
from astra.places import Places, build_places, places_are_built
from astra.places.gazetteer_data import find_cities_file, read_cities, read_old_names
from astra.places.search import Places as SearchedPlaces
from tests.fakes.places_slice import CITIES


def test_it_is_made_once_with_progress(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "places.sqlite"
    seen: list[float] = []
    assert not places_are_built(path, CITIES)
    build_places(path, seen.append, CITIES)
    assert places_are_built(path, CITIES)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    stamp = path.stat().st_mtime_ns
    again: list[float] = []
    build_places(path, again.append, CITIES)
    assert again == []
    assert path.stat().st_mtime_ns == stamp
    assert [file.name for file in path.parent.iterdir()] == ["places.sqlite"]


def test_other_data_makes_it_anew(tmp_path: Path) -> None:
    path, cities = tmp_path / "places.sqlite", tmp_path / "cities.json"
    shutil.copy(CITIES, cities)
    build_places(path, cities_file=cities)
    places = Places(path)
    assert places.resolve("Mumbai").sure is not None
    kept = {key: city for key, city in json.loads(CITIES.read_text()).items() if city["name"] != "Mumbai"}
    cities.write_text(json.dumps(kept))
    assert not places_are_built(path, cities)
    places.close()
    build_places(path, cities_file=cities)
    assert places.resolve("Mumbai").sure is None
    places.close()


def test_what_is_no_gazetteer_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    path.write_bytes(b"no database at all" * 100)
    assert not places_are_built(path, CITIES)
    build_places(path, cities_file=CITIES)
    assert places_are_built(path, CITIES)


def test_a_failure_leaves_the_old_one_and_no_litter(tmp_path: Path) -> None:
    path, broken = tmp_path / "places.sqlite", tmp_path / "broken.json"
    build_places(path, cities_file=CITIES)
    whole = path.read_bytes()
    broken.write_text('{"1": {"name": "half of a city')
    with pytest.raises(json.JSONDecodeError):
        build_places(path, cities_file=broken)
    assert path.read_bytes() == whole
    assert sorted(file.name for file in tmp_path.iterdir()) == ["broken.json", "places.sqlite"]


def test_what_killed_builders_left_is_swept_away_even_if_nothing_is_to_be_made(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    build_places(path, cities_file=CITIES)
    left, going_on = tmp_path / "places.sqlite.left.part", tmp_path / "places.sqlite.new.part"
    left.touch()
    going_on.touch()
    os.utime(left, (0, 0))
    build_places(path, cities_file=CITIES)
    assert sorted(file.name for file in tmp_path.iterdir()) == [path.name, going_on.name]


def test_a_builder_that_is_asked_to_stop_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    builder = subprocess.Popen([sys.executable, "-m", "astra.places", str(path)])
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob("*.part")):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    builder.terminate()
    assert builder.wait(30) == 128 + signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


def test_looking_without_a_gazetteer_says_so(tmp_path: Path) -> None:
    with pytest.raises(AstraError) as missing:
        Places(tmp_path / "none.sqlite").resolve("Mumbai")
    assert (missing.value.code, missing.value.retryable) == (ErrorCode.UNAVAILABLE, True)


def test_a_gazetteer_of_another_version_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    places = Places(path)
    for content in ("no database", None):
        path.unlink(missing_ok=True)
        if content is None:
            sqlite3.connect(path).execute("CREATE TABLE place (id INTEGER)").connection.close()
        else:
            path.write_text(content * 200)
        with pytest.raises(AstraError):
            places.resolve("Mumbai")
    build_places(path, cities_file=CITIES)
    assert places.resolve("Mumbai").sure is not None
    places.close()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchedPlaces]:
    path = tmp_path_factory.mktemp("whole") / "places.sqlite"
    build_places(path)
    opened = Places(path)
    yield opened
    opened.close()


@pytest.mark.slow
def test_the_whole_world_is_there(whole: SearchedPlaces) -> None:
    with closing(sqlite3.connect(whole.path)) as connection:
        assert connection.execute("SELECT count(*) FROM place").fetchone()[0] > 200_000
        zones = {row[0] for row in connection.execute("SELECT name FROM zone")}
    assert zones <= available_timezones()
    for name, label in (
        ("Bramhapuri", "Bramhapuri, Maharashtra, India"),
        ("Vrindavan", "Vrindāvan, Uttar Pradesh, India"),
        ("Bombay", "Mumbai, Maharashtra, India"),
        ("Nashik Maharashtra", "Nashik, Maharashtra, India"),
    ):
        sure = whole.resolve(name).sure
        assert sure is not None
        assert sure.label == label
    for old in read_old_names():
        found = whole.resolve(old.name)
        shown = (*found.namesakes, *((found.sure,) if found.sure else ()))
        assert any(place.country_code == old.country for place in shown), old.name


@pytest.mark.slow
def test_every_town_of_some_size_is_found_by_its_own_name(whole: SearchedPlaces) -> None:
    missed: list[str] = []
    for number, (city, _) in enumerate(read_cities(find_cities_file())):
        if city["population"] < 20_000 or number % 25:
            continue
        found = whole.search(city["name"], limit=60)
        if city["geonameid"] not in {place.geoname_id for place in found}:
            missed.append(city["name"])
    assert len(missed) <= 3, missed

"""Charts through the API: one's own settings or others, data or picture, the sky of a day, another birth beside it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.fakes.api_service import Browser, Service
from tests.fakes.rooms_server import Rooms
from tests.fakes.sky_service import running_sky

BORN: dict[str, Any] = {
    "date": "1996-05-14",
    "time": {"precision": "exact", "clock": "07:20"},
    "place": {"name": "Mumbai, India"},
    "system": "vedic",
    "ayanamsha": "lahiri",
}
OTHER: dict[str, Any] = {
    "date": "1990-06-02",
    "time": {"precision": "exact", "clock": "05:30"},
    "place": {"name": "Berlin, Germany"},
}


@pytest.fixture
async def service(tmp_path: Path, rooms: Rooms, database_url: str) -> AsyncIterator[Service]:
    async with running_sky(tmp_path, rooms, database_url) as running:
        yield running


@pytest.fixture
async def born(ada: Browser) -> Browser:
    assert (await ada.http.put("/api/birth", json=BORN)).status_code == 200
    return ada


async def read(browser: Browser, path: str) -> dict[str, Any]:
    answer = await browser.http.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_another_zodiac_ayanamsha_or_house_system_is_cast_and_not_kept(born: Browser) -> None:
    own = (await read(born, "/api/chart"))["chart"]
    western = (await read(born, "/api/chart?system=western"))["chart"]
    assert western["zodiac"] == "tropical"
    assert western["inputs"]["houses"] == "placidus"
    assert western["inputs"]["ayanamsha"] is None
    assert western["dasha"] is None
    raman = (await read(born, "/api/chart?ayanamsha=raman"))["chart"]
    assert raman["inputs"]["ayanamsha_deg"] < own["inputs"]["ayanamsha_deg"]
    koch = (await read(born, "/api/chart?houses=koch"))["chart"]
    assert koch["cusps"] != own["cusps"]
    assert (await read(born, "/api/chart"))["chart"] == own


async def test_the_running_period_is_marked_and_split(born: Browser) -> None:
    dasha = (await read(born, "/api/chart"))["chart"]["dasha"]
    (running,) = [period for period in dasha["periods"] if period["running"]]
    assert running["lord"] == "venus"
    assert [part["running"] for part in running["parts"]].count(True) == 1
    assert all(period["parts"] == [] for period in dasha["periods"] if not period["running"])


async def test_each_picture_is_svg_for_its_owner_alone(born: Browser) -> None:
    for style in ("wheel", "north", "south", "dasha"):
        answer = await born.http.get(f"/api/chart?format=svg&style={style}")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "image/svg+xml"
        assert answer.headers["cache-control"].startswith("private")
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert ET.fromstring(answer.text).get("class") == f"sky sky-{style}"
    assert (await born.http.get("/api/chart")).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "query", ["system=mayan", "ayanamsha=mine", "houses=porphyry", "format=pdf", "format=svg&style=round"]
)
async def test_unknown_choices_are_named(born: Browser, query: str) -> None:
    answer = await born.http.get(f"/api/chart?{query}")
    assert answer.status_code == 422
    assert answer.json()["error"]["field"] in query


async def test_the_sky_of_a_day(born: Browser, service: Service) -> None:
    day = await read(born, "/api/chart/transits?date=2026-11-21")
    assert (day["date"], day["at"]) == ("2026-11-21", "2026-11-21T12:00:00Z")
    assert day["contacts"]
    orbs = [abs(contact["orb"]) for contact in day["contacts"]]
    assert orbs == sorted(orbs)
    assert {move["point"] for move in day["next_ingresses"]} >= {"sun", "saturn"}
    today = await read(born, "/api/chart/transits")
    assert today["at"].startswith(service.clock.at.strftime("%Y-%m-%dT%H:%M"))
    strip = await born.http.get("/api/chart/transits?date=2026-11-21&format=svg")
    assert "21 November 2026" in strip.text


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", "1500-01-01", "2600-01-01"])
async def test_days_that_are_none_or_out_of_reach_are_refused(born: Browser, day: str) -> None:
    answer = await born.http.get("/api/chart/transits", params={"date": day})
    assert answer.status_code == 422
    assert answer.json()["error"]["message"]


async def test_two_charts_side_by_side_and_nothing_of_the_other_is_kept(born: Browser) -> None:
    before = await read(born, "/api/birth")
    answer = await born.http.post("/api/chart/compare", json={"other": OTHER})
    assert answer.status_code == 200
    compared = answer.json()
    assert compared["aspects"]
    assert compared["other"]["given"]["place"].startswith("Berlin")
    assert compared["other"]["ayanamsha"] == "lahiri"
    assert len(compared["other_in_own"]) > 9
    assert 1 <= compared["moon_distance"] <= 12
    for counted in compared["gunas"].values():
        assert counted["most"] == 36
        assert counted["total"] == sum(koota["points"] for koota in counted["kootas"])
        assert len(counted["kootas"]) == 8
    assert await read(born, "/api/birth") == before


async def test_a_comparison_says_what_it_lacks_and_asks_what_it_must(ada: Browser, bob: Browser) -> None:
    answer = await bob.http.post("/api/chart/compare", json={"other": OTHER})
    assert answer.status_code == 404
    await ada.http.put("/api/birth", json=BORN)
    lacking = await ada.http.post("/api/chart/compare", json={"other": {**OTHER, "time": None}})
    assert (lacking.status_code, lacking.json()["error"]["field"]) == (422, "other.time")
    asked = await ada.http.post("/api/chart/compare", json={"other": {**OTHER, "place": {"name": "Springfield"}}})
    assert (asked.status_code, asked.json()["question"]["kind"]) == (409, "which_place")
    wrong = await ada.http.post("/api/chart/compare", json={"other": {**OTHER, "date": "2090-01-01"}})
    assert (wrong.status_code, wrong.json()["error"]["field"]) == (422, "other.date")
    without = await ada.http.post("/api/chart/compare", json={"other": {**OTHER, "time": {"precision": "unknown"}}})
    assert without.status_code == 200
    assert without.json()["own_in_other"] == []
    # On that day the Moon stays in one nakshatra as little as the other's hour is known.
    assert (without.json()["gunas"] is None) == (without.json()["open_moons"] == ["other"])


async def test_polar_births_fall_back_to_whole_signs_and_say_so(ada: Browser) -> None:
    polar = {**BORN, "place": {"name": "Tromsø"}, "system": "western", "ayanamsha": None, "house_system": "placidus"}
    assert (await ada.http.put("/api/birth", json=polar)).status_code == 200
    chart = (await read(ada, "/api/chart"))["chart"]
    assert chart["inputs"]["given"]["house_system"] == "placidus"
    assert chart["inputs"]["houses"] == "whole_sign"
    assert "polar_houses" in {note["kind"] for note in chart["notes"]}

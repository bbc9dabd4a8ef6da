"""The profile form and places: what fits is pinned and computed, what does not is refused, and nothing in between."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import BOTH
from tests.fakes.api_service import Browser, Service, running_service
from tests.fakes.rooms_server import Rooms
from tests.fakes.sky_service import running_sky

BORN = {
    "date": "1996-05-14",
    "time": {"precision": "exact", "clock": "07:20"},
    "place": {"name": "Mumbai, India"},
    "system": "vedic",
    "ayanamsha": "lahiri",
}


@pytest.fixture
async def service(tmp_path: Path, rooms: Rooms, database_url: str) -> AsyncIterator[Service]:
    async with running_sky(tmp_path, rooms, database_url) as running:
        yield running


async def put(browser: Browser, **changes: Any) -> tuple[int, dict[str, Any]]:
    answer = await browser.http.put("/api/birth", json={**BORN, **changes})
    return answer.status_code, answer.json()


async def test_a_stranger_has_nothing_pinned_and_everything_missing(ada: Browser) -> None:
    birth = (await ada.http.get("/api/birth")).json()
    assert birth["missing"] == ["date", "time", "place", "zone", "system"]
    assert birth["has_chart"] is False
    page = (await ada.http.get("/api/chart")).json()
    assert page == {"chart": None, "missing": birth["missing"]}
    drawn = await ada.http.get("/api/chart?format=svg")
    assert (drawn.status_code, drawn.json()["error"]["code"]) == (404, "not_found")


@BOTH
async def test_a_whole_form_is_pinned_and_computed(ada: Browser, service: Service) -> None:
    status, birth = await put(ada)
    assert status == 200
    assert birth["has_chart"] is True
    assert birth["missing"] == []
    assert birth["pinned"]["place"]["label"] == "Mumbai, Maharashtra, India"
    assert birth["receipts"]["date"]["source"] == "form"
    assert birth == (await ada.http.get("/api/birth")).json()
    chart = (await ada.http.get("/api/chart")).json()["chart"]
    given = chart["inputs"]["given"]
    assert (given["zone"], given["utc_offset_s"], given["zone_rule"]) == ("Asia/Kolkata", 19_800, "zone")
    assert chart["inputs"]["engine"] == "swiss_files"
    assert chart["inputs"]["instant"].startswith("1996-05-14T01:50")
    signs = {placement["point"]: placement["sign"] for placement in chart["placements"]}
    assert (signs["sun"], signs["moon"], signs["ascendant"]) == ("aries", "pisces", "taurus")


async def test_half_a_form_is_kept_without_a_chart_and_the_whole_form_replaces_it(ada: Browser) -> None:
    answer = await ada.http.put("/api/birth", json={"date": "1996-05-14"})
    assert answer.status_code == 200
    assert answer.json()["missing"] == ["time", "place", "zone", "system"]
    status, _ = await put(ada)
    assert status == 200
    _, less = await put(ada, time=None)
    assert less["missing"] == ["time"]
    assert less["has_chart"] is False


async def test_an_unknown_time_gives_no_ascendant_and_no_houses(ada: Browser) -> None:
    status, birth = await put(ada, time={"precision": "unknown"})
    assert (status, birth["pinned"]["time"]["precision"]) == (200, "unknown")
    chart = (await ada.http.get("/api/chart")).json()["chart"]
    assert chart["cusps"] == []
    assert chart["dasha"] is None
    points = {placement["point"] for placement in chart["placements"]}
    assert not points & {"ascendant", "midheaven"}
    assert all(placement["house"] is None for placement in chart["placements"])
    assert "time_unknown" in {note["kind"] for note in chart["notes"]}
    wheel = await ada.http.get("/api/chart?format=svg")
    assert "no Ascendant" in wheel.text
    assert (await ada.http.get("/api/chart?format=svg&style=dasha")).status_code == 404


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"date": "1996-02-31"}, "date"),
    ({"date": "2026-05-05"}, "date"),
    ({"date": "1650-01-01"}, "date"),
    ({"date": "yesterday"}, "date"),
    ({"time": {"precision": "exact", "clock": "25:00"}}, "time.clock"),
    ({"time": {"precision": "exact"}}, "time"),
    ({"time": {"precision": "unknown", "clock": "07:20"}}, "time"),
    ({"time": {"precision": "about", "clock": "07:20", "margin_min": 4000}}, "time.margin_min"),
    ({"time": {"precision": "exact", "clock": "07:20+05:30"}}, "time"),
    ({"place": {"name": "Xyzzyqwrt"}}, "place"),
    ({"place": {"name": ""}}, "place.name"),
    ({"place": {"name": "Mum\x00bai"}}, "place.name"),
    ({"place": {"name": "Mumbai", "geoname_id": 1}}, "place"),
    ({"place": {"name": "M" * 121}}, "place.name"),
    ({"zone": "Asia/Nowhere"}, "zone"),
    ({"system": "mayan"}, "system"),
    ({"ayanamsha": "mine"}, "ayanamsha"),
    ({"star_sign": "leo"}, "star_sign"),
    (
        {"date": "1981-03-29", "time": {"precision": "exact", "clock": "01:30"}, "place": {"name": "London, England"}},
        "time",
    ),
]


async def test_what_can_not_be_is_refused_by_its_field_and_nothing_is_saved(ada: Browser) -> None:
    for changes, field in REFUSED:
        status, body = await put(ada, **changes)
        assert (status, body["error"]["code"], body["error"]["field"]) == (422, "invalid", field), changes
        assert body["error"]["message"]
    birth = (await ada.http.get("/api/birth")).json()
    assert birth["receipts"] == {}
    assert birth["has_chart"] is False


async def test_a_refusal_leaves_what_was_pinned_before(ada: Browser) -> None:
    _, before = await put(ada)
    status, _ = await put(ada, date="2030-01-01")
    assert status == 422
    assert (await ada.http.get("/api/birth")).json() == before


async def test_a_place_with_namesakes_is_asked_and_the_answer_settles_it(ada: Browser) -> None:
    status, body = await put(ada, place={"name": "Springfield"})
    assert (status, body["error"]["code"], body["error"]["field"]) == (409, "conflict", "place")
    options = body["question"]["options"]
    assert body["question"]["kind"] == "which_place"
    assert len({option["label"] for option in options}) == len(options) >= 2
    assert (await ada.http.get("/api/birth")).json()["receipts"] == {}
    status, birth = await put(ada, place=options[1]["patch"]["place"])
    assert status == 200
    assert birth["pinned"]["place"]["label"] == options[1]["label"]


async def test_a_repeated_hour_is_asked_and_both_answers_differ_by_an_hour(ada: Browser) -> None:
    repeated = {
        "date": "1997-10-26",
        "time": {"precision": "exact", "clock": "02:30"},
        "place": {"name": "Berlin, Germany"},
    }
    status, body = await put(ada, **repeated)
    assert (status, body["question"]["kind"]) == (409, "repeated_hour")
    moments = []
    for option in body["question"]["options"]:
        status, _ = await put(ada, **repeated, fold=option["patch"]["fold"])
        assert status == 200
        chart = (await ada.http.get("/api/chart")).json()["chart"]
        moments.append(chart["inputs"]["instant"][11:16])
    assert moments == ["00:30", "01:30"]


async def test_a_zone_that_is_not_the_places_is_asked(ada: Browser) -> None:
    status, body = await put(ada, zone="EST")
    assert (status, body["question"]["kind"]) == (409, "zone_conflict")
    own, named = (option["patch"] for option in body["question"]["options"])
    status, birth = await put(ada, zone=own["zone"] or None, zone_confirmed=own["zone_confirmed"])
    assert status == 200
    status, birth = await put(ada, zone=named["zone"], zone_confirmed=named["zone_confirmed"])
    assert (status, birth["pinned"]["zone_confirmed"]) == (200, True)
    given = (await ada.http.get("/api/chart")).json()["chart"]["inputs"]["given"]
    assert (given["utc_offset_s"], given["zone_rule"]) == (-18_000, "given_offset")


async def test_a_zone_that_agrees_changes_nothing(ada: Browser) -> None:
    for zone in ("IST", "+05:30", "Asia/Kolkata"):
        status, _ = await put(ada, zone=zone)
        assert status == 200
        given = (await ada.http.get("/api/chart")).json()["chart"]["inputs"]["given"]
        assert given["utc_offset_s"] == 19_800


async def test_saving_the_same_again_keeps_the_receipts(ada: Browser, service: Service) -> None:
    _, before = await put(ada)
    service.clock.move(60)
    _, after = await put(ada, time={"precision": "exact", "clock": "07:40"})
    assert after["receipts"]["date"] == before["receipts"]["date"]
    assert after["receipts"]["time"]["at"] > before["receipts"]["time"]["at"]


async def test_places_are_found_by_old_and_half_names(ada: Browser) -> None:
    for typed, label in (("Bombay", "Mumbai, Maharashtra, India"), ("mumb", "Mumbai, Maharashtra, India")):
        found = (await ada.http.get("/api/places", params={"q": typed})).json()["items"]
        assert found[0]["label"] == label
        assert found[0]["zone"] == "Asia/Kolkata"
    assert (await ada.http.get("/api/places", params={"q": "'; DROP TABLE place; --"})).json() == {"items": []}
    assert (await ada.http.get("/api/places", params={"q": ""})).status_code == 422
    assert (await ada.http.get("/api/places")).status_code == 422


async def test_places_that_are_not_made_yet_are_said_to_be(tmp_path: Path, rooms: Rooms) -> None:
    async with running_service(tmp_path / "bare", rooms) as service:
        eve = await service.guest()
        answer = await eve.http.get("/api/places", params={"q": "Mumbai"})
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "unavailable")
        answer = await eve.http.put("/api/birth", json=BORN)
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "unavailable")


async def test_nobody_sees_what_another_has_pinned(ada: Browser, bob: Browser, service: Service) -> None:
    await put(ada)
    assert (await bob.http.get("/api/birth")).json()["has_chart"] is False
    assert (await bob.http.get("/api/chart")).json()["chart"] is None
    stranger = service.client()
    for path in ("/api/birth", "/api/chart", "/api/chart/transits", "/api/places?q=Pune"):
        assert (await stranger.get(path)).status_code == 401

"""Where the time of spoken turns went: kept once, beside the reply, for its person and for an operator, and for nobody
else; without a word of what was said."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import text

from api.settings import load_settings
from api.waterfall.percentiles import find_percentile
from tests.api.conftest import BOTH
from tests.fakes.api_service import START, Browser, Service, running_service, said
from tests.fakes.proof_plans import find_scans, find_sorts, noting

PROVIDERS = {"stt": "stt/primary", "llm": "openrouter/primary", "tts": "tts/elevenlabs"}
ASKED = said(1, "How is the moon?")


def turn(sounding_ms: float = 900.0, **more: float) -> dict[str, Any]:
    stages = {"words": 200.0, "decided": 400.5, "packet": 12.0, "first_byte": 90.0, "sounding": sounding_ms}
    return {"stages_ms": stages | more, "providers": PROVIDERS}


def reply(seq: int, sounding_ms: float = 900.0, **more: Any) -> dict[str, Any]:
    return said(seq, f"Bright, {seq}.", role="assistant", waterfall=turn(sounding_ms), **more)


async def read_pace(browser: Browser, session_id: str) -> dict[str, Any]:
    answer = await browser.http.get(f"/api/session/{session_id}/waterfall")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def count_rows(service: Service) -> int:
    async with service.root.database.engine.connect() as connection:
        return (await connection.execute(text("SELECT count(*) FROM message_waterfall"))).scalar_one()


async def sum_up(service: Service, **query: int) -> dict[str, Any]:
    answer = await service.worker.get("/api/operator/waterfall", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


@BOTH
async def test_a_turn_is_kept_once_beside_its_reply(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    assert await read_pace(ada, session_id) == {"turns": 0, "last": None, "median_ms": {}}
    for _ in range(2):
        assert (await service.ingest(session_id, ASKED, reply(2, 900), said(3, "And?"), reply(4, 700))).is_success
    assert (await service.ingest(session_id, reply(5, 800))).is_success
    pace = await read_pace(ada, session_id)
    assert (pace["turns"], pace["last"]) == (3, turn(800))
    assert pace["median_ms"] == turn(800)["stages_ms"]
    page = (await ada.http.get(f"/api/session/{session_id}/history", params={"waterfalls": True})).json()
    by_text = {message["text"]: page["waterfalls"].get(message["id"]) for message in page["messages"]}
    assert by_text.pop("How is the moon?") is None
    assert by_text.pop("And?") is None
    assert by_text == {"Bright, 2.": turn(900), "Bright, 4.": turn(700), "Bright, 5.": turn(800)}
    assert (await ada.http.get(f"/api/session/{session_id}/history")).json()["waterfalls"] == {}


@BOTH
async def test_it_goes_with_its_message(service: Service, ada: Browser) -> None:
    session_id, other = (await ada.open())["session_id"], (await ada.open())["session_id"]
    await service.ingest(session_id, ASKED, reply(2))
    await service.ingest(other, reply(1))
    async with service.root.database.write() as db:
        await db.exec(text("DELETE FROM message WHERE text = 'Bright, 1.'"))  # type: ignore[call-overload]
    assert await count_rows(service) == 1
    await ada.http.delete(f"/api/session/{session_id}/clear")
    assert await count_rows(service) == 0


async def test_it_is_taken_along_with_the_account(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    await service.ingest(session_id, ASKED, reply(2))
    messages = (await ada.http.get("/api/account/export")).json()["sessions"][0]["messages"]
    assert [message.get("waterfall") for message in messages] == [None, turn()]


async def test_only_kept_replies_of_the_worker_have_one(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    await service.ingest(session_id, ASKED | {"waterfall": turn()})
    assert (await ada.http.put("/api/memory/off-record", json={"session_id": session_id, "on": True})).is_success
    service.clock.move(60)
    await service.ingest(session_id, reply(2, at=START + timedelta(seconds=30)))
    assert await count_rows(service) == 0
    assert "astra_turn_stage_seconds_count" not in (await service.client().get("/metrics")).text


async def test_a_talks_pace_is_its_persons_alone(service: Service, ada: Browser, bob: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    await service.ingest(session_id, ASKED, reply(2))
    answer = await bob.http.get(f"/api/session/{session_id}/waterfall")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")
    for client in (ada.http, service.client()):
        assert (await client.get("/api/operator/waterfall")).status_code == 401


BAD = [
    {"stages_ms": {}},
    {"stages_ms": {"daydreaming": 5}},
    {"stages_ms": {"words": -1}},
    {"stages_ms": {"words": 600_001}},
    {"stages_ms": {"words": "soon"}},
    {"stages_ms": {"words": 1}, "providers": {"moon": "stt/primary"}},
    {"stages_ms": {"words": 1}, "providers": {"stt": "my sister said"}},
    {"stages_ms": {"words": 1}, "providers": {"stt": "x" * 65}},
    {"stages_ms": {"words": 1}, "said": "my sister"},
]


async def test_what_is_no_waterfall_is_refused(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    for waterfall in BAD:
        answer = await service.ingest(session_id, said(1, "fine", role="assistant", waterfall=waterfall))
        assert answer.status_code == 422, waterfall
    assert await ada.history(session_id) == []


@BOTH
async def test_an_operator_sees_percentiles_by_stage_and_provider(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    second = {"stages_ms": {"words": 1000.0}, "providers": {"stt": "stt/second"}}
    unknown = {"stages_ms": {"first_token": 300.0}}
    replies = [reply(seq, 100.0 * seq) for seq in range(1, 11)]
    await service.ingest(session_id, *replies, *(reply(seq) | {"waterfall": second} for seq in (11, 12)))
    await service.ingest(session_id, reply(13) | {"waterfall": unknown})
    service.clock.move(1800)
    seen = await sum_up(service, hours=1)
    assert (seen["turns"], seen["is_cut"]) == (13, False)
    figures = {(one["stage"], one["provider"]): one for one in seen["stages"]}
    assert [one["stage"] for one in seen["stages"]] == [
        "words", "words", "decided", "packet", "first_token", "first_byte", "sounding"
    ]  # fmt: skip
    assert figures["words", "stt/primary"] == {
        "stage": "words", "provider": "stt/primary", "turns": 10, "p50_ms": 200.0, "p90_ms": 200.0
    }  # fmt: skip
    assert (figures["words", "stt/second"]["turns"], figures["words", "stt/second"]["p90_ms"]) == (2, 1000.0)
    assert (figures["sounding", None]["p50_ms"], figures["sounding", None]["p90_ms"]) == (550.0, 910.0)
    assert figures["first_token", None]["turns"] == 1
    service.clock.move(3600)
    assert (await sum_up(service, hours=1))["stages"] == []
    assert (await sum_up(service))["turns"] == 13


async def test_an_operator_reads_the_newest_turns_where_there_are_too_many(tmp_path: Path) -> None:
    async with running_service(tmp_path, waterfall_turns=100) as service:
        ada = await service.guest()
        session_id = (await ada.http.post("/api/session/create", json={"persona": "astra"})).json()["session_id"]
        await service.ingest(session_id, *(reply(seq, 5000 if seq <= 20 else 500) for seq in range(1, 121)))
        service.clock.move(600)
        seen = await sum_up(service)
    assert (seen["turns"], seen["is_cut"]) == (100, True)
    assert max(one["p90_ms"] for one in seen["stages"]) == 500


async def test_an_operator_can_ask_for_a_month_at_most(service: Service) -> None:
    for hours in ("0", "721", "many"):
        answer = await service.worker.get("/api/operator/waterfall", params={"hours": hours})
        assert (answer.status_code, answer.json()["error"]["field"]) == (422, "hours"), hours


@pytest.mark.parametrize("turns", [0, 99, 50_001])
def test_a_number_of_turns_that_is_not_sane_is_refused(turns: int) -> None:
    with pytest.raises(ValidationError, match=r"ASTRA_WATERFALL_TURNS|waterfall_turns"):
        load_settings(_env_file=None, waterfall_turns=turns)


async def test_prometheus_is_told_of_each_turn_once(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    for _ in range(2):
        await service.ingest(session_id, ASKED, reply(2, 900))
    told = (await service.client().get("/metrics")).text
    counts = dict(re.findall(r"astra_turn_stage_seconds_count\{(.*?)\} (\S+)", told))
    assert counts == {
        'provider="stt/primary",stage="words"': "1.0",
        'provider="",stage="decided"': "1.0",
        'provider="",stage="packet"': "1.0",
        'provider="tts/elevenlabs",stage="first_byte"': "1.0",
        'provider="",stage="sounding"': "1.0",
    }
    assert 'astra_turn_stage_seconds_sum{provider="",stage="sounding"} 0.9' in told
    assert session_id not in told


async def test_waterfalls_are_read_by_index_and_in_their_order(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    await service.ingest(session_id, ASKED, reply(2))
    engine = service.root.database.engine
    with noting(engine) as statements:
        await read_pace(ada, session_id)
        await sum_up(service)
        await ada.http.get(f"/api/session/{session_id}/history", params={"waterfalls": True})
    statements.asked = {one: given for one, given in statements.asked.items() if "message_waterfall" in one}
    assert len(statements.asked) == 3
    assert await find_scans(engine, statements) == {}
    assert await find_sorts(engine, statements) == []


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [([7.0], 90, 7.0), ([1.0, 2.0], 50, 1.5), ([3.0, 1.0, 2.0], 50, 2.0), ([float(n) for n in range(11)], 90, 9.0)],
    ids=["one", "two", "unordered", "eleven"],
)
def test_percentiles_lie_between_their_neighbours(values: list[float], percent: float, expected: float) -> None:
    assert find_percentile(values, percent) == expected

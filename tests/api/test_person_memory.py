"""What is remembered is shown with its receipt, put right for good, pinned, and nobody else's."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.fakes.api_service import Browser, running_service
from tests.fakes.learning_stage import fact
from tests.fakes.memory_stage import MemoryStage, llm_at, plant_life
from tests.fakes.openai_wire import OpenAiWire
from tests.fakes.rooms_server import Rooms

SISTER = fact("has_sister", "Priya", "my sister is called Priya", turn="t1")


@pytest.fixture
async def stage(tmp_path: Path, rooms: Rooms) -> AsyncIterator[MemoryStage]:
    async with OpenAiWire() as wire, running_service(tmp_path, rooms, llm=llm_at(wire)) as service:
        yield MemoryStage(service, wire)


@pytest.fixture
async def ida(stage: MemoryStage) -> Browser:
    return await stage.service.guest()


async def listed(browser: Browser, **query: Any) -> list[dict[str, Any]]:
    answer = await browser.http.get("/api/memory", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def texts(browser: Browser, **query: Any) -> list[str]:
    return [item["text"] for item in await listed(browser, **query)]


async def test_a_fact_is_shown_with_the_words_it_was_learned_from(stage: MemoryStage, ida: Browser) -> None:
    session_id = await stage.talk(ida, "Well, my sister is called Priya.", "> A lovely name.", facts=[SISTER])
    (item,) = await listed(ida)
    spoken = (await ida.history(session_id))[0]
    assert item["kind"] == "fact"
    assert "Priya" in item["text"]
    assert item["receipt"] == {
        "quote": "my sister is called Priya",
        "at": spoken["at"],
        "session_id": session_id,
        "message_id": spoken["id"],
        "by_hand": False,
    }


async def test_a_loop_is_shown_and_closed_by_hand(stage: MemoryStage, ida: Browser) -> None:
    plan = {"kind": "plan", "text": "Visit Lisbon in June", "quote": "I want to visit Lisbon in June", "turn": "t1"}
    await stage.talk(ida, "I want to visit Lisbon in June.", loops=[plan])
    (item,) = await listed(ida, kind="loop")
    assert item["loop_kind"] == "plan"
    assert (await ida.http.post(f"/api/memory/{item['id']}/close")).status_code == 204
    assert await listed(ida, kind="loop") == []
    assert [item["is_past"] for item in await listed(ida, kind="loop", past=True)] == [True]


async def test_the_list_is_paged_filtered_and_searched(stage: MemoryStage, ida: Browser) -> None:
    hobbies = [f"kite{number}" for number in range(45)]
    lines = [f"I really like {hobby} a lot." for hobby in hobbies]
    found = [fact("likes", h, f"I really like {h} a lot", turn=f"t{n}") for n, h in enumerate(hobbies, start=1)]
    await stage.talk(ida, *lines, facts=found)
    first = (await ida.http.get("/api/memory", params={"kind": "fact"})).json()
    assert len(first["items"]) == 40
    assert first["counts"] == {"fact": 45}
    second = (await ida.http.get("/api/memory", params={"kind": "fact", "cursor": first["next_cursor"]})).json()
    assert second["next_cursor"] is None
    shown = {item["id"] for item in (*first["items"], *second["items"])}
    assert len(shown) == 45
    assert len(await texts(ida, q="KITE44")) == 1
    assert await texts(ida, kind="event") == []


async def test_a_pinned_fact_comes_first_and_can_be_let_go(stage: MemoryStage, ida: Browser) -> None:
    await stage.talk(ida, "My sister is called Priya.", facts=[SISTER])
    stage.service.clock.move(60)
    await stage.talk(ida, "I live in Pune.", facts=[fact("lives_in", "Pune", "I live in Pune", turn="t1")])
    older = (await listed(ida))[1]
    assert (await ida.http.post(f"/api/memory/{older['id']}/pin")).status_code == 204
    assert [item["pinned"] for item in await listed(ida)] == [True, False]
    assert (await listed(ida))[0]["id"] == older["id"]
    assert (await ida.http.post(f"/api/memory/{older['id']}/unpin")).status_code == 204
    assert (await listed(ida))[1]["id"] == older["id"]


async def test_what_is_put_right_stays_right_however_often_it_is_learned(stage: MemoryStage, ida: Browser) -> None:
    session_id = await stage.talk(ida, "My sister is called Priya.", facts=[SISTER])
    (item,) = await listed(ida)
    answer = await ida.http.post(f"/api/memory/{item['id']}/correct", json={"text": "Asha"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["receipt"]["by_hand"] is True
    await stage.talk(ida, "The weather is fine.", session_id=session_id, facts=[SISTER])
    (now,) = await texts(ida)
    assert "Asha" in now
    assert "Priya" not in now


async def test_said_in_a_talk_a_correction_holds_at_once(stage: MemoryStage, ida: Browser) -> None:
    session_id = await stage.talk(ida, "My sister is called Priya.", facts=[SISTER])
    done = await stage.desk(session_id, "correct", statement="my sister is called Asha", reply="How is Priya?")
    assert len(done["retracted"]) == 1
    assert "Priya" in done["retracted"][0]
    assert await texts(ida, q="Priya") == []
    assert len(await texts(ida, q="Asha")) == 1
    brief = await stage.service.worker.post(
        "/synapse/session/startbrief", json={"userId": ida.user_id, "sessionId": str(uuid4())}
    )
    assert "Asha" in brief.text
    assert "Priya" not in brief.text
    asked = {"userId": ida.user_id, "query": "what is my sister called", "includeContext": False}
    recalled = await stage.service.worker.post("/synapse/memory/query", json=asked)
    assert "Priya" not in recalled.text


MEANT = [
    {"reply": "You live in Mumbai, by the sea."},
    {"statement": "I never lived there", "reply": "You live in Mumbai, by the sea."},
    {"statement": "it's Pune", "reply": "You live in Mumbai, by the sea."},
    {"statement": "Pune", "instead_of": "Mumbai"},
    {"statement": "I live in Pune"},
]
NOT_MEANT = [
    {"statement": "he shouldn't treat me like this", "reply": "Your boss in Mumbai means well."},
    {"statement": "Delhi", "instead_of": "Goa"},
    {"reply": "Saturn asks for patience."},
    {"statement": "my sister is really annoying"},
    {"statement": "my sister lives in Lisbon"},
    {"statement": "living here tires me"},
    {},
]


async def test_the_fact_that_is_meant_is_found_and_no_other(stage: MemoryStage, ida: Browser) -> None:
    lives = fact("lives_in", "Mumbai", "I live in Mumbai", turn="t2")
    for body in MEANT:
        person = await stage.service.guest()
        session_id = await stage.talk(person, "My sister is called Priya.", "I live in Mumbai.", facts=[SISTER, lives])
        for other in NOT_MEANT:
            assert (await stage.desk(session_id, "correct", **other))["retracted"] == []
        done = await stage.desk(session_id, "correct", **body)
        assert ["Mumbai" in text for text in done["retracted"]] == [True]
        assert await texts(person, q="Mumbai") == []
        assert len(await texts(person, q="Priya")) == 1
        assert len(await texts(person, q="Pune")) == int("Pune" in body.get("statement", ""))


async def test_she_is_whom_the_reply_just_spoke_of(stage: MemoryStage, ida: Browser) -> None:
    lives = fact("lives_in", "Lisbon", "My sister Asha lives in Lisbon", subject="sister Asha")
    session_id = await stage.talk(ida, "My sister Asha lives in Lisbon.", facts=[lives])
    reply = "You told me today: “My sister Asha lives in Lisbon”."
    for other in ("she works in Porto", "he is unwell", "she loves Lisbon"):
        assert (await stage.desk(session_id, "correct", statement=other, reply=reply))["retracted"] == []
    done = await stage.desk(session_id, "correct", statement="she lives in Porto", reply=reply)
    assert done["wrong"] == ["Lisbon"]
    (now,) = await texts(ida)
    assert "Asha lives in Porto" in now


async def test_a_correction_in_hinglish_means_the_same_fact(stage: MemoryStage, ida: Browser) -> None:
    session_id = await stage.talk(ida, "My sister is called Priya.", facts=[SISTER])
    done = await stage.desk(session_id, "correct", statement="meri behen ka naam Asha hai", reply="How is Priya?")
    assert done["wrong"] == ["Priya"]
    assert await texts(ida, q="Priya") == []
    assert len(await texts(ida, q="Asha")) == 1


async def test_a_talk_can_ask_what_is_remembered_and_where_from(stage: MemoryStage, ida: Browser) -> None:
    lives = fact("lives_in", "Mumbai", "I live in Mumbai", turn="t2")
    session_id = await stage.talk(ida, "My sister is called Priya.", "I live in Mumbai.", facts=[SISTER, lives])
    about = await stage.desk(session_id, "recall", topic="my sister")
    assert about["lines"][0]["quote"] == "my sister is called Priya"
    assert about["lines"][0]["session_id"] == session_id
    assert (await stage.desk(session_id, "recall"))["total"] == 2
    assert (await stage.desk(session_id, "recall", topic="my brother"))["total"] == 0
    known = await stage.desk(session_id, "explain", reply="Shall we speak of Priya?")
    assert [line["quote"] for line in known["lines"]] == ["my sister is called Priya"]
    assert (await stage.desk(session_id, "explain", reply="The moon is full."))["lines"] == []


async def test_an_event_and_the_overview_are_shown(stage: MemoryStage, ida: Browser) -> None:
    session_id = await stage.talk(ida, "I moved to Pune on the third of May.")
    await plant_life(stage, ida, session_id, "Moved to Pune", "Settling into a new city.")
    (event,) = await listed(ida, kind="event")
    (overview,) = await listed(ida, kind="overview")
    assert (event["text"], event["happened_on"], event["receipt"]["session_id"]) == (
        "Moved to Pune",
        "2026-05-03",
        session_id,
    )
    assert (overview["text"], overview["receipt"]) == ("Settling into a new city.", None)
    changed = await ida.http.post(f"/api/memory/{event['id']}/correct", json={"text": "Moved to Nashik"})
    assert changed.json()["text"] == "Moved to Nashik"
    changed = await ida.http.post(f"/api/memory/{overview['id']}/correct", json={"text": "All is well."})
    assert changed.json()["text"] == "All is well."


CALLS = [
    ("POST", "/api/memory/{id}/correct", {"text": "other"}),
    ("POST", "/api/memory/{id}/pin", None),
    ("POST", "/api/memory/{id}/unpin", None),
    ("POST", "/api/memory/{id}/close", None),
    ("DELETE", "/api/memory/{id}", None),
    ("POST", "/api/memory/forget", {"memory_id": "{id}"}),
    ("POST", "/api/memory/forget/{id}/confirm", None),
]


async def test_another_persons_memory_is_as_if_unknown(stage: MemoryStage, ida: Browser) -> None:
    session_id = await stage.talk(ida, "My sister is called Priya.", facts=[SISTER])
    (item,) = await listed(ida)
    preview = (await ida.http.post("/api/memory/forget", json={"what": "my sister"})).json()
    bob = await stage.service.guest()
    for method, path, body in CALLS:
        target = preview["forget_id"] if "confirm" in path else item["id"]
        filled = body and {key: target if value == "{id}" else value for key, value in body.items()}
        for memory_id in (target, str(uuid4())):
            answer = await bob.http.request(method, path.format(id=memory_id), json=filled)
            assert answer.status_code == 404, answer.text
        asked = await stage.service.worker.request(method, path.format(id=target), json=filled)
        assert asked.status_code == 401
    toggle = await bob.http.put("/api/memory/off-record", json={"session_id": session_id, "on": True})
    assert toggle.status_code == 404
    assert (await bob.http.get("/api/memory/off-record", params={"session_id": session_id})).status_code == 404
    assert len(await listed(ida)) == 1
    assert await listed(bob) == []


async def test_what_makes_no_sense_is_refused(stage: MemoryStage, ida: Browser) -> None:
    for text in ("   ", "x" * 2001, "a\x00b", 7, None):
        answer = await ida.http.post(f"/api/memory/{uuid4()}/correct", json={"text": text})
        assert (answer.status_code, answer.json()["error"]["field"]) == (422, "text")
    for body in ({}, {"what": ""}, {"what": " "}, {"what": "x" * 401}, {"what": "a", "everything": True}, {"x": 1}):
        assert (await ida.http.post("/api/memory/forget", json=body)).status_code == 422
    for query in ({"kind": "secret"}, {"cursor": "nonsense"}, {"q": "x" * 201}):
        assert (await ida.http.get("/api/memory", params=query)).status_code == 422
    assert (await ida.http.post("/api/memory/no-id/pin")).json()["error"]["field"] == "memory_id"
    bare = stage.service.client()
    bare.cookies = ida.http.cookies
    assert (await bare.post("/api/memory/forget", json={"what": "my sister"})).status_code == 403


async def test_the_desk_wants_the_service_token_a_known_session_and_sense(stage: MemoryStage, ida: Browser) -> None:
    session_id = await stage.talk(ida, "My sister is called Priya.", facts=[SISTER])
    calls: list[tuple[str, dict[str, Any], list[dict[str, Any]]]] = [
        ("recall", {"topic": "my sister"}, [{"topic": ""}, {"topic": "a\x00"}, {"who": "bob"}]),
        ("explain", {"reply": "Priya"}, [{"reply": "x" * 2001}, {"recalled": "all"}]),
        ("correct", {}, [{"statement": ""}, {"instead_of": "x" * 401}]),
        ("forget", {"topic": "my sister"}, [{}, {"topic": ""}, {"everything": "perhaps"}]),
        ("off-record", {"on": False, "at": "2026-05-03T12:00:00Z"}, [{"on": True}, {"on": True, "at": "12:00"}]),
    ]
    for path, good, bad in calls:
        url = f"/api/worker/sessions/{session_id}/memory/{path}"
        assert (await ida.http.post(url, json=good)).status_code == 401
        assert (await stage.service.worker.post(url, json=good)).status_code == 200, path
        unknown = f"/api/worker/sessions/{uuid4()}/memory/{path}"
        assert (await stage.service.worker.post(unknown, json=good)).status_code == 404
        for body in bad:
            assert (await stage.service.worker.post(url, json=body)).status_code == 422, body
    assert len(await listed(ida)) == 1

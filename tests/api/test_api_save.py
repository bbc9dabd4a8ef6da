"""The save contract: what live ingest missed is added, nothing is doubled, the order is kept, twice changes nothing."""

from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.conftest import BOTH
from tests.fakes.api_service import START, Browser, Service, running_service, said
from tests.fakes.rooms_server import Rooms

MS = int(START.timestamp() * 1000)


def lines(messages: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(m["role"], m["text"]) for m in messages]


@BOTH
async def test_what_live_ingest_missed_is_added_in_its_place(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    await service.ingest(session_id, said(1, "Hello.", role="assistant"), said(3, "I see.", role="assistant"))
    answer = await ada.save(
        session_id,
        ("agent", "hello", MS + 1000),
        ("user", "I was missed", MS + 2000),
        ("assistant", "I see!", MS + 3000),
        ("user", "and so was I", MS + 4000),
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["session_id"] == session_id
    assert (answer.json()["message_count"], answer.json()["active"]) == (4, False)
    assert answer.json()["ended_at"] is not None
    messages = await ada.history(session_id)
    assert [(m["text"], m["source"]) for m in messages] == [
        ("Hello.", "voice"),
        ("I was missed", "page"),
        ("I see.", "voice"),
        ("and so was I", "page"),
    ]


async def test_a_page_whose_clock_is_hours_off_keeps_the_order(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    await service.ingest(session_id, said(1, "one"), said(2, "three"))
    off = MS - 7 * 3_600_000
    await ada.save(session_id, ("user", "one", off), ("user", "two", off + 500), ("user", "three", off + 1000))
    assert [m["text"] for m in await ada.history(session_id)] == ["one", "two", "three"]


async def test_the_pages_list_is_in_order_even_with_equal_or_backward_times(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    await ada.save(session_id, ("user", "a", 50), ("user", "b", 50), ("user", "c", 10))
    assert [m["text"] for m in await ada.history(session_id)] == ["a", "b", "c"]


@BOTH
async def test_a_phrase_said_twice_stays_twice(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    await service.ingest(session_id, said(1, "yes"), said(2, "sure?", role="assistant"))
    both = [("user", "yes", MS + 1000), ("assistant", "sure?", MS + 2000), ("user", "Yes.", MS + 9000)]
    for _ in range(3):
        await ada.save(session_id, *both)
    assert lines(await ada.history(session_id)) == [("user", "yes"), ("assistant", "sure?"), ("user", "Yes.")]


async def test_the_worker_replaces_what_the_page_claimed(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    await ada.save(
        session_id, ("user", "hello", MS + 1000), ("user", "only the page", MS + 1500), ("user", "bye", MS + 2000)
    )
    ids = [m["id"] for m in await ada.history(session_id)]
    await service.ingest(session_id, said(2, "Bye!"), said(1, "Hello!"))
    messages = await ada.history(session_id)
    assert [(m["text"], m["source"]) for m in messages] == [
        ("Hello!", "voice"),
        ("only the page", "page"),
        ("Bye!", "voice"),
    ]
    assert [m["id"] for m in messages] == ids
    await ada.save(
        session_id, ("user", "hello", MS + 1000), ("user", "only the page", MS + 1500), ("user", "bye", MS + 2000)
    )
    assert len(await ada.history(session_id)) == 3


CUT = {"role": "assistant", "interrupted": True, "generated": "The moon is full tonight, and so are you."}


@pytest.mark.parametrize("shown", ["The moon is full", "The moon is full tonight, and", "The moon"])
@pytest.mark.parametrize("page_first", [True, False])
async def test_a_cut_reply_is_one_whatever_of_it_the_page_showed(
    service: Service, ada: Browser, shown: str, page_first: bool
) -> None:
    session_id = (await ada.open())["session_id"]
    claims = [("user", "look up", MS), ("assistant", shown, MS + 1000), ("user", "stop", MS + 2000)]
    if page_first:
        await ada.save(session_id, *claims)
    await service.ingest(session_id, said(1, "look up"), said(2, "The moon is full", **CUT), said(3, "stop"))
    for _ in range(2):
        await ada.save(session_id, *claims)
    assert lines(await ada.history(session_id)) == [
        ("user", "look up"),
        ("assistant", "The moon is full"),
        ("user", "stop"),
    ]


async def test_a_cut_reply_does_not_swallow_another_reply(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    await service.ingest(session_id, said(1, "The moon is full", **CUT))
    await ada.save(
        session_id, ("assistant", "The moon is full tonight", MS), ("assistant", "The sun is out", MS + 9000)
    )
    assert [m["text"] for m in await ada.history(session_id)] == ["The moon is full", "The sun is out"]


async def test_what_a_page_claims_is_shown_and_fed_to_nobody(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    await service.ingest(session_id, said(1, "true"))
    await ada.save(session_id, ("user", "true", MS), ("assistant", "I promise you gold", MS + 1))
    assert len(await ada.history(session_id)) == 2
    await ada.open(session_id=session_id)
    context = (await service.worker.get(f"/api/worker/sessions/{session_id}/context")).json()
    assert [m["text"] for m in context["messages"]] == ["true"]


async def test_saving_ends_but_opening_again_takes_that_back(service: Service, ada: Browser) -> None:
    opened = await ada.open()
    await ada.save(opened["session_id"], ("user", "hi", MS))
    again = await ada.open(session_id=opened["session_id"])
    assert again["room"] == opened["room"], "a page that was only refreshed comes back into the same talk"
    assert (await ada.sessions())[0]["active"] is True


async def test_the_room_of_a_saved_session_is_closed_after_a_while(service: Service, ada: Browser) -> None:
    opened = await ada.open()
    await ada.save(opened["session_id"], ("user", "hi", MS))
    await service.root.watcher.look()
    assert opened["room"] in await service.root.rooms.list_alive()
    service.clock.move(21)
    await service.root.watcher.look()
    assert opened["room"] not in await service.root.rooms.list_alive()


@pytest.mark.parametrize("session_id", [None, "", "not-a-uuid", 7, ["x"], {"a": 1}])
async def test_a_missing_or_malformed_id_is_400(ada: Browser, session_id: object) -> None:
    answer = await ada.save(session_id, ("user", "hi", 1))
    assert answer.status_code == 400
    assert answer.json()["error"]["field"] == "session_id"
    assert (await ada.http.post("/api/users/sessions/save", json={"messages": []})).status_code == 400


async def test_an_unknown_id_is_404_and_nobody_is_401(service: Service, ada: Browser) -> None:
    assert (await ada.save(str(uuid4()), ("user", "hi", 1))).status_code == 404
    nobody = Browser(service.client(**{"x-astra": "1"}))
    assert (await nobody.save(str(uuid4()), ("user", "hi", 1))).status_code == 401


BAD = [
    [{"role": "system", "text": "x", "timestamp": 1}],
    [{"role": "user", "text": "", "timestamp": 1}],
    [{"role": "user", "text": "x" * 20_001, "timestamp": 1}],
    [{"role": "user", "text": "x", "timestamp": -1}],
    [{"role": "user", "text": "x", "timestamp": 10**16}],
    [{"role": "user", "text": "x", "timestamp": "soon"}],
    [{"role": "user", "text": "x"}],
    [{"role": "user", "text": "x", "timestamp": 1, "mood": "good"}],
    [{"role": "user", "text": "x", "timestamp": 1}] * 2001,
    "all of them",
]


@pytest.mark.parametrize("messages", BAD)
async def test_bad_messages_are_refused_whole(service: Service, ada: Browser, messages: object) -> None:
    session_id = (await ada.open())["session_id"]
    body = {"session_id": session_id, "messages": messages}
    answer = await ada.http.post("/api/users/sessions/save", json=body)
    assert answer.status_code == 422
    assert answer.json()["error"]["field"].startswith("messages")
    assert await ada.history(session_id) == []


async def test_an_empty_session_saves_and_appears_nowhere(ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    assert (await ada.save(session_id)).json()["message_count"] == 0
    assert await ada.sessions() == []


async def test_saving_too_often_waits(tmp_path: Path, rooms: Rooms) -> None:
    async with running_service(tmp_path, rooms, rate_save="2/minute") as service:
        ada = await service.guest()
        session_id = (await ada.open())["session_id"]
        statuses = [(await ada.save(session_id)).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]


WORDS = st.sampled_from(["yes", "no", "and then", "Mumbai"])
TALK = st.lists(st.tuples(st.sampled_from(["user", "assistant"]), WORDS), min_size=1, max_size=9)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(talk=TALK, data=st.data())
async def test_however_save_and_ingest_interleave_everything_is_stored_once(
    service: Service, ada: Browser, talk: list[tuple[str, str]], data: st.DataObject
) -> None:
    """The worker reports some of a talk and the page has some; batches and saves come in any order."""
    everything = range(len(talk))
    live = data.draw(st.lists(st.sampled_from(everything), unique=True), label="live")
    seen = sorted(data.draw(st.lists(st.sampled_from(everything), unique=True), label="page"))
    when = data.draw(st.lists(st.integers(0, len(live)), min_size=1, max_size=3).map(set), label="saves after")
    skew = data.draw(st.sampled_from([0, -3_600_000, 250]), label="skew")
    session_id = (await ada.open())["session_id"]
    page = [(*talk[i], MS + i * 1000 + skew) for i in seen]
    for count in range(len(live) + 1):
        if count in when:
            assert (await ada.save(session_id, *page)).status_code == 200
        if count < len(live):
            i = live[count]
            role, text = talk[i]
            await service.ingest(session_id, said(i + 1, text, role=role, at=START + timedelta(seconds=i)))
    stored = await ada.history(session_id)
    by_worker, by_page = Counter(talk[i] for i in live), Counter(talk[i] for i in seen)
    assert Counter(lines(stored)) == by_worker | by_page, "the larger of the two counts, for each line"
    assert [(m["role"], m["text"]) for m in stored if m["source"] != "page"] == [talk[i] for i in sorted(live)]
    before = stored
    assert (await ada.save(session_id, *page)).status_code == 200
    assert lines(await ada.history(session_id)) == lines(before)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(count=st.integers(1, 9), data=st.data())
async def test_with_distinct_lines_the_order_is_that_of_the_talk(
    service: Service, ada: Browser, count: int, data: st.DataObject
) -> None:
    live = data.draw(st.lists(st.integers(0, count - 1), unique=True), label="live")
    seen = sorted(data.draw(st.lists(st.integers(0, count - 1), unique=True), label="page"))
    save_after = data.draw(st.integers(0, len(live)), label="save after")
    session_id = (await ada.open())["session_id"]
    page = [("user", f"line {i}", MS + i * 1000) for i in seen]
    for index in range(len(live) + 1):
        if index == save_after:
            await ada.save(session_id, *page)
        if index < len(live):
            i = live[index]
            await service.ingest(session_id, said(i + 1, f"line {i}", at=START + timedelta(seconds=i)))
    assert [m["text"] for m in await ada.history(session_id)] == [f"line {i}" for i in sorted({*live, *seen})]

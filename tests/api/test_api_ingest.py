"""What the worker reports is stored once, in its order, whatever happens on the way."""

import json
from datetime import timedelta
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.conftest import BOTH
from tests.fakes.api_service import START, Browser, Service, said


@BOTH
async def test_a_batch_is_stored_once(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    batch = [said(1, "hello", role="agent"), said(2, "hi", source="typed")]
    assert (await service.ingest(session_id, *batch)).json() == {"stored": 2, "duplicates": 0, "context_version": 0}
    assert (await service.ingest(session_id, *batch, batch[0])).json() == {
        "stored": 0,
        "duplicates": 3,
        "context_version": 0,
    }
    messages = await ada.history(session_id)
    assert [(m["role"], m["text"], m["source"]) for m in messages] == [
        ("assistant", "hello", "voice"),
        ("user", "hi", "typed"),
    ]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(1, 8)), cuts=st.sets(st.integers(1, 6)), again=st.lists(st.integers(1, 7)))
async def test_any_order_and_any_repetition_give_the_same_transcript(
    service: Service, ada: Browser, order: list[int], cuts: set[int], again: list[int]
) -> None:
    session_id = (await ada.open())["session_id"]
    edges = [0, *sorted(cuts), 7]
    batches = [order[a:b] for a, b in pairwise(edges)] + [[n] for n in again]
    for batch in batches:
        assert (await service.ingest(session_id, *(said(n, f"line {n}") for n in batch))).status_code == 200
    assert [m["text"] for m in await ada.history(session_id)] == [f"line {n}" for n in range(1, 8)]


async def test_a_session_that_ended_still_takes_what_comes_late(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    await ada.http.delete(f"/api/session/{session_id}")
    assert (await service.ingest(session_id, said(1, "late"))).status_code == 200
    listed = (await ada.sessions())[0]
    assert (listed["message_count"], listed["active"]) == (1, False)


async def test_an_unknown_session_takes_nothing(service: Service) -> None:
    assert (await service.ingest(str(uuid4()), said(1, "x"))).status_code == 404


async def test_a_number_used_twice_loses_nothing_and_keeps_the_order_of_time(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    await service.ingest(session_id, said(1, "one"))
    late = START + timedelta(minutes=1)
    await service.ingest(session_id, said(2, "after the crash", at=late) | {"item_id": "new-2"})
    spooled = [said(2, "two", at=START + timedelta(seconds=2)), said(3, "three", at=START + timedelta(seconds=3))]
    assert (await service.ingest(session_id, *spooled)).json()["stored"] == 2
    texts = [m["text"] for m in await ada.history(session_id)]
    assert sorted(texts) == sorted(["one", "two", "three", "after the crash"])
    assert texts.index("one") < texts.index("two") < texts.index("after the crash")
    context = (await service.worker.get(f"/api/worker/sessions/{session_id}/context")).json()
    assert context["next_seq"] == 4


@BOTH
async def test_the_sessions_figures_follow(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    service.clock.move(90)
    await service.ingest(session_id, said(1, "hello", role="assistant"), said(2, "What a day,\n it was"))
    listed = (await ada.sessions())[0]
    assert listed["message_count"] == 2
    assert listed["title"] == "What a day, it was"
    assert listed["last_activity"].startswith("2026-05-03T12:01:30")
    assert listed["current"] is True


BAD = [
    ({"role": "system"}, "role"),
    ({"text": ""}, "text"),
    ({"text": "nul\x00byte"}, "text"),
    ({"text": "x" * 20_001}, "text"),
    ({"seq": 0}, "seq"),
    ({"seq": 2**60}, "seq"),
    ({"item_id": "has space"}, "item_id"),
    ({"at": "2026-02-31T00:00:00Z"}, "at"),
    ({"at": "2026-02-01T00:00:00"}, "at"),
    ({"mood": "good"}, "mood"),
    ({"source": "page"}, "source"),
]


@pytest.mark.parametrize(("change", "field"), BAD)
async def test_bad_input_is_named_and_nothing_is_stored(
    service: Service, ada: Browser, change: dict[str, Any], field: str
) -> None:
    session_id = (await ada.open())["session_id"]
    answer = await service.ingest(session_id, said(1, "fine"), said(2, "secret words") | change)
    assert answer.status_code == 422
    assert answer.json()["error"]["field"].endswith(field)
    assert "secret words" not in answer.text
    assert await ada.history(session_id) == []


async def test_too_many_and_none_at_all_are_refused(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    assert (await service.ingest(session_id)).status_code == 422
    assert (await service.ingest(session_id, *(said(n, "x") for n in range(1, 202)))).status_code == 422


async def test_a_lone_surrogate_is_refused(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    body = json.dumps({"session_id": session_id, "utterances": [said(1, "\ud800")]})
    answer = await service.worker.post("/api/ingest", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in {400, 422}
    assert await ada.history(session_id) == []

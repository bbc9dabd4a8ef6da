"""The session's mind in the room: what memory gave is used, wishes are carried out, updates told once, all traced."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from livekit import api

from tests.agent.test_agent_conversation import in_call, wait_greeting_over, wait_stored
from tests.fakes.agent_stage import KEY, SECRET, Stage
from tests.fakes.room_guest import wait_until

pytestmark = pytest.mark.rooms
CANARY = "zebulon-canary"


def read_traces(log: Path, session_id: UUID) -> list[dict[str, Any]]:
    lines = [line for line in log.read_text("utf-8", "replace").splitlines() if "[chat.trace]" in line]
    return [trace for trace in map(json.loads, lines) if trace["session_id"] == str(session_id)]


async def test_a_turn_uses_memory_tells_updates_once_and_leaves_one_trace(stage: Stage) -> None:
    stage.openai.script(replies=["Gladly.", "Of course."])
    stage.service.memory = {
        "session/startbrief": {"bridgeText": f"B {CANARY}", "items": [{"kind": "fact", "text": CANARY}, 7]},
        "memory/loops": {"loops": []},
        "memory/query": {"facts": [{"text": f"My cat is {CANARY}", "date": "2026-04-01"}]},
    }
    update_id = str(uuid4())
    updates = [{"id": update_id, "kind": "contextual", "text": f"New {CANARY}"}]
    async with in_call(stage, updates=updates) as (session_id, guest):
        await wait_greeting_over(stage, session_id)
        await guest.type(f"What did I tell you about my cat {CANARY}?")
        await wait_stored(stage, session_id, "assistant", "Gladly.")
        await wait_until(lambda: stage.service.told, what="update told")
        await guest.type("And the dog?")
        await wait_stored(stage, session_id, "assistant", "Of course.")
    assert stage.worker is not None
    log = stage.worker.log
    await wait_until(lambda: len(read_traces(log, session_id)) == 2, what="two traces")
    first, second = read_traces(log, session_id)
    assert (first["startbrief_used"], first["startbrief_items_count"], first["gate"]) == (True, 1, "explicit")
    assert first["bridgeText_chars"] == len(f"B {CANARY}")
    assert (first["updates_told"], second["updates_told"]) == (1, 0)
    assert stage.service.told == [(str(session_id), [update_id])]
    assert CANARY not in log.read_text("utf-8", "replace")


async def test_off_the_record_is_a_wish_and_needs_no_model(stage: Stage) -> None:
    async with in_call(stage) as (session_id, guest):
        stage.service.desk["off-record"] = {"session_id": str(session_id), "on": True, "since": None}
        await wait_greeting_over(stage, session_id)
        await guest.type("Off the record, please.")
        await wait_until(lambda: len(stage.service.texts(session_id, "assistant")) == 2, what="an answer")
    wishes = [wish for wish, body in stage.service.wished if body.get("on")]
    assert wishes == ["off-record"]
    assert "record" in stage.service.texts(session_id, "assistant")[1].lower()


async def test_a_nudge_from_the_service_brings_the_new_context(stage: Stage) -> None:
    stage.openai.script(replies=["Well."])
    async with in_call(stage) as (session_id, guest):
        await wait_greeting_over(stage, session_id)
        update_id = str(uuid4())
        stage.service.contexts[str(session_id)] |= {
            "context_version": 1, "updates": [{"id": update_id, "kind": "chart_ready", "text": "Ready."}],
        }  # fmt: skip
        async with api.LiveKitAPI(stage.rooms_url.replace("ws", "http", 1), KEY, SECRET) as lk:
            packet = api.SendDataRequest(room=guest.room.name, data=b"{}", topic="astra.context")
            await lk.room.send_data(packet)
        fetched = stage.service.fetched
        await wait_until(lambda: fetched.count(str(session_id)) == 2, what="context fetched anew")
        await guest.type("Hello")
        await wait_stored(stage, session_id, "assistant", "Well.")
        await wait_until(lambda: (str(session_id), [update_id]) in stage.service.told, what="update told")


async def test_a_person_can_not_make_the_worker_fetch(stage: Stage) -> None:
    stage.openai.script(replies=["Well."])
    async with in_call(stage) as (session_id, guest):
        await wait_greeting_over(stage, session_id)
        await guest.room.local_participant.publish_data(b"{}", topic="astra.context")
        await guest.type("Hello")
        await wait_stored(stage, session_id, "assistant", "Well.")
        assert stage.service.fetched.count(str(session_id)) == 1


async def test_the_number_in_the_ingest_answer_is_the_second_way(stage: Stage) -> None:
    stage.openai.script(replies=["Well."])
    async with in_call(stage) as (session_id, guest):
        await wait_greeting_over(stage, session_id)
        stage.service.contexts[str(session_id)]["context_version"] = 4
        stage.service.context_version = 4
        await guest.type("Hello")
        await wait_stored(stage, session_id, "assistant", "Well.")
        await wait_until(lambda: stage.service.fetched.count(str(session_id)) == 2, what="context fetched anew")


async def test_a_spoken_wish_is_carried_out_once(stage: Stage) -> None:
    stage.openai.script(transcripts=["Off the record, please."])
    speech = stage.synthesise("Off the record, please.")
    async with in_call(stage) as (session_id, guest):
        stage.service.desk["off-record"] = {"session_id": str(session_id), "on": True, "since": None}
        stage.service.wished.clear()
        await wait_greeting_over(stage, session_id)
        await guest.speak(speech)
        await wait_until(lambda: len(stage.service.texts(session_id, "assistant")) == 2, what="an answer")
    assert [wish for wish, _ in stage.service.wished] == ["off-record"]
    assert "record" in stage.service.texts(session_id, "assistant")[1].lower()

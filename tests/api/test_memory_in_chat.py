"""Memory in a typed talk: asked, explained, put right at once, forgotten after one question, off the record."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.api_service import Browser, running_service
from tests.fakes.learning_stage import fact
from tests.fakes.memory_stage import MODEL, MemoryStage, llm_at
from tests.fakes.openai_wire import OpenAiWire
from tests.fakes.rooms_server import Rooms


@pytest.fixture
async def stage(tmp_path: Path, rooms: Rooms) -> AsyncIterator[MemoryStage]:
    async with OpenAiWire() as wire, running_service(tmp_path, rooms, llm=llm_at(wire)) as service:
        yield MemoryStage(service, wire)


async def chat(stage: MemoryStage, browser: Browser, session_id: str, message: str) -> str:
    answer = await browser.http.post("/api/chat", json={"session_id": session_id, "message": message})
    assert answer.status_code == 200, answer.text
    stage.service.clock.move(20)
    return str(answer.json()["reply"])


def read_prompt(request: dict[str, Any]) -> str:
    return "\n".join(str(message["content"]) for message in request["messages"])


async def test_a_talk_about_what_is_remembered(stage: MemoryStage) -> None:
    ida = await stage.service.guest()
    told = await stage.talk(
        ida,
        "My sister is called Priya.",
        "> A lovely name.",
        "I work as a nurse.",
        facts=[
            fact("has_sister", "Priya", "My sister is called Priya", turn="t1"),
            fact("works_as", "nurse", "I work as a nurse", turn="t3"),
        ],
    )
    stage.service.clock.move(86_400 * 20)
    session_id = str((await ida.open())["session_id"])
    stage.wire.behave(MODEL, text="How is your sister Priya these days?")

    assert "on 3 May" in await chat(stage, ida, session_id, "What do you remember about my sister?")
    assert "Priya" in await chat(stage, ida, session_id, "I saw my sister yesterday.")
    assert "on 3 May" in await chat(stage, ida, session_id, "How do you know that?")
    before = len(stage.wire.requests)
    reply = await chat(stage, ida, session_id, "That's not true, my sister is called Asha.")
    assert "Asha" in reply
    assert "Priya" not in reply
    stage.wire.behave(MODEL, text="I see.")
    await chat(stage, ida, session_id, "What would you say to my sister?")
    await chat(stage, ida, session_id, "And what else of my sister?")
    prompts = [read_prompt(request) for request in stage.wire.requests[before:]]
    assert len(prompts) == 2
    assert all("Asha" in prompt for prompt in prompts)
    assert all("Priya" not in prompt for prompt in prompts)

    asked = await chat(stage, ida, session_id, "Forget what I said about my sister.")
    assert "Shall I forget it" in asked
    assert "Asha" in str((await ida.http.get("/api/memory")).json()), "nothing happens before the yes"
    await chat(stage, ida, session_id, "Yes.")
    before = len(stage.wire.requests)
    await chat(stage, ida, session_id, "What shall we talk about?")
    prompt = read_prompt(stage.wire.requests[before])
    for word in ("Asha", "Priya"):
        assert word not in prompt
    assert [m["text"] for m in await ida.history(told)] == ["A lovely name.", "I work as a nurse."]


async def test_off_the_record_in_writing(stage: MemoryStage) -> None:
    ida = await stage.service.guest()
    session_id = str((await ida.open())["session_id"])
    stage.wire.behave(MODEL, text="I hear you.")
    await chat(stage, ida, session_id, "I like tea.")
    assert "off the record" in (await chat(stage, ida, session_id, "Off the record, please.")).lower()
    assert await chat(stage, ida, session_id, "I hate my boss Zorblax.") == "I hear you."
    assert "on the record" in (await chat(stage, ida, session_id, "Back on the record.")).lower()
    await chat(stage, ida, session_id, "I like coffee.")
    kept = [m["text"] for m in await ida.history(session_id) if m["role"] == "user"]
    assert kept == ["I like tea.", "I like coffee."]
    assert "Zorblax" not in read_prompt(stage.wire.requests[-1])

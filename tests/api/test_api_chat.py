"""`POST /api/chat`: a typed turn is answered by the same mind, kept in order, and refused where it is no message."""

import asyncio
import base64
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from astra.llm.settings import LlmSettings
from tests.fakes.api_service import OURS, Browser, Service, running_service, said
from tests.fakes.memory_wire import MemoryWire
from tests.fakes.openai_wire import OpenAiWire
from tests.fakes.rooms_server import Rooms


@pytest.fixture
async def wire() -> AsyncIterator[OpenAiWire]:
    async with OpenAiWire() as running:
        yield running


def llm_at(wire: OpenAiWire) -> LlmSettings:
    return LlmSettings(
        openrouter_api_key=None,
        openrouter_base_url=wire.base_url,
        llm_model="m",
        llm_fallback_model="m",
        openai_api_key=None,
        openai_base_url=None,
        llm_cooldown_s=3600,
    )


@pytest.fixture
async def talking(tmp_path: Path, rooms: Rooms, wire: OpenAiWire) -> AsyncIterator[Service]:
    async with running_service(tmp_path, rooms, llm=llm_at(wire), context_debug=True) as running:
        yield running


@pytest.fixture
async def ida(talking: Service) -> Browser:
    return await talking.guest()


async def chat(browser: Browser, session_id: str, message: str | None, **more: Any) -> httpx.Response:
    headers = more.pop("headers", {})
    body = {"session_id": session_id, **({"message": message} if message is not None else {}), **more}
    return await browser.http.post("/api/chat", json=body, headers=headers)


def prompt_text(wire: OpenAiWire, index: int = -1) -> str:
    return "\n".join(str(message["content"]) for message in wire.requests[index]["messages"])


async def test_a_typed_turn_is_answered_and_kept(ida: Browser, wire: OpenAiWire) -> None:
    wire.behave("m", text="It is bright and calm.")
    session_id = (await ida.open())["session_id"]
    answer = await chat(ida, session_id, "How is the moon?")
    assert answer.status_code == 200, answer.text
    assert answer.json() == {"session_id": session_id, "reply": "It is bright and calm."}
    kept = await ida.history(session_id)
    assert [(m["role"], m["text"], m["source"]) for m in kept] == [
        ("user", "How is the moon?", "typed"),
        ("assistant", "It is bright and calm.", "typed"),
    ]


async def test_the_next_turn_knows_the_last_one(ida: Browser, wire: OpenAiWire) -> None:
    session_id = (await ida.open())["session_id"]
    await chat(ida, session_id, "My cat is called Momo.")
    await chat(ida, session_id, "Tell me a story.")
    roles = [(m["role"], m["content"]) for m in wire.requests[-1]["messages"] if m["role"] != "system"]
    assert roles == [
        ("user", "My cat is called Momo."),
        ("assistant", "Hello there, friend."),
        ("user", "Tell me a story."),
    ]


async def test_the_first_system_message_never_changes(ida: Browser, wire: OpenAiWire) -> None:
    session_id = (await ida.open())["session_id"]
    for message in ("Hello", "Should I move to Goa?", "no, Pune, not Goa"):
        await chat(ida, session_id, message)
    assert len({request["messages"][0]["content"] for request in wire.requests}) == 1


async def test_a_correction_stays_with_the_session(ida: Browser, wire: OpenAiWire) -> None:
    session_id = (await ida.open())["session_id"]
    await chat(ida, session_id, "I was born in Mumbai.")
    await chat(ida, session_id, "No, Pune, not Mumbai.")
    await chat(ida, session_id, "Where was I born?")
    assert "## SESSION_FACT_CORRECTIONS" in prompt_text(wire)
    assert "“Pune” instead of “Mumbai”" in prompt_text(wire)


async def test_nothing_carries_over_into_another_session(ida: Browser, wire: OpenAiWire) -> None:
    first = (await ida.open())["session_id"]
    await chat(ida, first, "My cat is called Momo.")
    second = (await ida.open())["session_id"]
    await chat(ida, second, "Hello there")
    talk = [m["content"] for m in wire.requests[-1]["messages"] if m["role"] != "system"]
    assert talk == ["Hello there"]


async def test_debug_shows_blocks_and_prompt_where_allowed(ida: Browser) -> None:
    session_id = (await ida.open())["session_id"]
    answer = await chat(ida, session_id, "Hello", headers={"x-debug-context": "1", "x-debug-prompt": "1"})
    debug = answer.json()["debug"]
    names = [block["name"] for block in debug["blocks"]]
    assert names[:3] == ["PERSONA", "STYLE", "CONVERSATION_POSTURE"]
    assert names[-1] == "CURRENT_MESSAGE"
    assert debug["prompt"]["model"] == "m"
    assert debug["prompt"]["messages"][-1] == {"role": "user", "content": "Hello"}


async def test_debug_is_ignored_where_it_is_off(tmp_path: Path, rooms: Rooms, wire: OpenAiWire) -> None:
    async with running_service(tmp_path, rooms, llm=llm_at(wire)) as service:
        ida = await service.guest()
        session_id = (await ida.open())["session_id"]
        answer = await chat(ida, session_id, "Hello", headers={"x-debug-context": "1", "x-debug-prompt": "1"})
    assert "debug" not in answer.json()


async def test_no_model_is_an_apology_and_the_session_lives(ida: Browser, wire: OpenAiWire) -> None:
    wire.behave("m", fault="status", status=500)
    session_id = (await ida.open())["session_id"]
    answer = await chat(ida, session_id, "Hello")
    assert answer.status_code == 200
    assert "sorry" in answer.json()["reply"].lower() or "forgive" in answer.json()["reply"].lower()
    assert len(await ida.history(session_id)) == 2


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"message": ""}, 422, "message"),
        ({"message": "  \n\u200b"}, 422, "message"),
        ({"message": "a\x00b"}, 422, "message"),
        ({"message": "x" * 20_001}, 422, "message"),
        ({"message": 5}, 422, "message"),
        ({}, 422, "message"),
        ({"message": "hi", "audio": "aGk="}, 422, "message"),
        ({"audio": "not base64!"}, 422, "audio"),
        ({"audio": "aGk=", "audio_format": "exe"}, 422, "audio_format"),
        ({"message": "hi", "persona": "nobody"}, 422, "persona"),
        ({"message": "hi", "mood": "x"}, 422, "mood"),
        ({"message": "hi", "session_id": "x"}, 422, "session_id"),
    ],
)
async def test_what_is_no_message_is_refused(ida: Browser, body: dict[str, Any], status: int, field: str) -> None:
    session_id = (await ida.open())["session_id"]
    answer = await ida.http.post("/api/chat", json={"session_id": session_id, **body})
    assert answer.status_code == status, answer.text
    assert answer.json()["error"]["field"] == field
    assert await ida.history(session_id) == []


async def test_a_huge_body_is_refused(ida: Browser) -> None:
    answer = await chat(ida, str(uuid4()), "x" * 3_000_000)
    assert answer.status_code == 413


async def test_others_sessions_are_not_there(talking: Service, ida: Browser) -> None:
    bob = await talking.guest()
    session_id = (await ida.open())["session_id"]
    assert (await chat(bob, session_id, "Hello")).status_code == 404
    assert (await chat(ida, str(uuid4()), "Hello")).status_code == 404
    assert await ida.history(session_id) == []


async def test_it_needs_a_sign_in_and_our_page(talking: Service, ida: Browser) -> None:
    session_id = (await ida.open())["session_id"]
    body = {"session_id": session_id, "message": "Hello"}
    assert (await talking.client(**OURS).post("/api/chat", json=body)).status_code == 401
    del ida.http.headers["x-astra"]
    assert (await ida.http.post("/api/chat", json=body)).status_code == 403


async def test_a_repeated_message_id_is_answered_once(ida: Browser, wire: OpenAiWire) -> None:
    session_id, message_id = (await ida.open())["session_id"], str(uuid4())
    first = await chat(ida, session_id, "Hello", message_id=message_id)
    wire.behave("m", text="Something else.")
    again = await chat(ida, session_id, "Hello", message_id=message_id)
    assert first.json() == again.json()
    assert len(await ida.history(session_id)) == 2


async def test_it_is_limited(tmp_path: Path, rooms: Rooms, wire: OpenAiWire) -> None:
    async with running_service(tmp_path, rooms, llm=llm_at(wire), rate_chat="2/minute") as service:
        ida = await service.guest()
        session_id = (await ida.open())["session_id"]
        statuses = [(await chat(ida, session_id, "Hello")).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]


async def test_typing_goes_on_after_the_end_and_beside_a_voice(talking: Service, ida: Browser) -> None:
    session_id = (await ida.open())["session_id"]
    await talking.ingest(session_id, said(1, "Spoken words"), said(2, "A spoken answer", role="assistant"))
    talking.clock.move(30)
    await chat(ida, session_id, "Typed beside it")
    await ida.http.delete(f"/api/session/{session_id}")
    talking.clock.move(30)
    assert (await chat(ida, session_id, "Typed after the end")).status_code == 200
    texts = [m["text"] for m in await ida.history(session_id)]
    assert texts == [
        "Spoken words", "A spoken answer", "Typed beside it", "Hello there, friend.", "Typed after the end",
        "Hello there, friend.",
    ]  # fmt: skip
    assert (await ida.sessions())[0]["active"]


async def test_the_reply_is_in_the_words_of_the_chosen_persona(ida: Browser, wire: OpenAiWire) -> None:
    session_id = (await ida.open())["session_id"]
    await chat(ida, session_id, "Hello", persona="orion")
    assert "Orion" in wire.requests[-1]["messages"][0]["content"]


async def test_audio_that_nobody_can_hear_is_a_clear_error(ida: Browser) -> None:
    session_id = (await ida.open())["session_id"]
    answer = await chat(ida, session_id, None, audio=base64.b64encode(b"RIFF").decode())
    assert answer.status_code == 502
    assert answer.json()["error"]["field"] == "audio"


async def test_a_session_that_is_only_typed_in_ends_when_it_goes_quiet(talking: Service, ida: Browser) -> None:
    session_id = (await ida.open())["session_id"]
    await ida.http.delete(f"/api/session/{session_id}")
    talking.clock.move(60)
    await chat(ida, session_id, "Are you still there?")
    talking.clock.move(60)
    await talking.root.watcher.look()
    assert (await ida.sessions())[0]["active"]
    talking.clock.move(400)
    await talking.root.watcher.look()
    assert not (await ida.sessions())[0]["active"]


async def test_turns_of_one_session_are_answered_one_after_the_other(ida: Browser) -> None:
    session_id = (await ida.open())["session_id"]
    answers = await asyncio.gather(*(chat(ida, session_id, f"Message {number}") for number in range(4)))
    assert {answer.status_code for answer in answers} == {200}
    roles = [m["role"] for m in await ida.history(session_id)]
    assert roles == ["user", "assistant"] * 4


@pytest.mark.parametrize("trouble", ["hangs", "html", "status"])
async def test_a_memory_service_in_trouble_fails_no_turn(
    tmp_path: Path, rooms: Rooms, wire: OpenAiWire, trouble: str
) -> None:
    async with MemoryWire() as memory:
        memory.hangs = trouble == "hangs"
        paths = ("session/startbrief", "session/brief", "memory/loops", "memory/query", "session/ingest")
        if trouble == "html":
            memory.answer = dict.fromkeys(paths, b"<!doctype html><title>Sign in</title>")
        if trouble == "status":
            memory.status = dict.fromkeys(paths, 500)
        async with running_service(tmp_path, rooms, llm=llm_at(wire), synapse_url=memory.url) as service:
            ida = await service.guest()
            session_id = (await ida.open())["session_id"]
            for message in ("Do you remember my sister?", "And my brother Rohan?"):
                assert (await chat(ida, session_id, message)).json()["reply"] == "Hello there, friend."
        assert "session/startbrief" in memory.paths()

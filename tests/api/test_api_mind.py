"""What the mind is kept up to date with: the handing over to memory, the summary, news, and what was told."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from api.analysis.updates import put_update
from astra.contracts.session import UpdateKind
from astra.llm.settings import LlmSettings
from tests.fakes.api_service import START, Browser, Service, running_service, said
from tests.fakes.openai_wire import OpenAiWire
from tests.fakes.rooms_server import Rooms


@pytest.fixture
async def wire() -> AsyncIterator[OpenAiWire]:
    async with OpenAiWire() as running:
        yield running


@pytest.fixture
async def talking(tmp_path: Path, rooms: Rooms, wire: OpenAiWire) -> AsyncIterator[Service]:
    llm = LlmSettings(openrouter_base_url=wire.base_url, llm_model="m", llm_fallback_model="m", llm_cooldown_s=3600)
    async with running_service(tmp_path, rooms, llm=llm, context_debug=True) as running:
        yield running


@pytest.fixture
async def ida(talking: Service) -> Browser:
    return await talking.guest()


async def context_of(service: Service, session_id: str) -> dict[str, Any]:
    answer = await service.worker.get(f"/api/worker/sessions/{session_id}/context")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def remembered(service: Service, user_id: str, query: str) -> list[str]:
    body = {"userId": user_id, "query": query, "includeContext": False}
    answer = await service.worker.post("/synapse/memory/query", json=body)
    return [fact["text"] for fact in answer.json()["facts"]]


async def chat(browser: Browser, session_id: str, message: str, **headers: str) -> dict[str, Any]:
    body = {"session_id": session_id, "message": message}
    answer = await browser.http.post("/api/chat", json=body, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_closed_session_is_handed_to_memory_without_the_pages_claims(talking: Service, ida: Browser) -> None:
    session_id = (await ida.open())["session_id"]
    await talking.ingest(session_id, said(1, "My sister Meera lives in Pune."))
    at_ms = round(START.timestamp() * 1000) + 60_000
    await ida.save(session_id, ("assistant", "Your brother lives on Mars.", at_ms))
    await talking.root.jobs.run_due()
    assert any("Meera" in text for text in await remembered(talking, ida.user_id, "Meera Pune"))
    assert not any("Mars" in text for text in await remembered(talking, ida.user_id, "brother Mars"))


async def test_a_long_talk_is_handed_over_while_it_goes_on(talking: Service, ida: Browser) -> None:
    session_id = (await ida.open())["session_id"]
    await talking.ingest(session_id, said(1, "My dog is called Bruno."))
    await talking.root.handover.look()
    assert await remembered(talking, ida.user_id, "dog Bruno") == []
    talking.clock.move(600)
    await talking.root.handover.look()
    assert any("Bruno" in text for text in await remembered(talking, ida.user_id, "dog Bruno"))
    await talking.ingest(session_id, said(2, "My parrot is called Kiwi."))
    talking.clock.move(600)
    await talking.root.handover.look()
    assert any("Kiwi" in text for text in await remembered(talking, ida.user_id, "parrot Kiwi"))


async def test_what_was_said_weeks_ago_is_recalled_with_its_day(
    talking: Service, ida: Browser, wire: OpenAiWire
) -> None:
    first = (await ida.open())["session_id"]
    await chat(ida, first, "My sister Meera has her exam in Pune.")
    await ida.http.delete(f"/api/session/{first}")
    await talking.root.jobs.run_due()
    talking.clock.move(timedelta(days=15).total_seconds())
    second = (await ida.open())["session_id"]
    answer = await chat(ida, second, "What did I tell you about Meera?", **{"x-debug-context": "1"})
    blocks = {block["name"]: block for block in answer["debug"]["blocks"]}
    assert "Meera has her exam in Pune" in blocks["SUPPLEMENTAL_CONTEXT"]["text"]
    assert "2026-05-03" in blocks["SUPPLEMENTAL_CONTEXT"]["text"]
    assert "CONTINUITY" in blocks


async def test_an_urgent_opener_gets_no_continuity(talking: Service, ida: Browser) -> None:
    first = (await ida.open())["session_id"]
    await chat(ida, first, "Hello")
    await ida.http.delete(f"/api/session/{first}")
    talking.clock.move(timedelta(hours=5).total_seconds())
    second = (await ida.open())["session_id"]
    answer = await chat(ida, second, "Help me, this is an emergency!", **{"x-debug-context": "1"})
    assert "CONTINUITY" not in [block["name"] for block in answer["debug"]["blocks"]]


async def talk_long(service: Service, session_id: str, first: str = "I was born in Pune and my dog is Bruno.") -> None:
    lines = [said(1, first)]
    lines += [
        said(seq, f"Line number {seq} of the talk.", role="user" if seq % 2 else "assistant") for seq in range(2, 21)
    ]
    await service.ingest(session_id, *lines)


async def test_older_turns_are_summed_up_for_this_session_only(
    talking: Service, ida: Browser, wire: OpenAiWire
) -> None:
    wire.behave("m", text='{"summary": "Born in Pune, dog is Bruno."}')
    session_id = (await ida.open())["session_id"]
    before = (await context_of(talking, session_id))["context_version"]
    await talk_long(talking, session_id)
    await talking.root.summaries.look()
    context = await context_of(talking, session_id)
    assert context["rolling_summary"] == "Born in Pune, dog is Bruno."
    assert context["rolling_summary_session_id"] == session_id
    assert context["context_version"] > before
    other = await context_of(talking, (await ida.open())["session_id"])
    assert other["rolling_summary"] is None


@pytest.mark.parametrize(
    "answer",
    ["no json at all", "{}", '{"summary": 5}', '{"summary": "Owns seven castles near Lisbon and Porto."}', '{"su'],
)
async def test_a_summary_that_is_none_or_invented_is_made_by_rule(
    talking: Service, ida: Browser, wire: OpenAiWire, answer: str
) -> None:
    wire.behave("m", text=answer)
    session_id = (await ida.open())["session_id"]
    await talk_long(talking, session_id)
    await talking.root.summaries.look()
    assert "my dog is Bruno" in (await context_of(talking, session_id))["rolling_summary"]


async def test_an_update_is_told_once(talking: Service, ida: Browser, wire: OpenAiWire) -> None:
    session_id = (await ida.open())["session_id"]
    async with talking.root.database.write() as db:
        await put_update(
            db, user_id=UUID(ida.user_id), session_id=UUID(session_id), kind=UpdateKind.CHART_READY,
            text="The chart is ready.", now=talking.clock.read(),
        )  # fmt: skip
    await chat(ida, session_id, "Hello")
    await chat(ida, session_id, "And now?")
    shown = ["The chart is ready." in str(request["messages"]) for request in wire.requests]
    assert shown == [True, False]


async def test_an_update_waits_while_no_model_answers(talking: Service, ida: Browser, wire: OpenAiWire) -> None:
    session_id = (await ida.open())["session_id"]
    async with talking.root.database.write() as db:
        await put_update(
            db, user_id=UUID(ida.user_id), session_id=UUID(session_id), kind=UpdateKind.CONTEXTUAL,
            text="Something new.", now=talking.clock.read(),
        )  # fmt: skip
    wire.behave("m", fault="empty", chunks=[])
    await chat(ida, session_id, "Hello")
    assert [update["text"] for update in (await context_of(talking, session_id))["updates"]] == ["Something new."]


async def test_the_worker_ticks_off_what_it_told_of_its_own_session(talking: Service, ida: Browser) -> None:
    mine, other = (await ida.open())["session_id"], (await ida.open())["session_id"]
    async with talking.root.database.write() as db:
        update_id = await put_update(
            db, user_id=UUID(ida.user_id), session_id=UUID(mine), kind=UpdateKind.CONTEXTUAL, text="New.",
            now=talking.clock.read(),
        )  # fmt: skip
    body = {"update_ids": [str(update_id), str(uuid4())]}
    for session_id, left in ((other, 1), (mine, 0), (mine, 0)):
        answer = await talking.worker.post(f"/api/worker/sessions/{session_id}/told", json=body)
        assert answer.status_code == 204
        assert len((await context_of(talking, mine))["updates"]) == left


async def test_news_raises_the_version_that_ingest_answers_with(talking: Service, ida: Browser) -> None:
    session_id = (await ida.open())["session_id"]
    first = (await talking.ingest(session_id, said(1, "Hello"))).json()["context_version"]
    await talking.root.news.announce_session(UUID(session_id))
    assert (await talking.ingest(session_id, said(2, "Hello again"))).json()["context_version"] == first + 1
    await talking.root.news.announce_user(UUID(ida.user_id))
    context = await context_of(talking, session_id)
    assert (context["context_version"], context["memory_version"]) == (first + 2, 0)
    await talking.root.news.announce_memory_change(UUID(ida.user_id))
    assert (await context_of(talking, session_id))["memory_version"] == 1


async def test_a_deleted_session_leaves_no_summary(talking: Service, ida: Browser) -> None:
    session_id = (await ida.open())["session_id"]
    await talk_long(talking, session_id, "My canary is called Zebulon.")
    await talking.root.summaries.look()
    await ida.http.delete(f"/api/session/{session_id}/clear")
    assert b"canary is called Zebulon" not in talking.database.read_bytes()


async def test_the_told_list_is_for_the_service_token_only(talking: Service, ida: Browser) -> None:
    session_id = (await ida.open())["session_id"]
    answer = await ida.http.post(f"/api/worker/sessions/{session_id}/told", json={"update_ids": []})
    assert answer.status_code == 401


async def test_the_words_that_began_the_last_talk_are_told_to_the_next(talking: Service, ida: Browser) -> None:
    first = (await ida.open())["session_id"]
    assert (await context_of(talking, first)).get("previous_greeting") is None
    await talking.ingest(first, said(1, "Hello, I'm Astra.", role="assistant"), said(2, "Hi."))
    talking.clock.move(60)
    second = (await ida.open())["session_id"]
    assert (await context_of(talking, second))["previous_greeting"] == "Hello, I'm Astra."
    await talking.ingest(second, said(1, "I speak first."), said(2, "Gladly.", role="assistant"))
    talking.clock.move(60)
    third = (await ida.open())["session_id"]
    assert (await context_of(talking, third))["previous_greeting"] == "Hello, I'm Astra.", "the second was no greeting"
    other = await talking.guest()
    strange = (await other.open())["session_id"]
    assert (await context_of(talking, strange)).get("previous_greeting") is None
    assert (await ida.http.delete(f"/api/session/{first}/clear")).status_code == 204
    assert (await context_of(talking, third)).get("previous_greeting") is None, "deleted words are told to nobody"

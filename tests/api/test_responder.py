"""Typed talk: a message is stored once, answered once and in order, and reaches the page without loss or repetition."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlmodel import select

from api.models import Job, Message
from api.responder.routing import Command, Node, choose_route
from tests.api.conftest import BOTH
from tests.api.test_api_chat import llm_at
from tests.fakes.api_service import NOWHERE, OURS, Browser, Service, running_service
from tests.fakes.openai_wire import OpenAiWire


@pytest.fixture
async def wire() -> AsyncIterator[OpenAiWire]:
    async with OpenAiWire() as running:
        yield running


@pytest.fixture
async def service(tmp_path: Path, wire: OpenAiWire, database_url: str) -> AsyncIterator[Service]:
    async with running_service(
        tmp_path, NOWHERE, llm=llm_at(wire), context_debug=True, database_url=database_url
    ) as running:
        yield running


async def post(browser: Browser, content: str, **more: Any) -> httpx.Response:
    return await browser.http.post("/api/responder/messages", json={"content": content, **more})


async def read_thread(browser: Browser, session_id: str, *seen: str) -> dict[str, Any]:
    answer = await browser.http.get("/api/responder/messages", params={"session_id": session_id, "seen": list(seen)})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def wait_for(
    browser: Browser, session_id: str, enough: Callable[[list[dict[str, Any]]], bool]
) -> list[dict[str, Any]]:
    async with asyncio.timeout(20):
        while not enough(shown := (await read_thread(browser, session_id))["messages"]):
            await asyncio.sleep(0.02)
    return shown


def replies(shown: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [message for message in shown if message["role"] == "assistant"]


@BOTH
async def test_a_first_message_is_welcomed_and_answered(service: Service, wire: OpenAiWire) -> None:
    wire.behave("m", text="Nine is late enough.")
    ada, name = await service.guest(), str(uuid4())
    accepted = (await post(ada, "When should I sleep?", message_id=name)).json()
    assert accepted["message_id"] == name
    assert accepted["state"] == "pending"

    shown = await wait_for(ada, accepted["session_id"], lambda shown: len(replies(shown)) == 1)
    assert [m["text"] for m in shown if m["role"] == "user"] == ["When should I sleep?"]
    reply = replies(shown)[0]
    assert reply["node"] == "onboarding"
    assert reply["message_id"] == name
    assert reply["text"].endswith("Nine is late enough.")
    assert "/help" in reply["text"]
    assert (await ada.http.get("/api/sessions")).json()["items"][0]["message_count"] == 2
    assert (await post(ada, "When should I sleep?", message_id=name)).json()["state"] == "answered"


@BOTH
async def test_a_message_is_stored_and_answered_once_however_often_it_is_sent(
    service: Service, wire: OpenAiWire
) -> None:
    wire.behave("m", text="Once is enough.")
    ada, name = await service.guest(), str(uuid4())
    answers = await asyncio.gather(*(post(ada, "Hello?", message_id=name) for _ in range(8)))
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["session_id"] for answer in answers}) == 1
    session_id = answers[0].json()["session_id"]
    await wait_for(ada, session_id, lambda shown: len(replies(shown)) == 1)
    await post(ada, "Hello?", message_id=name, session_id=session_id)
    assert len((await read_thread(ada, session_id))["messages"]) == 2


@BOTH
async def test_messages_of_one_session_are_answered_in_order(service: Service, wire: OpenAiWire) -> None:
    wire.behave("m", text="I hear you.")
    ada = await service.guest()
    session_id = (await post(ada, "line 0")).json()["session_id"]
    for number in range(1, 6):
        await post(ada, f"line {number}", session_id=session_id)
    shown = await wait_for(ada, session_id, lambda shown: len(replies(shown)) == 6)
    asked = [request["messages"][-1]["content"] for request in wire.requests]
    assert [text[:6] for text in asked] == [f"line {number}" for number in range(6)]
    by_name = {m["message_id"]: m["text"] for m in shown if m["role"] == "user"}
    assert [by_name[m["message_id"]] for m in replies(shown)] == [f"line {number}" for number in range(6)]


async def test_a_later_message_is_not_in_the_prompt_of_an_earlier_one(service: Service, wire: OpenAiWire) -> None:
    wire.behave("m", text="Yes.")
    ada = await service.guest()
    session_id = (await post(ada, "the first thing")).json()["session_id"]
    await post(ada, "the second thing", session_id=session_id)
    await wait_for(ada, session_id, lambda shown: len(replies(shown)) == 2)
    first, second = (str(request["messages"]) for request in wire.requests)
    assert "second thing" not in first
    assert second.count("the first thing") == 1
    assert second.count("the second thing") == 1


@pytest.mark.parametrize(
    ("content", "status"), [("", 400), ("   \n", 400), ("\u200b", 400), ("x" * 4001, 400), ("a\x00b", 422)]
)
async def test_what_is_no_message_is_refused(service: Service, content: str, status: int) -> None:
    ada = await service.guest()
    answer = await post(ada, content)
    assert answer.status_code == status
    assert answer.json()["error"]["field"] == "content"
    async with service.root.database.read() as db:
        assert (await db.exec(select(Job))).all() == []
        assert (await db.exec(select(Message))).all() == []


async def test_other_peoples_threads_are_not_there(service: Service) -> None:
    ada, bob = await service.guest(), await service.guest()
    session_id = (await post(ada, "mine alone")).json()["session_id"]
    assert (await post(bob, "let me in", session_id=session_id)).status_code == 404
    answer = await bob.http.get("/api/responder/messages", params={"session_id": session_id})
    assert answer.status_code == 404
    stranger = service.client(**OURS)
    assert (await stranger.post("/api/responder/messages", json={"content": "hello"})).status_code == 401


@pytest.mark.parametrize(
    ("text", "node", "says"),
    [
        ("/help", "command", "/history"),
        ("/start", "command", "I'm Astra"),
        ("/history", "command", "This is the first"),
        ("/dance", "command", "doesn't know that command"),
        ("/echo  am I here?", "echo", "am I here?"),
    ],
)
async def test_commands_are_answered_without_a_model(
    service: Service, wire: OpenAiWire, text: str, node: str, says: str
) -> None:
    ada = await service.guest()
    session_id = (await post(ada, text)).json()["session_id"]
    reply = replies(await wait_for(ada, session_id, lambda shown: len(replies(shown)) == 1))[0]
    assert reply["node"] == node
    assert says in reply["text"]
    assert wire.requests == []


async def test_new_keeps_the_old_talk_and_begins_another(service: Service, wire: OpenAiWire) -> None:
    wire.behave("m", text="Gladly.")
    ada = await service.guest()
    before = (await post(ada, "Remember the boat.")).json()["session_id"]
    await wait_for(ada, before, lambda shown: len(replies(shown)) == 1)
    await post(ada, "/new")
    await wait_for(ada, before, lambda shown: len(replies(shown)) == 2)
    after = (await post(ada, "Something else.")).json()["session_id"]
    assert after != before
    ended = (await ada.http.get(f"/api/session/{before}/history")).json()["session"]
    assert ended["active"] is False
    await wait_for(ada, after, lambda shown: len(replies(shown)) == 1)
    assert "boat" not in str(wire.requests[-1]["messages"][-1])


async def test_a_page_that_comes_back_gets_what_it_missed_and_no_more(service: Service, wire: OpenAiWire) -> None:
    wire.behave("m", text="Mhm.")
    ada = await service.guest()
    session_id = (await post(ada, "one")).json()["session_id"]
    seen = [m["id"] for m in await wait_for(ada, session_id, lambda shown: len(replies(shown)) == 1)]
    await post(ada, "two", session_id=session_id)
    everything = await wait_for(ada, session_id, lambda shown: len(replies(shown)) == 2)
    missed = (await read_thread(ada, session_id, *seen))["messages"]
    assert [m["id"] for m in missed] == [m["id"] for m in everything if m["id"] not in seen]
    assert len(missed) == 2


async def test_off_the_record_a_message_is_answered_and_not_kept(service: Service, wire: OpenAiWire) -> None:
    wire.behave("m", text="I am listening.")
    ada = await service.guest()
    session_id = (await post(ada, "hello")).json()["session_id"]
    await wait_for(ada, session_id, lambda shown: len(replies(shown)) == 1)
    answer = await ada.http.put("/api/memory/off-record", json={"on": True, "session_id": session_id})
    assert answer.status_code < 300, answer.text
    await post(ada, "the secret of the attic", session_id=session_id)
    async with asyncio.timeout(20):
        while not any("attic" in str(request["messages"][-1]) for request in wire.requests):
            await asyncio.sleep(0.02)
        while (await read_thread(ada, session_id))["pending"]:
            await asyncio.sleep(0.02)
    async with service.root.database.read() as db:
        kept = [m.text for m in (await db.exec(select(Message))).all()]
        jobs = [str(job.payload) for job in (await db.exec(select(Job))).all()]
    assert "attic" not in str(kept) + str(jobs)


@pytest.mark.parametrize(
    ("text", "is_first", "node", "command"),
    [
        ("hello", True, Node.ONBOARDING, None),
        ("hello", False, Node.COMPANION, None),
        ("/new", False, Node.COMMAND, Command.NEW),
        ("/NEW please", True, Node.COMMAND, Command.NEW),
        ("/help@astra_bot", False, Node.COMMAND, Command.HELP),
        ("/nonsense", False, Node.COMMAND, None),
        ("/ is a slash", False, Node.COMPANION, None),
        ("1/2 of it", False, Node.COMPANION, None),
        ("/echo x", False, Node.ECHO, None),
    ],
)
def test_a_message_has_one_way(text: str, is_first: bool, node: Node, command: Command | None) -> None:
    route = choose_route(text, is_first=is_first, may_echo=True)
    assert (route.node, route.command) == (node, command)


def test_echo_is_a_command_that_nobody_knows_where_it_is_not_allowed() -> None:
    assert choose_route("/echo x", is_first=False, may_echo=False).node is Node.COMMAND


async def test_an_operator_sees_how_long_messages_waited_for_a_responder(service: Service, ada: Browser) -> None:
    answer = await ada.http.post("/api/responder/messages", json={"content": "/help", "message_id": str(uuid4())})
    assert answer.status_code in {200, 201, 202}

    async def told() -> str:
        return (await service.client().get("/metrics")).text

    async with asyncio.timeout(20):
        while "astra_message_pickup_seconds_count 1.0" not in await told():
            await asyncio.sleep(0.02)

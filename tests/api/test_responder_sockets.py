"""Typed talk over a socket, with real clients at a real server: nothing lost, nothing twice, nothing to strangers."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from websockets.exceptions import InvalidStatus

from tests.api.conftest import BOTH
from tests.api.test_api_chat import llm_at
from tests.api.test_responder import post, read_thread
from tests.fakes.api_service import Browser, said
from tests.fakes.live_service import ChatSocket, LiveService, live_service, open_socket
from tests.fakes.openai_wire import OpenAiWire
from tests.fakes.redis_server import running_redis


@pytest.fixture
async def wire() -> AsyncIterator[OpenAiWire]:
    async with OpenAiWire() as running:
        yield running


@pytest.fixture
async def live(tmp_path: Path, wire: OpenAiWire, database_url: str) -> AsyncIterator[LiveService]:
    async with live_service(tmp_path, database_url, llm=llm_at(wire), socket_look_s=0.2, socket_send_s=0.5) as running:
        yield running


async def begin(browser: Browser, *lines: str) -> str:
    """A session in which these lines were written and answered by a command's line."""
    session_id = ""
    for line in lines or ("/start",):
        more = {"session_id": session_id} if session_id else {}
        session_id = (await post(browser, line, **more)).json()["session_id"]
        async with asyncio.timeout(10):
            while (await read_thread(browser, session_id))["pending"]:
                await asyncio.sleep(0.01)
    return session_id


async def say_aloud(live: LiveService, browser: Browser, session_id: str, *lines: str) -> None:
    body = {"session_id": session_id, "utterances": [said(40 + number, line) for number, line in enumerate(lines)]}
    headers = {"authorization": f"Bearer {live.root.settings.service_token.get_secret_value()}"}
    assert (await browser.http.post("/api/ingest", json=body, headers=headers)).status_code == 200


def ids(messages: list[dict[str, Any]]) -> list[str]:
    return [message["id"] for message in messages]


@BOTH
async def test_a_reply_streams_and_then_is_appended(live: LiveService, wire: OpenAiWire) -> None:
    words = " ".join(f"word{number}" for number in range(40))
    wire.behave("m", text=words)
    ada = await live.guest()
    session_id = await begin(ada)
    async with open_socket(live, ada, session_id) as page:
        first = await page.take()
        assert first["type"] == "messages:init"
        assert [m["role"] for m in first["messages"]] == ["user", "assistant"]
        name = str(uuid4())
        await post(ada, "Tell me a long story.", session_id=session_id, message_id=name)
        await page.until(lambda page: len(page.replies) == 2)
        assert page.partials
        assert all(event["message_id"] == name and words.startswith(event["text"]) for event in page.partials)
        kinds = [event["type"] for event in page.events]
        assert kinds.index("reply:partial") < len(kinds) - 1 - kinds[::-1].index("messages:append")
        reply = page.replies[-1]
        assert (reply["text"], reply["message_id"], reply["node"]) == (words, name, "companion")
        assert len(set(ids(page.messages))) == len(page.messages) == 4
        await page.until(lambda page: page.last.get("pending") == [])


async def test_the_first_frame_has_the_last_25(live: LiveService) -> None:
    ada = await live.guest()
    session_id = await begin(ada)
    await say_aloud(live, ada, session_id, *(f"line {number}" for number in range(40)))
    async with open_socket(live, ada, session_id) as page:
        shown = (await page.take())["messages"]
        await post(ada, "/help", session_id=session_id)
        await page.until(lambda page: page.last.get("pending") == [] and len(page.events) > 2)
        assert len(page.messages) == 27
    everything = await ada.history(session_id)
    assert len(everything) == 44
    assert ids(shown) == ids(everything)[-27:-2]


@BOTH
async def test_a_page_that_was_away_gets_what_it_missed_once(live: LiveService) -> None:
    ada = await live.guest()
    session_id = await begin(ada)
    known: list[str] = []
    for number in range(4):
        async with open_socket(live, ada, session_id, *known) as page:
            await page.take()
            await post(ada, "/help", session_id=session_id)
            if number % 2:
                await page.until(lambda page: len(page.replies) > 0)
        known += ids(page.messages)
    async with open_socket(live, ada, session_id, *known) as page:
        await page.take()
        async with asyncio.timeout(10):
            while len(known) + len(page.messages) < 10:
                await page.take()
    assert sorted(known + ids(page.messages)) == sorted(ids(await ada.history(session_id)))


async def test_two_pages_of_one_person_see_the_same(live: LiveService, wire: OpenAiWire) -> None:
    wire.behave("m", text="Both of you.")
    ada = await live.guest()
    session_id = await begin(ada)
    async with open_socket(live, ada, session_id) as one, open_socket(live, ada, session_id) as two:
        await post(ada, "Is anybody here?", session_id=session_id)
        for page in (one, two):
            await page.until(lambda page: len(page.replies) == 2)
    assert ids(one.messages) == ids(two.messages)


async def test_spoken_words_appear_as_they_are_stored(live: LiveService) -> None:
    ada = await live.guest()
    session_id = await begin(ada)
    async with open_socket(live, ada, session_id) as page:
        await page.take()
        await say_aloud(live, ada, session_id, "spoken aloud")
        await page.until(lambda page: bool(page.messages) and page.messages[-1]["text"] == "spoken aloud")
        assert page.messages[-1]["source"] == "voice"


async def test_a_new_talk_moves_the_page(live: LiveService) -> None:
    ada = await live.guest()
    session_id = await begin(ada)
    async with open_socket(live, ada, session_id) as page:
        await post(ada, "/new", session_id=session_id)
        await page.until(lambda page: page.last.get("type") == "session:moved")
        assert len(page.replies) == 2
    current = (await ada.http.get("/api/session/current")).json()["session_id"]
    assert page.events[-1]["session_id"] == current != session_id


async def test_off_the_record_a_reply_is_only_told(live: LiveService, wire: OpenAiWire) -> None:
    wire.behave("m", text="Nobody hears of it.")
    ada = await live.guest()
    session_id = await begin(ada)
    live.clock.move(5)
    await ada.http.put("/api/memory/off-record", json={"on": True, "session_id": session_id})
    async with open_socket(live, ada, session_id) as page:
        name = str(uuid4())
        for _ in range(2):  # a page that is not sure sends it again
            await post(ada, "the secret of the attic", session_id=session_id, message_id=name)
        await page.until(lambda page: page.last.get("type") == "reply:unkept")
        assert page.events[-1]["text"] == "Nobody hears of it."
        assert page.events[-1]["message_id"] == name
        await page.until(lambda page: page.last.get("pending") == [])
        assert len(page.messages) == 2


async def test_strangers_wrong_origins_and_no_cookie_stay_outside(live: LiveService) -> None:
    ada, bob = await live.guest(), await live.guest()
    session_id = await begin(ada)
    async with open_socket(live, bob, session_id) as page:
        assert await page.closed_with() == 4404
        assert page.events == []
    for browser, origin in ((ada, "https://evil.example"), (live.browser(), None)):
        with pytest.raises(InvalidStatus) as refused:
            async with open_socket(live, browser, session_id, origin=origin):
                pass
        assert refused.value.response.status_code == 403
    async with open_socket(live, ada, session_id, origin=f"http://localhost:{live.port}") as page:
        assert (await page.take())["type"] == "messages:init"


async def test_a_page_whose_person_has_gone_is_closed(live: LiveService) -> None:
    ada = await live.guest()
    session_id = await begin(ada)
    async with open_socket(live, ada, session_id) as page:
        await page.take()
        live.clock.move(31 * 86_400)
        assert await page.closed_with() == 4401
    bob = await live.guest()
    session_id = await begin(bob)
    async with open_socket(live, bob, session_id) as page:
        await page.take()
        await bob.http.post("/api/auth/logout")
        live.clock.move(31)
        assert await page.closed_with() == 4401


async def test_a_deleted_talk_closes_its_pages(live: LiveService) -> None:
    ada = await live.guest()
    session_id = await begin(ada)
    async with open_socket(live, ada, session_id) as page:
        await page.take()
        assert (await ada.http.delete(f"/api/session/{session_id}/clear")).status_code == 204
        assert await page.closed_with() == 4404


async def test_one_person_can_open_so_many_pages(live: LiveService) -> None:
    ada = await live.guest()
    session_id = await begin(ada)
    pages = [open_socket(live, ada, session_id) for _ in range(21)]
    opened: list[ChatSocket] = [await page.__aenter__() for page in pages]
    try:
        for page in opened[:20]:
            assert (await page.take())["type"] == "messages:init"
        assert await opened[20].closed_with() == 4429
    finally:
        for page in pages:
            await page.__aexit__(None, None, None)
    async with open_socket(live, ada, session_id) as page:
        assert (await page.take())["type"] == "messages:init"


async def test_who_reads_too_slowly_is_let_go(live: LiveService) -> None:
    ada = await live.guest()
    session_id = await begin(ada)
    handshake = (
        f"GET /api/responder/socket?session_id={session_id} HTTP/1.1\r\nhost: localhost\r\n"
        f"cookie: astra_session={ada.http.cookies['astra_session']}\r\nupgrade: websocket\r\nconnection: Upgrade\r\n"
        "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-version: 13\r\n\r\n"
    )
    slow, name = socket.socket(), uuid4()
    slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    slow.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(slow, ("127.0.0.1", live.port))
    await loop.sock_sendall(slow, handshake.encode())
    assert b"101" in await loop.sock_recv(slow, 200)
    threads = live.root.writing.threads
    async with asyncio.timeout(20):
        while not threads.count_open(UUID(session_id)):
            await asyncio.sleep(0.01)
        while threads.count_open(UUID(session_id)):  # until it is let go
            threads.tell_partial(UUID(session_id), name, "x" * 200_000)
            await asyncio.sleep(0.005)
    slow.close()
    async with open_socket(live, ada, session_id) as page:
        assert (await page.take())["type"] == "messages:init"


async def test_pages_at_another_process_hear_of_it_at_once_and_without_redis_a_moment_later(
    tmp_path: Path, wire: OpenAiWire, database_url: str
) -> None:
    wire.behave("m", text="Across the hall.")
    (tmp_path / "redis").mkdir()
    with running_redis(tmp_path / "redis") as redis:
        shared: dict[str, Any] = {"redis_url": redis.url, "llm": llm_at(wire), "socket_look_s": 0.5}
        async with (
            live_service(tmp_path, database_url, **shared) as here,
            live_service(tmp_path, database_url, **shared) as there,
        ):
            for service in (here, there):
                assert service.root.writing.broadcast is not None
                await asyncio.wait_for(service.root.writing.broadcast.is_listening.wait(), 10)
            ada = await here.guest()
            session_id = await begin(ada)
            async with open_socket(there, ada, session_id) as page:
                await page.take()
                await post(ada, "Can you hear me?", session_id=session_id)
                await page.until(lambda page: len(page.replies) == 2 and page.last.get("pending") == [])
                assert page.replies[-1]["text"] == "Across the hall."
                assert page.partials
                assert "Across" not in str(redis.read_all())
                redis.stop()
                await post(ada, "/help", session_id=session_id)
                await page.until(lambda page: len(page.replies) == 3)  # found by looking

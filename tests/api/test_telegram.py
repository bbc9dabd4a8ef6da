"""Telegram end to end: the real library against a server that speaks the Bot API, and what people get to see of it."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from api.models import Job, Message, Session, TelegramAccount, User
from api.telegram.listening import WEBHOOK
from tests.api.conftest import BOTH
from tests.api.test_api_chat import llm_at
from tests.fakes.api_service import NOWHERE, Service, running_service
from tests.fakes.openai_wire import OpenAiWire
from tests.fakes.telegram_server import TOKEN, Fault, TelegramServer

ADA, BOB = 71, 72


@pytest.fixture
async def wire() -> AsyncIterator[OpenAiWire]:
    async with OpenAiWire() as running:
        yield running


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as running:
        yield running


@pytest.fixture
async def service(
    tmp_path: Path, wire: OpenAiWire, server: TelegramServer, database_url: str
) -> AsyncIterator[Service]:
    async with running_service(
        tmp_path,
        NOWHERE,
        llm=llm_at(wire),
        database_url=database_url,
        telegram_bot_token=TOKEN,
        telegram_api_url=server.url,
        telegram_pause_s=0.02,
        database_busy_ms=10_000,
    ) as running:
        yield running


async def bring(service: Service, update: dict[str, Any]) -> None:
    """Call the webhook until it takes the update, as Telegram does."""
    headers = {"x-telegram-bot-api-secret-token": service.root.telegram.secret}
    async with asyncio.timeout(30):
        while (await service.client(**headers).post(WEBHOOK, json=update)).status_code != 200:
            await asyncio.sleep(0.1)


async def until(ready: Callable[[], Any]) -> None:
    async with asyncio.timeout(20):
        while not ready():
            await asyncio.sleep(0.02)


async def settled(service: Service) -> None:
    """Wait until nothing is left to answer or to send."""
    async with asyncio.timeout(25):
        while await open_jobs(service):
            await asyncio.sleep(0.02)


async def open_jobs(service: Service) -> list[str]:
    async with service.root.database.read() as db:
        found = await db.exec(select(Job.kind).where(col(Job.state).in_(("ready", "leased"))))
        return [kind for kind in found.all() if kind.startswith(("telegram.", "responder."))]


async def stored(service: Service, role: str) -> list[str]:
    async with service.root.database.read() as db:
        return list((await db.exec(select(Message.text).where(Message.role == role))).all())


async def whose(service: Service, text: str) -> set[Any]:
    async with service.root.database.read() as db:
        found = await db.exec(
            select(Session.user_id)
            .join(Message, col(Message.session_id) == col(Session.id))
            .where(Message.text == text)
        )
        return set(found.all())


async def test_what_one_person_writes_is_no_part_of_anothers_talk(
    service: Service, server: TelegramServer, wire: OpenAiWire
) -> None:
    wire.behave("m", text="I hear you.")
    server.put(server.write(ADA, "The heron is mine.", 1), server.write(BOB, "The boat is mine.", 1))
    await until(lambda: server.said_to(ADA) and server.said_to(BOB))
    server.put(server.write(ADA, "And now?", 2), server.write(BOB, "And now?", 2))
    await until(lambda: len(server.said_to(ADA)) == 2 and len(server.said_to(BOB)) == 2)
    assert len(await whose(service, "The heron is mine.") | await whose(service, "The boat is mine.")) == 2
    assert not any("heron" in str(asked) and "boat" in str(asked) for asked in wire.requests)


@BOTH
async def test_a_first_message_is_welcomed_and_answered(
    service: Service, server: TelegramServer, wire: OpenAiWire
) -> None:
    wire.behave("m", text="Nine is *late* enough.")
    server.put(server.write(ADA, "When should I sleep?", 1, person={"first_name": "Ada"}))
    await until(lambda: server.said_to(ADA))
    said = next(sent for sent in server.sent if sent.method == "sendMessage")
    assert said.text.endswith("Nine is late enough.")
    assert "/help" in said.text
    assert [entity["type"] for entity in said.entities] == ["italic"]
    assert server.count("sendChatAction") >= 1
    await settled(service)
    assert await stored(service, "user") == ["When should I sleep?"]
    async with service.root.database.read() as db:
        session = (await db.exec(select(Session))).one()
        assert (session.platform, session.message_count) == ("telegram", 2)
        assert (await db.exec(select(User.display_name))).all() == ["Ada"]


@BOTH
async def test_a_storm_of_updates_gives_one_message_and_one_reply_each(
    service: Service, server: TelegramServer, wire: OpenAiWire
) -> None:
    wire.behave("m", text="Yes.")
    weather = random.Random(7)
    people = (ADA, BOB, 73)
    calm = [server.write(who, f"line {number} of {who}", number) for number in range(1, 5) for who in people]
    storm = [update for update in calm for _ in range(weather.randint(1, 3))]
    weather.shuffle(storm)
    again = [{**update, "update_id": 5000 + index} for index, update in enumerate(storm)]
    for batch in (storm[:9], storm[9:], again):
        server.put(*batch)
    await asyncio.gather(*(bring(service, update) for update in again))
    await until(lambda: sum(len(server.said_to(who)) for who in people) >= len(calm))
    await settled(service)
    assert Counter(await stored(service, "user")) == Counter(update["message"]["text"] for update in calm)
    assert len(await stored(service, "assistant")) == len(calm)
    assert Counter(len(server.said_to(who)) for who in people) == {4: 3}


async def test_messages_of_a_chat_are_answered_in_the_order_they_came(
    service: Service, server: TelegramServer, wire: OpenAiWire
) -> None:
    wire.behave("m", text="Mhm.")
    server.put(*(server.write(ADA, f"/echo line {number}", number) for number in range(1, 4)))
    await until(lambda: len(server.said_to(ADA)) == 3)
    asked = await stored(service, "user")
    assert asked == [f"/echo line {number}" for number in range(1, 4)]


async def test_a_long_reply_comes_in_order_and_whole(
    service: Service, server: TelegramServer, wire: OpenAiWire
) -> None:
    sentences = [f"This is sentence {number} of the long answer 😀." for number in range(160)]
    wire.behave("m", text=" ".join(sentences))
    server.put(server.write(ADA, "Tell me all of it.", 1))
    await until(lambda: len(server.said_to(ADA)) >= 2)
    await settled(service)
    pieces = server.said_to(ADA)
    assert all(piece.endswith(".") for piece in pieces)
    assert " ".join(pieces).endswith(" ".join(sentences))


async def test_limits_outages_and_dropped_connections_lose_no_reply(
    service: Service, server: TelegramServer, wire: OpenAiWire
) -> None:
    wire.behave("m", text="Here I am.")
    server.fail("sendMessage", Fault(429, retry_after=30), Fault(502), Fault(500), Fault(0))
    server.fail("getUpdates", Fault(502), Fault(409, "Conflict"), Fault(0))
    server.put(server.write(ADA, "Are you there?", 1))
    await until(lambda: server.count("sendMessage") == 1)
    for _ in range(4):
        tries = server.count("sendMessage")
        service.clock.move(29)
        await asyncio.sleep(0.05)
        service.clock.move(31)
        await until(lambda tries=tries: server.count("sendMessage") > tries or server.said_to(ADA))
    await settled(service)
    assert len(server.said_to(ADA)) == 1


async def test_a_limit_is_waited_out_as_long_as_it_says(
    service: Service, server: TelegramServer, wire: OpenAiWire
) -> None:
    wire.behave("m", text="Here I am.")
    server.fail("sendMessage", Fault(429, retry_after=50))
    server.put(server.write(ADA, "Are you there?", 1))
    await until(lambda: server.count("sendMessage") == 1)

    async def is_put_off() -> bool:
        async with service.root.database.read() as db:
            job = (await db.exec(select(Job).where(Job.kind == "telegram.piece"))).one()
        return job.state == "ready" and (job.run_at - service.clock.at).total_seconds() == 50

    async with asyncio.timeout(10):
        while not await is_put_off():
            await asyncio.sleep(0.02)
    service.clock.move(51)
    await until(lambda: server.said_to(ADA))


async def test_somebody_who_blocks_the_bot_is_left_alone_until_they_write(
    service: Service, server: TelegramServer, wire: OpenAiWire
) -> None:
    wire.behave("m", text="Good to hear you.")
    server.blocked.add(ADA)
    server.put(server.write(ADA, "Bye then.", 1))
    await until(lambda: "sendMessage" in server.calls)
    await settled(service)
    async with service.root.database.read() as db:
        assert (await db.exec(select(TelegramAccount.blocked_at))).one() is not None
    assert len(await stored(service, "assistant")) == 1
    server.blocked.clear()
    server.put(server.write(ADA, "I am back.", 2))
    await until(lambda: server.said_to(ADA))
    server.put(server.standing(ADA, "kicked"))
    async with asyncio.timeout(10):
        while True:
            async with service.root.database.read() as db:
                if (await db.exec(select(TelegramAccount.blocked_at))).one() is not None:
                    break
            await asyncio.sleep(0.02)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ({"sticker": {"file_id": "s", "file_unique_id": "u", "type": "regular", "width": 1, "height": 1,
                      "is_animated": False, "is_video": False}}, "can't see it"),
        ({"location": {"latitude": 1.0, "longitude": 2.0}}, "name of the town"),
        ({"document": {"file_id": "d", "file_unique_id": "u"}}, "can't open"),
        ({"photo": [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}], "caption": "Me"}, "can't open"),
        ({"voice": {"file_id": "v", "file_unique_id": "u", "duration": 4000}}, "too long"),
        ({"voice": {"file_id": "v", "file_unique_id": "u", "duration": 9, "file_size": 30_000_000}}, "too long"),
        ({"text": "x" * 4001}, "4,000"),
        ({"kind": "edited_message", "text": "changed"}, "changed a message"),
    ],
    ids=["sticker", "location", "document", "photo", "long-note", "heavy-note", "long-text", "edited"],
)  # fmt: skip
async def test_what_is_no_message_is_answered_once_and_politely(
    service: Service, server: TelegramServer, content: dict[str, Any], says: str
) -> None:
    update = server.message(ADA, 1, **content)
    server.put(update, {**update, "update_id": update["update_id"] + 50})
    await until(lambda: server.said_to(ADA))
    await settled(service)
    assert len(server.said_to(ADA)) == 1
    assert says in server.said_to(ADA)[0]
    assert await stored(service, "user") == []


async def test_groups_are_left_and_other_bots_not_heard(service: Service, server: TelegramServer) -> None:
    group = {"id": -500, "type": "group", "title": "Friends"}
    server.put(
        server.standing(-500, "member", type="group", title="Friends"),
        server.write(ADA, "Hello all", 1, chat=group),
        server.write(BOB, "I am a bot", 1, person={"is_bot": True}),
        server.message(ADA, 3, kind="channel_post", text="news", chat={"id": -900, "type": "channel", "title": "N"}),
    )
    await until(lambda: server.count("leaveChat"))
    await settled(service)
    assert len(server.said_to(-500)) == 1
    assert {sent.chat_id for sent in server.sent} == {-500}
    assert await stored(service, "user") == []


@pytest.mark.parametrize(
    "text",
    ["<b>&lt;", "*_`[](", "**", "____", "שלום 😀 مرحبا", "\u202eabc", "`" * 9, "a*b*c_d_e", "# ", "- "],
    ids=lambda text: f"text-{len(text)}-{ord(text[0])}",
)
async def test_no_text_breaks_a_message(service: Service, server: TelegramServer, wire: OpenAiWire, text: str) -> None:
    wire.behave("m", text=f"Look: {text}.")
    server.put(server.write(ADA, f"Say {text}", 1))
    await until(lambda: server.said_to(ADA))
    await settled(service)
    assert len(server.said_to(ADA)) == 1
    assert await stored(service, "user") == [f"Say {text}"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("/start", "I'm Astra"),
        ("/help", "/settings"),
        ("/history", "This is the first"),
        ("/settings", "come as text"),
        ("/dance", "doesn't know that command"),
    ],
)
async def test_commands_are_answered_without_a_model(
    service: Service, server: TelegramServer, wire: OpenAiWire, text: str, says: str
) -> None:
    server.put(server.write(ADA, text, 1))
    await until(lambda: server.said_to(ADA))
    assert says in server.said_to(ADA)[0]
    assert wire.requests == []


async def test_new_begins_another_talk_that_the_chat_goes_on_with(
    service: Service, server: TelegramServer, wire: OpenAiWire
) -> None:
    wire.behave("m", text="Gladly.")
    for number, text in enumerate(("Remember the boat.", "/new", "Something else."), 1):
        server.put(server.write(ADA, text, number))
        await until(lambda number=number: len(server.said_to(ADA)) == number)
    await settled(service)
    async with service.root.database.read() as db:
        talks = (await db.exec(select(Session).order_by(col(Session.created_at), col(Session.chosen_at)))).all()
    assert [talk.platform for talk in talks] == ["telegram", "telegram"]
    assert sorted(talk.message_count for talk in talks) == [2, 4]


async def test_forget_takes_back_what_was_said_last(service: Service, server: TelegramServer, wire: OpenAiWire) -> None:
    wire.behave("m", text="I see.")
    for number, text in enumerate(("The key is under the stone.", "/forget", "yes"), 1):
        server.put(server.write(ADA, text, number))
        await until(lambda number=number: len(server.said_to(ADA)) == number)
    await settled(service)
    assert not any("stone" in text for text in await stored(service, "user"))

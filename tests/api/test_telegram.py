"""Telegram end to end: the real library against a server that speaks the Bot API, and what people get to see of it."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from api.models import Job, Session, TelegramAccount, User
from tests.api.conftest import BOTH
from tests.fakes.telegram_server import Fault
from tests.fakes.telegram_stage import TelegramStage, telegram_stage, until

ADA, BOB, EVE = 71, 72, 73
STICKER = {
    "file_id": "s",
    "file_unique_id": "u",
    "type": "regular",
    "width": 1,
    "height": 1,
    "is_animated": False,
    "is_video": False,
}
NO_MESSAGES: tuple[tuple[dict[str, Any], str], ...] = (
    ({"sticker": STICKER}, "can't see it"),
    ({"location": {"latitude": 1.0, "longitude": 2.0}}, "name of the town"),
    ({"document": {"file_id": "d", "file_unique_id": "u"}}, "can't open"),
    ({"photo": [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}], "caption": "Me"}, "can't open"),
    ({"voice": {"file_id": "v", "file_unique_id": "u", "duration": 4000}}, "too long"),
    ({"voice": {"file_id": "v", "file_unique_id": "u", "duration": 9, "file_size": 30_000_000}}, "too long"),
    ({"text": "x" * 4001}, "4,000"),
    ({"kind": "edited_message", "text": "changed"}, "changed a message"),
)
AWKWARD = ("<b>&lt;", "*_`[](", "**", "____", "שלום 😀 مرحبا", "\u202eabc", "`" * 9, "a*b*c_d_e", "x\n# ", "x\n- y")


@pytest.fixture
async def stage(tmp_path: Path, database_url: str) -> AsyncIterator[TelegramStage]:
    async with telegram_stage(tmp_path, database_url) as running:
        yield running


async def test_what_one_person_writes_is_no_part_of_anothers_talk(stage: TelegramStage) -> None:
    stage.wire.behave("m", text="I hear you.")
    server = stage.server
    server.put(server.write(ADA, "The heron is mine.", 1), server.write(BOB, "The boat is mine.", 1))
    await until(lambda: server.said_to(ADA) and server.said_to(BOB))
    server.put(server.write(ADA, "And now?", 2), server.write(BOB, "And now?", 2))
    await until(lambda: len(server.said_to(ADA)) == 2 and len(server.said_to(BOB)) == 2)
    assert len(await stage.whose("The heron is mine.") | await stage.whose("The boat is mine.")) == 2
    assert not any("heron" in str(asked) and "boat" in str(asked) for asked in stage.wire.requests)


async def test_a_first_message_is_welcomed_and_answered(stage: TelegramStage) -> None:
    stage.wire.behave("m", text="Nine is *late* enough.")
    server = stage.server
    server.put(server.write(ADA, "When should I sleep?", 1, person={"first_name": "Ada"}))
    await until(lambda: server.said_to(ADA))
    said = next(sent for sent in server.sent if sent.method == "sendMessage")
    assert said.text.endswith("Nine is late enough.")
    assert "/help" in said.text
    assert [entity["type"] for entity in said.entities] == ["italic"]
    assert server.count("sendChatAction") >= 1
    await stage.settle()
    assert await stage.stored("user") == ["When should I sleep?"]
    async with stage.service.root.database.read() as db:
        session = (await db.exec(select(Session))).one()
        assert (session.platform, session.message_count) == ("telegram", 2)
        assert (await db.exec(select(User.display_name))).all() == ["Ada"]


async def weather_storm(stage: TelegramStage, *, people: int, lines: int) -> None:
    """Bring what some people write several times over, mixed up, fetched and by webhook at once; count what is left."""
    stage.wire.behave("m", text="Yes.")
    weather, server, them = random.Random(7), stage.server, range(ADA, ADA + people)
    calm = [server.write(who, f"line {number} of {who}", number) for number in range(1, lines + 1) for who in them]
    storm = [update for update in calm for _ in range(weather.randint(1, 3))]
    weather.shuffle(storm)
    again = [{**update, "update_id": 5000 + index} for index, update in enumerate(storm)]
    for batch in (storm[: len(calm)], storm[len(calm) :], again):
        server.put(*batch)
    await asyncio.gather(*(stage.bring(update) for update in again))
    async with asyncio.timeout(120):
        while sum(len(server.said_to(who)) for who in them) < len(calm) or await stage.list_open_jobs():
            await asyncio.sleep(0.1)
            stage.service.clock.move(1)  # what a busy database has put off comes again
    assert Counter(await stage.stored("user")) == Counter(update["message"]["text"] for update in calm)
    assert len(await stage.stored("assistant")) == len(calm)
    assert [len(server.said_to(who)) for who in them] == [lines] * people


async def test_a_storm_of_updates_gives_one_message_and_one_reply_each(stage: TelegramStage) -> None:
    await weather_storm(stage, people=3, lines=2)


@pytest.mark.slow
@BOTH
async def test_so_does_a_long_storm(stage: TelegramStage) -> None:
    await weather_storm(stage, people=5, lines=5)


async def test_messages_of_a_chat_are_answered_whole_and_in_the_order_they_came(stage: TelegramStage) -> None:
    server = stage.server
    server.put(*(server.write(ADA, f"/echo line {number}", number) for number in range(1, 4)))
    await until(lambda: len(server.said_to(ADA)) == 3)
    assert server.said_to(ADA) == [f"line {number}" for number in range(1, 4)]
    sentences = [f"This is sentence {number} of the long answer 😀." for number in range(120)]
    stage.wire.behave("m", text=" ".join(sentences))
    server.put(server.write(ADA, "Tell me all of it.", 4))
    await until(lambda: len(server.said_to(ADA)) >= 5)
    await stage.settle()
    pieces = server.said_to(ADA)[3:]
    assert all(piece.endswith(".") for piece in pieces)
    assert " ".join(pieces).endswith(" ".join(sentences))


async def test_limits_outages_and_dropped_connections_lose_no_reply(stage: TelegramStage) -> None:
    stage.wire.behave("m", text="Here I am.")
    server, clock = stage.server, stage.service.clock
    server.fail("sendMessage", Fault(429, retry_after=50), Fault(502), Fault(500), Fault(0))
    server.fail("getUpdates", Fault(502), Fault(409, "Conflict"), Fault(0))
    server.put(server.write(ADA, "Are you there?", 1))
    assert await read_wait(stage, 1) == 50
    for tries in range(2, 5):
        clock.move(600)
        assert 0 < await read_wait(stage, tries) < 600
    clock.move(600)
    await until(lambda: server.count("sendMessage") == 5)
    await stage.settle()
    assert len(server.said_to(ADA)) == 1


async def read_wait(stage: TelegramStage, tries: int) -> float:
    """For how long a piece is put off, once its try number `tries` has failed."""
    async with asyncio.timeout(30):
        while True:
            async with stage.service.root.database.read() as db:
                job = (await db.exec(select(Job).where(Job.kind == "telegram.piece"))).first()
            if job is not None and job.state == "ready" and job.attempts == tries:
                return (job.run_at - stage.service.clock.at).total_seconds()
            await asyncio.sleep(0.02)


async def test_somebody_who_blocks_the_bot_is_left_alone_until_they_write(stage: TelegramStage) -> None:
    stage.wire.behave("m", text="Good to hear you.")
    stage.server.blocked.add(ADA)
    stage.server.put(stage.server.write(ADA, "Bye then.", 1))
    await until(lambda: "sendMessage" in stage.server.calls)
    await stage.settle()
    assert await is_blocked(stage)
    assert len(await stage.stored("assistant")) == 1
    stage.server.blocked.clear()
    await stage.say(ADA, 2, "I am back.")
    assert not await is_blocked(stage)
    await stage.bring(stage.server.standing(ADA, "kicked"))
    assert await is_blocked(stage)


async def is_blocked(stage: TelegramStage) -> bool:
    async with stage.service.root.database.read() as db:
        return (await db.exec(select(TelegramAccount.blocked_at))).one() is not None


async def test_what_is_no_message_is_answered_once_and_politely(stage: TelegramStage) -> None:
    for who, (content, says) in enumerate(NO_MESSAGES, 100):
        update = stage.server.message(who, 1, **content)
        stage.server.put(update, {**update, "update_id": update["update_id"] + 500})
        await until(lambda who=who: stage.server.said_to(who))
        assert says in stage.server.said_to(who)[0]
    await stage.settle()
    assert [len(stage.server.said_to(who)) for who in range(100, 100 + len(NO_MESSAGES))] == [1] * len(NO_MESSAGES)
    assert await stage.stored("user") == []


async def test_groups_are_left_and_other_bots_not_heard(stage: TelegramStage) -> None:
    server, group = stage.server, {"id": -500, "type": "group", "title": "Friends"}
    server.put(
        server.standing(-500, "member", type="group", title="Friends"),
        server.write(ADA, "Hello all", 1, chat=group),
        server.write(BOB, "I am a bot", 1, person={"is_bot": True}),
        server.message(ADA, 3, kind="channel_post", text="news", chat={"id": -900, "type": "channel", "title": "N"}),
    )
    await until(lambda: server.count("leaveChat"))
    await stage.settle()
    assert len(server.said_to(-500)) == 1
    assert {sent.chat_id for sent in server.sent} == {-500}
    assert await stage.stored("user") == []


async def test_no_text_breaks_a_message(stage: TelegramStage) -> None:
    for number, text in enumerate(AWKWARD, 1):
        stage.wire.behave("m", text=f"Look: {text}.")
        await stage.say(ADA, number, f"Say {text}")
    await stage.settle()
    assert len(stage.server.said_to(ADA)) == len(AWKWARD)
    assert await stage.stored("user") == [f"Say {text}".strip() for text in AWKWARD]


async def test_commands_are_answered_without_a_model(stage: TelegramStage) -> None:
    for number, (text, says) in enumerate(
        (
            ("/start", "I'm Astra"),
            ("/help", "/settings"),
            ("/history", "This is the first"),
            ("/settings", "come as text"),
            ("/dance", "doesn't know that command"),
        ),
        1,
    ):
        assert says in await stage.say(ADA, number, text)
    assert stage.wire.requests == []


async def test_new_begins_another_talk_and_forget_takes_back_what_was_said(stage: TelegramStage) -> None:
    stage.wire.behave("m", text="Gladly.")
    for number, text in enumerate(("Remember the boat.", "/new", "The key is under the stone."), 1):
        await stage.say(ADA, number, text)
    await stage.settle()
    async with stage.service.root.database.read() as db:
        talks = (await db.exec(select(Session).order_by(col(Session.created_at), col(Session.chosen_at)))).all()
    assert [talk.platform for talk in talks] == ["telegram", "telegram"]
    assert sorted(talk.message_count for talk in talks) == [2, 4]
    assert any("stone" in text for text in await stage.stored("user"))
    await stage.say(ADA, 4, "/forget")
    await stage.say(ADA, 5, "yes")
    await stage.settle()
    assert not any("stone" in text for text in await stage.stored("user"))

"""Asking again about what was left open: only where that was switched on, once, never in quiet hours, and visibly."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from api.follow_up.plan import find_quiet_end, plan_moment
from api.follow_up.schemas import Choice
from api.models import MemoryLoop, Message
from tests.fakes.api_service import START, Browser
from tests.fakes.telegram_stage import TelegramStage, telegram_stage, until

ADA, BOB = 71, 72
QUOTE = "I will call my brother on Friday."


@pytest.fixture
async def stage(tmp_path: Path, database_url: str) -> AsyncIterator[TelegramStage]:
    async with telegram_stage(tmp_path, database_url) as running:
        running.wire.behave("m", text="I hear you.")
        yield running


@pytest.fixture
async def ada(stage: TelegramStage) -> Browser:
    """Somebody who is linked and has written once."""
    browser = await stage.service.guest()
    code = (await browser.http.post("/api/platforms/telegram/code", json={})).json()["code"]
    await stage.say(ADA, 1, code)
    await stage.say(ADA, 2, "Good evening.")
    await stage.settle()
    return browser


async def leave_open(stage: TelegramStage, browser: Browser, quote: str = QUOTE, *, days_ago: float = 4) -> UUID:
    row = MemoryLoop(
        id=uuid4(),
        user_id=browser.user_id,
        session_id=str(uuid4()),
        turn_id="t1",
        kind="plan",
        text="Call the brother",
        quote=quote,
        opened_at=stage.service.clock.at - timedelta(days=days_ago),
    )
    async with stage.service.root.database.write() as db:
        db.add(row)
    return row.id


async def choose(browser: Browser, **choice: Any) -> dict[str, Any]:
    answer = await browser.http.put("/api/follow-ups", json={"is_on": True, **choice})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def look(stage: TelegramStage) -> list[str]:
    """Have it looked twice for what is due, and sent; what Ada has been asked so far."""
    for _ in range(2):
        await stage.service.root.follow_ups.look()
        await stage.service.root.jobs.run_due()
    await stage.settle()
    return [text for text in stage.server.said_to(ADA) if "You told me" in text]


async def list_items(browser: Browser) -> dict[str, str]:
    answer = await browser.http.get("/api/follow-ups")
    assert answer.status_code == 200, answer.text
    return {item["loop_id"]: item["state"] for item in answer.json()["items"]}


async def test_it_is_off_until_it_is_switched_on_and_then_asks_once(stage: TelegramStage, ada: Browser) -> None:
    loop_id = await leave_open(stage, ada)
    page = (await ada.http.get("/api/follow-ups")).json()
    assert (page["choice"]["is_on"], page["is_reachable"]) == (False, True)
    assert await look(stage) == []
    await choose(ada)
    asked = await look(stage)
    assert len(asked) == 1
    assert QUOTE in asked[0]
    assert await look(stage) == asked
    assert await list_items(ada) == {str(loop_id): "sent"}
    async with stage.service.root.database.read() as db:
        kept = (await db.exec(select(Message).where(Message.node == "follow_up"))).all()
    assert [message.text for message in kept] == asked
    stage.server.put(stage.server.write(ADA, "He was glad.", 3))
    await until(lambda: "He was glad." in str(stage.wire.requests[-1]["messages"]))
    assert QUOTE in str(stage.wire.requests[-1]["messages"])


async def test_one_thing_a_day_the_oldest_first_and_what_is_declined_or_done_never(
    stage: TelegramStage, ada: Browser
) -> None:
    await leave_open(stage, ada, "The second thing.", days_ago=4)
    await leave_open(stage, ada, "The first thing.", days_ago=5)
    declined = await leave_open(stage, ada, "The declined thing.", days_ago=6)
    too_old = await leave_open(stage, ada, "The ancient thing.", days_ago=60)
    done = await leave_open(stage, ada, "The done thing.", days_ago=6)
    await stage.service.root.person_memory.close_loop(UUID(ada.user_id), done)
    assert (await ada.http.delete(f"/api/follow-ups/{declined}")).status_code == 204
    assert (await ada.http.delete(f"/api/follow-ups/{declined}")).status_code == 204
    await choose(ada)
    assert [("first" in text) for text in await look(stage)] == [True]
    stage.service.clock.move(24 * 3600)
    assert [("second" in text) for text in await look(stage)] == [False, True]
    stage.service.clock.move(24 * 3600)
    assert len(await look(stage)) == 2
    shown = await list_items(ada)
    assert shown[str(declined)] == "declined"
    assert str(too_old) not in shown


async def test_never_in_quiet_hours_and_not_when_it_was_switched_off_meanwhile(
    stage: TelegramStage, ada: Browser
) -> None:
    await leave_open(stage, ada)
    await choose(ada, quiet_from="16:00", quiet_until="20:00", zone="Asia/Kolkata")  # it is 17:30 there
    assert await look(stage) == []
    await choose(ada, zone="Asia/Kolkata")
    await stage.service.root.follow_ups.look()
    await choose(ada, quiet_from="16:00", quiet_until="20:00", zone="Asia/Kolkata")
    await stage.service.root.jobs.run_due()
    assert await look(stage) == []
    stage.service.clock.move(3 * 3600)
    await choose(ada, is_on=False)
    assert await look(stage) == []
    await choose(ada)
    await leave_open(stage, ada, "Another thing.")
    stage.service.clock.move(24 * 3600)
    assert ["Another" in text for text in await look(stage)] == [True]


async def test_nobody_sees_or_declines_what_another_left_open(stage: TelegramStage, ada: Browser) -> None:
    bob = await stage.service.guest()
    loop_id = await leave_open(stage, ada)
    assert (await bob.http.delete(f"/api/follow-ups/{loop_id}")).status_code == 404
    assert await list_items(bob) == {}
    await choose(bob)
    assert await look(stage) == []
    assert (await ada.http.get("/api/follow-ups")).json()["choice"]["is_on"] is False


async def test_a_choice_that_is_none_is_refused(stage: TelegramStage, ada: Browser) -> None:
    for wrong in ({"zone": "Mars/Olympus"}, {"quiet_from": "25:00"}, {"quiet_until": "9"}, {"platform": "fax"}):
        answer = await ada.http.put("/api/follow-ups", json={"is_on": True, **wrong})
        assert answer.status_code == 422
        assert answer.json()["error"]["field"] == next(iter(wrong))


@pytest.mark.parametrize(
    ("begin", "end", "hour", "quiet_h"),
    [
        ("21:00", "09:00", 12, None),
        ("21:00", "09:00", 23, 10),
        ("21:00", "09:00", 3, 6),
        ("09:00", "21:00", 12, 9),
        ("12:00", "12:00", 13, 23),
        ("21:00", "12:00", 12, None),
    ],
)
def test_quiet_hours_go_over_midnight(begin: str, end: str, hour: int, quiet_h: int | None) -> None:
    now = datetime(2026, 5, 3, hour, tzinfo=UTC)
    quiet_end = find_quiet_end(Choice(quiet_from=begin, quiet_until=end), now)
    assert quiet_end == (None if quiet_h is None else now + timedelta(hours=quiet_h))


def test_what_has_a_day_is_asked_about_after_it() -> None:
    assert plan_moment(START, None) == START + timedelta(days=3)
    assert plan_moment(START, START + timedelta(days=10)) == START + timedelta(days=11)
    assert plan_moment(START, START - timedelta(days=10)) == START + timedelta(days=1)

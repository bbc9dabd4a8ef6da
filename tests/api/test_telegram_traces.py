"""The number of a chat leaves the job table: with the account, with its link, and with time."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from api.models import Job
from api.responder.outlets import MadeReply
from api.telegram import errands
from tests.api.conftest import BOTH
from tests.fakes.api_service import Browser
from tests.fakes.telegram_server import Fault
from tests.fakes.telegram_stage import TelegramStage, telegram_stage, until

CHAT = 7_100_200_300


@pytest.fixture
async def stage(tmp_path: Path, database_url: str) -> AsyncIterator[TelegramStage]:
    async with telegram_stage(tmp_path, database_url) as running:
        running.wire.behave("m", text="I hear you.")
        yield running


async def list_traces(stage: TelegramStage) -> list[Job]:
    """The jobs that tell the number of the chat."""
    async with stage.service.root.database.read() as db:
        jobs = (await db.exec(select(Job))).all()
    return [job for job in jobs if str(CHAT) in f"{job.lane} {job.dedup_key} {job.payload}"]


async def link(stage: TelegramStage, number: int) -> tuple[Browser, str]:
    """Link the chat with a new guest of the page, and write and record something there; the guest and the account."""
    ada = await stage.service.guest()
    code = (await ada.http.post("/api/platforms/telegram/code", json={})).json()["code"]
    await stage.say(CHAT, number, code)
    await stage.say(CHAT, number + 1, "Linked words.")
    stage.server.files["n"] = b"OggS the sound of it"
    before = len(stage.server.said_to(CHAT))
    voice = {"file_id": "n", "file_unique_id": "u", "duration": 4, "file_size": 900}
    stage.server.put(
        stage.server.message(CHAT, number + 2, voice=voice),
        stage.server.message(CHAT, number + 3, document={"file_id": "d", "file_unique_id": "u"}),
    )
    await until(lambda: len(stage.server.said_to(CHAT)) == before + 2)
    await stage.settle()
    return ada, (await ada.http.get("/api/platforms")).json()["items"][0]["account_id"]


@BOTH
async def test_a_deleted_account_leaves_no_chat_s_number_behind(stage: TelegramStage) -> None:
    ada, _ = await link(stage, 1)
    assert {job.kind for job in await list_traces(stage)} == {"telegram.piece", "telegram.line", "telegram.note"}
    answer = await ada.http.request("DELETE", "/api/account", json={"confirm": "delete"})
    assert answer.status_code == 204, answer.text
    assert await list_traces(stage) == []


async def test_what_is_put_out_while_an_account_is_deleted_goes_with_the_look_afterwards(stage: TelegramStage) -> None:
    ada, account_id = await link(stage, 1)
    account = await stage.service.root.telegram.accounts.find(UUID(account_id))
    assert account is not None
    assert (await ada.http.request("DELETE", "/api/account", json={"confirm": "delete"})).status_code == 204
    reply = MadeReply(account.user_id, account.id, uuid4(), "late-reply", "Late words.")
    root = stage.service.root
    async with root.database.write() as db:  # by somebody who had the account in hand all the while
        await errands.put_pieces(db, account, reply, 1, now=root.clock.now())
    await stage.settle()
    assert len(await list_traces(stage)) == 1
    stage.service.clock.move(121)
    await root.jobs.run_due()
    assert await list_traces(stage) == []


@BOTH
async def test_unlinking_takes_what_was_sent_along_and_leaves_who_the_chat_was_before(stage: TelegramStage) -> None:
    await stage.say(CHAT, 1, "Before I linked.")
    await stage.settle()
    own = {job.id for job in await list_traces(stage)}
    ada, account_id = await link(stage, 2)
    assert (await ada.http.delete(f"/api/platforms/telegram/{account_id}")).status_code == 204
    left = await list_traces(stage)
    assert own <= {job.id for job in left}
    assert not [job for job in left if job.payload.get("account_id") == account_id]
    assert await stage.say(CHAT, 9, "After it.") == "I hear you."


async def test_the_last_account_of_a_chat_takes_its_lines_along_too(stage: TelegramStage) -> None:
    ada, account_id = await link(stage, 1)
    assert (await ada.http.delete(f"/api/platforms/telegram/{account_id}")).status_code == 204
    assert await list_traces(stage) == []


async def test_linking_a_chat_anew_takes_what_the_one_before_was_sent_along(stage: TelegramStage) -> None:
    _, before = await link(stage, 1)
    _, now = await link(stage, 5)
    accounts = {job.payload.get("account_id") for job in await list_traces(stage)}
    assert now in accounts
    assert before not in accounts


async def test_what_was_finished_goes_after_days_and_what_waits_stays(stage: TelegramStage) -> None:
    await stage.say(CHAT, 1, "Hello.")
    await stage.settle()
    root = stage.service.root
    await root.telegram.sweep()
    assert await list_traces(stage) != []
    stage.service.clock.at += timedelta(days=3, minutes=1)
    stage.server.fail("sendMessage", Fault(429, retry_after=500))
    stage.server.put(stage.server.message(CHAT, 2, document={"file_id": "d", "file_unique_id": "u"}))
    await until(lambda: stage.server.count("sendMessage") == 2)
    await root.telegram.sweep()
    assert [job.kind for job in await list_traces(stage)] == ["telegram.line"]

"""Linking an account of the page with Telegram: whose code it is decides, once; and the webhook's door."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlmodel import select

from api.models import Job, Message, TelegramCode, User
from api.telegram.accounts import read_code
from api.telegram.listening import WEBHOOK, derive_secret
from tests.fakes.api_service import Browser
from tests.fakes.telegram_stage import SECRET_HEADER, TelegramStage, telegram_stage, until

ADA, BOB = 71, 72


@pytest.fixture
async def stage(tmp_path: Path, database_url: str) -> AsyncIterator[TelegramStage]:
    async with telegram_stage(tmp_path, database_url) as running:
        running.wire.behave("m", text="I hear you.")
        yield running


async def make_code(browser: Browser, **body: str) -> str:
    answer = await browser.http.post("/api/platforms/telegram/code", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()["code"]


async def list_accounts(browser: Browser) -> list[dict[str, object]]:
    answer = await browser.http.get("/api/platforms")
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def test_a_code_links_its_own_person_once_and_nobody_elses(stage: TelegramStage) -> None:
    ada, bob = await stage.service.guest(), await stage.service.guest()
    code = await make_code(ada)
    greeted = await stage.say(ADA, 1, f"/start {code.replace('-', '')}")
    assert "know each other" in greeted
    assert "apart" not in greeted
    assert "doesn't work" in await stage.say(BOB, 1, code.lower())
    await stage.say(ADA, 2, "The heron is mine.")
    await stage.say(BOB, 2, "The boat is mine.")
    await stage.settle()
    assert await stage.whose("The heron is mine.") == {ada.user_id}
    assert not await stage.whose("The boat is mine.") & {ada.user_id, bob.user_id}
    assert [account["is_linked"] for account in await list_accounts(ada)] == [True]
    taken_along = (await ada.http.get("/api/account/export")).json()
    assert [account["account"] for account in taken_along["platforms"]] == [ADA]
    assert taken_along["follow_ups"]["is_on"] is False
    assert await list_accounts(bob) == []
    talks = (await ada.http.get("/api/sessions", params={"platform": "telegram"})).json()["items"]
    assert [talk["platform"] for talk in talks] == ["telegram"]


async def test_nobody_undoes_anothers_link_and_undoing_shuts_the_page_s_memory_out(stage: TelegramStage) -> None:
    ada, bob = await stage.service.guest(), await stage.service.guest()
    await stage.say(ADA, 1, "Before I linked.")
    assert "stays apart" in await stage.say(ADA, 2, await make_code(ada))
    account_id = (await list_accounts(ada))[0]["account_id"]
    assert (await bob.http.delete(f"/api/platforms/telegram/{account_id}")).status_code == 404
    assert (await bob.http.delete(f"/api/platforms/telegram/{uuid4()}")).status_code == 404
    await stage.say(ADA, 3, "While linked.")
    assert (await ada.http.delete(f"/api/platforms/telegram/{account_id}")).status_code == 204
    await stage.say(ADA, 4, "After it.")
    await stage.settle()
    assert await stage.whose("While linked.") == {ada.user_id}
    own = await stage.whose("Before I linked.")
    assert await stage.whose("After it.") == own
    assert own.isdisjoint({ada.user_id})
    assert await list_accounts(ada) == []


async def test_a_message_that_comes_again_after_linking_stays_with_whom_it_was_written_as(stage: TelegramStage) -> None:
    ada = await stage.service.guest()
    late = stage.server.write(ADA, "Only once.", 1)
    stage.server.put(late)
    await until(lambda: stage.server.said_to(ADA))
    await stage.say(ADA, 2, await make_code(ada))
    await stage.bring({**late, "update_id": 9999})
    await stage.settle()
    assert (await stage.stored("user")).count("Only once.") == 1
    assert ada.user_id not in await stage.whose("Only once.")


async def test_codes_are_short_lived_kept_hashed_and_only_the_last_one_works(stage: TelegramStage) -> None:
    ada = await stage.service.guest()
    first, second = await make_code(ada), await make_code(ada)
    async with stage.service.root.database.read() as db:
        kept = (await db.exec(select(TelegramCode))).one()
    assert second.replace("-", "") not in str(kept.model_dump())
    assert "doesn't work" in await stage.say(ADA, 1, first)
    stage.service.clock.at += timedelta(minutes=11)
    assert "doesn't work" in await stage.say(ADA, 2, second)
    assert await stage.stored("user") == []


async def test_guessing_codes_is_slowed_down(stage: TelegramStage) -> None:
    for number in range(1, 11):
        assert "doesn't work" in await stage.say(ADA, number, f"AAAA-BB{number // 10 + 2}{number % 8 + 2}")
    assert "moment" in await stage.say(ADA, 11, "AAAA-BBBB")


async def test_a_talk_of_the_page_goes_on_where_the_code_was_sent_from(stage: TelegramStage) -> None:
    ada, bob = await stage.service.guest(), await stage.service.guest()
    begun = await ada.http.post("/api/responder/messages", json={"content": "The kettle is red."})
    session_id = begun.json()["session_id"]
    refused = await bob.http.post("/api/platforms/telegram/code", json={"session_id": session_id})
    assert refused.status_code == 404
    await stage.say(ADA, 1, await make_code(ada, session_id=session_id))
    await stage.say(ADA, 2, "What colour was it?")
    await stage.settle()
    assert "kettle is red" in str(stage.wire.requests[-1]["messages"])
    texts = [message["text"] for message in await ada.history(session_id)]
    assert "What colour was it?" in texts
    await stage.say(ADA, 3, "/new")
    await stage.say(ADA, 4, "Another thing.")
    await stage.settle()
    assert "Another thing." not in [message["text"] for message in await ada.history(session_id)]


async def test_an_account_that_is_deleted_takes_its_link_along(stage: TelegramStage) -> None:
    ada = await stage.service.guest()
    await stage.say(ADA, 1, await make_code(ada))
    await stage.say(ADA, 2, "Linked words.")
    await stage.settle()
    deleted = await ada.http.request("DELETE", "/api/account", json={"confirm": "delete"})
    assert deleted.status_code == 204, deleted.text
    async with stage.service.root.database.read() as db:
        assert not any("telegram.piece" in job.kind for job in (await db.exec(select(Job))).all())
        assert (await db.exec(select(Message))).all() == []
    await stage.say(ADA, 3, "Somebody new.")
    assert ada.user_id not in await stage.whose("Somebody new.")


async def test_the_webhook_takes_nothing_without_its_secret(stage: TelegramStage) -> None:
    update = stage.server.write(ADA, "Forged words.", 1)
    http = stage.service.client()
    assert (await http.post(WEBHOOK, json=update)).status_code == 401
    for wrong in ("guess", stage.service.root.telegram.secret[:-1], "é"):
        headers = [(SECRET_HEADER.encode(), wrong.encode("latin-1"))]
        assert (await http.post(WEBHOOK, json=update, headers=headers)).status_code == 403
    right = {SECRET_HEADER: stage.service.root.telegram.secret}
    for garbage in (b"{", b"[]", b'{"x": 1}', b'{"update_id": "a"}', b'{"update_id": 1, "message": 5}', b"\xff\xfe"):
        answer = await http.post(WEBHOOK, content=garbage, headers={**right, "content-type": "application/json"})
        assert answer.status_code == 400, garbage
    async with stage.service.root.database.read() as db:
        assert (await db.exec(select(Message))).all() == []
        assert (await db.exec(select(User))).all() == []


async def test_with_an_address_updates_are_brought_by_webhook(tmp_path: Path, database_url: str) -> None:
    async with telegram_stage(tmp_path, database_url, telegram_webhook_url="https://astra.example/") as stage:
        await until(lambda: stage.server.webhook)
        assert stage.server.webhook["url"] == f"https://astra.example{WEBHOOK}"
        secret = stage.server.webhook["secret_token"]
        assert secret == stage.service.root.telegram.secret
        update = stage.server.write(ADA, "Brought to you.", 1)
        for _ in range(3):
            answer = await stage.service.client(**{SECRET_HEADER: secret}).post(WEBHOOK, json=update)
            assert answer.status_code == 200
        await until(lambda: stage.server.said_to(ADA))
        await stage.settle()
        assert len(stage.server.said_to(ADA)) == 1
        assert stage.server.count("getUpdates") == 0


def test_the_secret_tells_neither_token_and_is_the_same_everywhere() -> None:
    secret = derive_secret("service-token", "4242:bot-token")
    assert secret == derive_secret("service-token", "4242:bot-token")
    assert secret != derive_secret("service-token", "4242:other")
    assert "token" not in secret
    assert len(secret) == 64


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("/start K7QM3XPA", "K7QM3XPA"),
        (" k7qm-3xpa ", "K7QM3XPA"),
        ("/start", None),
        ("THANKYOU", None),
        ("K7QM-3XPA please", None),
        ("K7QM-3XP", None),
    ],
)
def test_a_code_is_only_what_looks_like_one(text: str, code: str | None) -> None:
    assert read_code(text) == code

"""What is taken along is everything of a person and nothing of another's; deleting leaves nothing anywhere."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from api.birth.service import propose_birthday
from tests.api.conftest import BOTH
from tests.fakes.api_service import OURS, Browser, running_service, said
from tests.fakes.learning_stage import fact
from tests.fakes.memory_stage import MemoryStage, llm_at, plant_life
from tests.fakes.openai_wire import OpenAiWire
from tests.fakes.rooms_server import Rooms

CANARY = "Zorblaxia"
EMAIL = f"{CANARY}@example.org".lower()
PASSWORD = "violet anchor 77 ferry"


@pytest.fixture
async def stage(tmp_path: Path, rooms: Rooms, database_url: str) -> AsyncIterator[MemoryStage]:
    async with (
        OpenAiWire() as wire,
        running_service(tmp_path, rooms, llm=llm_at(wire), database_url=database_url) as service,
    ):
        yield MemoryStage(service, wire)


async def live_a_life(stage: MemoryStage, word: str, email: str) -> tuple[Browser, str]:
    """Somebody with something in every table, and `word` in all that can hold one; and a conversation of theirs."""
    service = stage.service
    browser = await service.guest()
    answer = await browser.http.post(
        "/api/auth/register", json={"email": email, "password": PASSWORD, "display_name": f"{word} herself"}
    )
    assert answer.status_code == 201, answer.text
    lines = (f"My sister {word} lives in Lisbon.", f"> Tell me more of {word}.", f"I want to visit {word} in May.")
    plan = {"kind": "plan", "text": f"Visit {word} in May", "quote": f"I want to visit {word} in May", "turn": "t3"}
    learned = [fact("has_sister", word, f"My sister {word}", turn="t1")]
    session_id = await stage.talk(browser, *lines, facts=learned, loops=[plan])
    await plant_life(stage, browser, session_id, f"Met {word} again", f"Much turns around {word}.")
    await browser.http.post("/api/memory/forget", json={"what": "a tree that nobody planted"})
    brief = {"userId": browser.user_id, "sessionId": str(uuid4())}
    assert (await service.worker.post("/synapse/session/startbrief", json=brief)).status_code == 200
    assert (await browser.save(session_id, ("user", f"{word} from the page", 1))).status_code == 200
    async with service.root.database.write() as db:
        await propose_birthday(db, UUID(browser.user_id), year=1996, month=5, day=14, now=service.clock.at)
    shared = await browser.http.post(f"/api/session/{session_id}/share", json={})
    assert shared.status_code == 201, shared.text
    await service.root.jobs.run_due()
    return browser, session_id


async def read_tables(stage: MemoryStage) -> dict[str, str]:
    """Every table, those of the search indexes among them, as text."""
    engine = stage.service.root.database.engine
    listing = (
        "select name from sqlite_master where type = 'table'"
        if engine.dialect.name == "sqlite"
        else "select tablename from pg_tables where schemaname = 'public'"
    )
    async with engine.connect() as connection:
        tables = [row[0] for row in await connection.exec_driver_sql(listing)]
        return {
            table: str([tuple(row) for row in await connection.exec_driver_sql(f'select * from "{table}"')]).lower()
            for table in tables
        }


def find_on_disk(folder: Path, word: str) -> list[str]:
    """Every file under `folder` that holds the word, in any of the forms in which it may be written."""
    forms = {form.encode(coding) for form in (word, word.lower(), word.upper()) for coding in ("utf-8", "utf-16-le")}
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


async def delete(browser: Browser, **wish: Any) -> tuple[int, str | None]:
    answer = await browser.http.request("DELETE", "/api/account", json=wish)
    return answer.status_code, answer.json()["error"].get("field") if answer.content else None


@BOTH
async def test_a_deleted_account_is_found_nowhere(stage: MemoryStage, tmp_path: Path) -> None:
    service = stage.service
    ida, session_id = await live_a_life(stage, CANARY, EMAIL)
    bob, his = await live_a_life(stage, "Quixley", "bob@example.org")
    untouched = (await bob.http.get("/api/memory")).json()
    opened = await ida.open()
    phone = Browser(service.client(**OURS))
    await phone.http.post("/api/auth/login", json={"email": EMAIL, "password": PASSWORD})
    there = await read_tables(stage)
    assert {table for table, text in there.items() if CANARY.lower() in text} >= {
        "user", "message", "memory_turn", "memory_fact", "memory_claim", "memory_loop", "life_event", "user_overview",
        "session_mind", "pending_update", "shared_message",
    }  # fmt: skip
    assert await delete(ida) == (422, "password")
    assert await delete(ida, password="wrong") == (403, "password")
    assert await delete(ida, password=PASSWORD) == (204, None)
    for browser in (ida, phone):
        assert (await browser.http.get("/api/auth/me")).status_code == 401
    async with asyncio.timeout(2):
        while opened["room"] in await service.root.rooms.list_alive():
            await asyncio.sleep(0.05)
    late = await service.ingest(session_id, said(9, f"{CANARY} comes late"))
    assert late.status_code == 404
    await service.root.jobs.run_due()
    kept = await read_tables(stage)
    for mark in (CANARY.lower(), session_id, session_id.replace("-", "")):
        assert [table for table, text in kept.items() if mark in text] == [], mark
    for mark in (ida.user_id, ida.user_id.replace("-", "")):
        assert [table for table, text in kept.items() if mark in text] in ([], ["job"]), mark
    assert find_on_disk(tmp_path, CANARY) == []
    assert (await bob.http.get("/api/memory")).json() == untouched
    assert "My sister Quixley lives in Lisbon." in [m["text"] for m in await bob.history(his)]
    answer = await service.client(**OURS).post("/api/auth/login", json={"email": EMAIL, "password": PASSWORD})
    assert answer.status_code == 401
    again = await service.client(**OURS).post("/api/auth/register", json={"email": EMAIL, "password": PASSWORD})
    assert again.status_code == 201
    assert again.json()["user_id"] != ida.user_id


@BOTH
async def test_what_was_under_way_while_an_account_went_is_taken_out_too(stage: MemoryStage) -> None:
    ida, session_id = await live_a_life(stage, CANARY, EMAIL)
    assert await delete(ida, password=PASSWORD) == (204, None)
    late = {
        "userId": ida.user_id,
        "sessionId": session_id,
        "startedAt": "2026-05-03T12:00:00Z",
        "transcript": [{"turnId": "t1", "role": "user", "text": f"{CANARY} was on its way"}],
    }
    assert (await stage.service.worker.post("/synapse/session/ingest", json=late)).status_code == 202
    stage.service.clock.at += timedelta(hours=1)
    await stage.service.root.jobs.run_due()
    assert [table for table, text in (await read_tables(stage)).items() if CANARY.lower() in text] == []


async def test_a_guest_says_the_word_and_is_gone(stage: MemoryStage) -> None:
    guest = await stage.service.guest()
    assert await delete(guest) == (422, "confirm")
    assert await delete(guest, confirm="yes") == (422, "confirm")
    assert await delete(guest, confirm="delete") == (204, None)
    assert (await guest.http.get("/api/auth/me")).status_code == 401
    assert await delete(guest, confirm="delete") == (401, None)


async def test_an_account_is_taken_along_whole(stage: MemoryStage) -> None:
    ida, session_id = await live_a_life(stage, CANARY, EMAIL)
    bob, _ = await live_a_life(stage, "Quixley", "bob@example.org")
    for number in range(25):
        await stage.service.ingest(
            (await ida.open())["session_id"], *(said(seq, f"line {seq} of {number}") for seq in range(1, 6))
        )
    many = (await ida.open())["session_id"]
    for start in range(0, 240, 40):
        await stage.service.ingest(many, *(said(seq, f"many {seq}") for seq in range(start + 1, start + 41)))
    answer = await ida.http.get("/api/account/export")
    assert answer.headers["content-disposition"] == 'attachment; filename="astra-account.json"'
    assert answer.headers["content-type"] == "application/json"
    taken = json.loads(answer.text)
    assert (taken["format"], taken["version"]) == ("astra-account", 1)
    assert taken["profile"]["email"] == EMAIL
    assert taken["birth"]["question"]["kind"] == "confirm_date"
    assert len(taken["sign_ins"]) == 1
    assert {item["kind"] for item in taken["memory"]} == {"fact", "loop", "event", "overview"}
    sessions = {item["session"]["session_id"]: item["messages"] for item in taken["sessions"]}
    assert len(sessions) == len(taken["sessions"]) == 27
    assert [message["text"] for message in sessions[many]] == [f"many {seq}" for seq in range(1, 241)]
    assert f"My sister {CANARY} lives in Lisbon." in [message["text"] for message in sessions[session_id]]
    for secret in ("Quixley", "$argon2", ida.http.cookies["astra_session"], "secret_hash", bob.user_id):
        assert secret not in answer.text


async def test_a_stranger_takes_along_an_empty_account(stage: MemoryStage) -> None:
    guest = await stage.service.guest()
    taken = (await guest.http.get("/api/account/export")).json()
    assert taken["profile"]["user_id"] == guest.user_id
    assert (taken["sessions"], taken["memory"], taken["chart_inputs"]) == ([], [], None)

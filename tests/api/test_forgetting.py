"""What a person has forgotten is found nowhere, and nothing late brings it back; off the record is not kept."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.api.conftest import BOTH
from tests.fakes.api_service import START, Browser, running_service, said
from tests.fakes.learning_stage import fact
from tests.fakes.memory_stage import MODEL, MemoryStage, llm_at, plant_life
from tests.fakes.openai_wire import OpenAiWire
from tests.fakes.rooms_server import Rooms

CANARY = "Zorblaxia"
LINE = f"My sister {CANARY} lives in Lisbon."


@pytest.fixture
async def stage(tmp_path: Path, rooms: Rooms, database_url: str) -> AsyncIterator[MemoryStage]:
    async with (
        OpenAiWire() as wire,
        running_service(tmp_path, rooms, llm=llm_at(wire), database_url=database_url) as service,
    ):
        yield MemoryStage(service, wire)


@pytest.fixture
async def ida(stage: MemoryStage) -> Browser:
    return await stage.service.guest()


def find_on_disk(folder: Path, word: str) -> list[str]:
    """Every file under `folder` that holds the word, in any of the forms in which it may be written."""
    forms = {form.encode(coding) for form in (word, word.lower(), word.upper()) for coding in ("utf-8", "utf-16-le")}
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


async def find_in_tables(stage: MemoryStage, word: str) -> list[str]:
    """Every table that holds the word in any column, those of the search index among them."""
    engine = stage.service.root.database.engine
    is_sqlite = engine.dialect.name == "sqlite"
    listing = (
        "select name from sqlite_master where type = 'table'"
        if is_sqlite
        else "select tablename from pg_tables where schemaname = 'public'"
    )
    async with engine.connect() as connection:
        tables = [row[0] for row in await connection.exec_driver_sql(listing)]
        return [
            table
            for table in tables
            for row in await connection.exec_driver_sql(f'select * from "{table}"')
            if any(word.lower() in str(cell).lower() for cell in row)
        ]


async def fill_everything(stage: MemoryStage, ida: Browser) -> str:
    """A canary in all that can hold one: talk, memory, facts, loops, events, overview, brief, summary, title."""
    found = [fact("has_sister", CANARY, f"My sister {CANARY}", turn="t1")]
    plan = {"kind": "plan", "text": f"Visit {CANARY} in May", "quote": f"I want to visit {CANARY} in May", "turn": "t3"}
    session_id = await stage.talk(
        ida,
        LINE,
        f"> Tell me more of {CANARY}.",
        f"I want to visit {CANARY} in May.",
        "I like tea.",
        facts=[*found, fact("likes", "tea", "I like tea", turn="t4")],
        loops=[plan],
    )
    await plant_life(stage, ida, session_id, f"Met {CANARY} again", f"Much turns around {CANARY}.")
    brief = {"userId": ida.user_id, "sessionId": str(uuid4())}
    assert CANARY in (await stage.service.worker.post("/synapse/session/startbrief", json=brief)).text
    await ida.http.delete(f"/api/session/{session_id}")
    await stage.service.root.jobs.run_due()
    assert CANARY in str(await ida.sessions())
    return session_id


async def forget(browser: Browser, what: str) -> dict[str, Any]:
    preview = await browser.http.post("/api/memory/forget", json={"what": what})
    assert preview.status_code == 200, preview.text
    receipt = await browser.http.post(f"/api/memory/forget/{preview.json()['forget_id']}/confirm")
    assert receipt.status_code == 200, receipt.text
    return receipt.json()


@BOTH
async def test_a_forgotten_word_is_found_nowhere(stage: MemoryStage, ida: Browser) -> None:
    session_id = await fill_everything(stage, ida)
    folder = stage.service.database.parent
    assert await find_in_tables(stage, CANARY)

    preview = (await ida.http.post("/api/memory/forget", json={"what": f"my sister {CANARY}"})).json()
    assert preview["counts"] == {"message": 1, "fact": 1, "event": 1, "overview": 1}
    assert preview["items"][0]["text"] == LINE
    preview = (await ida.http.post("/api/memory/forget", json={"what": CANARY})).json()
    assert preview["counts"] == {"message": 3, "fact": 1, "loop": 1, "event": 1, "overview": 1}
    assert (await ida.history(session_id))[0]["text"] == LINE, "nothing happens before the yes"

    receipt = (await ida.http.post(f"/api/memory/forget/{preview['forget_id']}/confirm")).json()
    assert receipt["counts"] == preview["counts"]
    again = (await ida.http.post(f"/api/memory/forget/{preview['forget_id']}/confirm")).json()
    assert (again["receipt_id"], again["at"]) == (receipt["receipt_id"], receipt["at"])
    assert (await ida.http.get("/api/memory/receipts")).json()["items"][0]["counts"] == receipt["counts"]

    assert await find_in_tables(stage, CANARY) == []
    assert find_on_disk(folder, CANARY) == []
    assert [m["text"] for m in await ida.history(session_id)] == ["I like tea."]
    assert [item["text"] for item in (await ida.http.get("/api/memory")).json()["items"]] == ["Likes tea"]
    assert [session["title"] for session in await ida.sessions()] == ["I like tea."]


@BOTH
async def test_nothing_late_brings_it_back(stage: MemoryStage, ida: Browser) -> None:
    session_id = str((await ida.open())["session_id"])
    told = [
        said(1, LINE),
        said(2, f"So {CANARY} is", role="assistant", interrupted=True, generated=f"So {CANARY} is far away."),
        said(3, "I like tea."),
    ]
    await stage.service.ingest(session_id, *told)
    stage.service.clock.move(10)
    await stage.remember(ida, session_id)
    await forget(ida, CANARY)

    late = said(9, f"And {CANARY} sings.", at=START + timedelta(seconds=4))
    answer = await stage.service.ingest(session_id, *told, late)
    assert answer.json()["stored"] == 0
    stage.wire.behave("m", text="{}")
    await stage.remember(ida, session_id, facts=[fact("has_sister", CANARY, f"My sister {CANARY}", turn="t1")])
    claimed = [("user", LINE, 1), ("assistant", f"So {CANARY} is", 2), ("user", "I like tea.", 3)]
    assert (await ida.save(session_id, *claimed)).status_code == 200
    assert [m["text"] for m in await ida.history(session_id)] == ["I like tea."]
    turns = [
        {"turnId": "x1", "role": "user", "text": LINE},
        {"turnId": "x2", "role": "user", "text": "I like tea."},
        {"turnId": "x3", "role": "user", "text": "More."},
        {"turnId": "x4", "role": "user", "text": "And more."},
    ]
    handed = {"userId": ida.user_id, "sessionId": session_id, "startedAt": START.isoformat(), "transcript": turns}
    assert (await stage.service.worker.post("/synapse/session/ingest", json=handed)).status_code == 202
    assert await find_in_tables(stage, CANARY) == []

    stage.service.clock.move(60)
    anew = said(20, f"I do want to speak of {CANARY} again.", at=stage.service.clock.at)
    assert (await stage.service.ingest(session_id, anew)).json()["stored"] == 1


async def test_a_wish_in_a_talk_takes_itself_and_its_answer_along(stage: MemoryStage, ida: Browser) -> None:
    session_id = await stage.talk(ida, LINE, "> I see.")
    await stage.talk(
        ida,
        f"Forget what I said about {CANARY}.",
        f"> You told me today: “{LINE}” About {CANARY}, that touches one thing. Shall I forget it?",
        session_id=session_id,
    )
    preview = await stage.desk(session_id, "forget", topic=CANARY)
    assert preview["items"][0]["text"] == LINE
    stage.service.clock.move(1)
    receipt = await stage.desk(session_id, f"forget/{preview['forget_id']}/confirm")
    assert set(receipt["item_ids"]) == {"item-1", "item-3", "item-4"}
    context = (await stage.service.worker.get(f"/api/worker/sessions/{session_id}/context")).json()
    assert set(context["forgotten_item_ids"]) == {"item-1", "item-3", "item-4"}
    assert await find_in_tables(stage, CANARY) == []


async def test_what_was_just_said_and_one_thing_and_everything(stage: MemoryStage, ida: Browser) -> None:
    session_id = await stage.talk(
        ida,
        "I like tea.",
        LINE,
        "> Good to know.",
        "Forget what I just said.",
        facts=[fact("likes", "tea", "I like tea", turn="t1")],
    )
    preview = await stage.desk(session_id, "forget", just_said=True)
    assert [item["text"] for item in preview["items"]] == [LINE, "Good to know."]
    await stage.desk(session_id, f"forget/{preview['forget_id']}/confirm")
    assert [m["text"] for m in await ida.history(session_id)] == ["I like tea.", "Forget what I just said."]

    (item,) = (await ida.http.get("/api/memory")).json()["items"]
    assert (await ida.http.delete(f"/api/memory/{item['id']}")).json()["counts"] == {"message": 1, "fact": 1}
    assert (await ida.http.delete(f"/api/memory/{item['id']}")).status_code == 404

    await stage.talk(ida, LINE, facts=[fact("has_sister", CANARY, f"My sister {CANARY}", turn="t1")])
    preview = (await ida.http.post("/api/memory/forget", json={"everything": True})).json()
    await ida.http.post(f"/api/memory/forget/{preview['forget_id']}/confirm")
    assert (await ida.http.get("/api/memory")).json() == {"items": [], "counts": {}, "next_cursor": None}
    assert await ida.sessions() == []
    late = said(30, "I like coffee.", at=START)
    assert (await stage.service.ingest(session_id, late)).json()["stored"] == 0
    assert find_on_disk(stage.service.database.parent, CANARY) == []


async def test_what_is_unknown_or_too_old_is_not_forgotten(stage: MemoryStage, ida: Browser) -> None:
    session_id = await stage.talk(ida, LINE)
    assert (await ida.http.post("/api/memory/forget", json={"what": "my uncle"})).status_code == 404
    assert (await ida.http.post("/api/memory/forget", json={"what": "of the"})).status_code == 404
    preview = (await ida.http.post("/api/memory/forget", json={"what": CANARY})).json()
    stage.service.clock.move(301)
    assert (await ida.http.post(f"/api/memory/forget/{preview['forget_id']}/confirm")).status_code == 404
    await stage.service.root.jobs.run_due()
    assert "forget_request" not in await find_in_tables(stage, CANARY)
    assert len(await ida.history(session_id)) == 1


async def test_nobody_elses_words_are_touched(stage: MemoryStage, ida: Browser) -> None:
    bob = await stage.service.guest()
    his = await stage.talk(bob, LINE, facts=[fact("has_sister", CANARY, f"My sister {CANARY}", turn="t1")])
    await stage.talk(ida, LINE)
    await forget(ida, CANARY)
    assert [m["text"] for m in await bob.history(his)] == [LINE]
    assert len((await bob.http.get("/api/memory")).json()["items"]) == 1


@BOTH
async def test_off_the_record_keeps_nothing(stage: MemoryStage, ida: Browser) -> None:
    session_id = str((await ida.open())["session_id"])
    clock = stage.service.clock

    def at(seconds: int) -> datetime:
        return START + timedelta(seconds=seconds)

    clock.at = at(20)
    await stage.service.ingest(session_id, said(1, "I like tea.", at=at(1)), said(2, "Off the record.", at=at(10)))
    on = await stage.desk(session_id, "off-record", on=True, at=at(10).isoformat())
    assert on == {"session_id": session_id, "on": True, "since": at(10).isoformat().replace("+00:00", "Z")}
    context = await stage.service.worker.get(f"/api/worker/sessions/{session_id}/context")
    assert context.json()["off_record"] is True

    clock.at = at(200)
    hidden = [
        said(3, LINE, at=at(100)),
        said(4, f"Poor {CANARY}", role="assistant", interrupted=True, generated=f"Poor {CANARY}, indeed.", at=at(110)),
    ]
    assert (await stage.service.ingest(session_id, *hidden)).json()["stored"] == 0
    assert (await stage.service.ingest(session_id, *hidden)).status_code == 200, "a second delivery is taken as well"
    clock.at = at(400)
    off = await stage.desk(session_id, "off-record", on=False, at=at(400).isoformat())
    assert off["on"] is False
    last = said(6, "And coffee.", at=at(401))
    late = said(7, f"Late, {CANARY} it was.", at=at(390))
    clock.at = at(402)
    assert (await stage.service.ingest(session_id, late, last)).json()["stored"] == 1

    ahead_ms = 7_200_000
    lines = [
        ("user", "I like tea.", 1),
        ("user", LINE, 100),
        ("assistant", f"Poor {CANARY}", 110),
        ("user", "And coffee.", 401),
    ]
    saved = [(role, text, round(at(s).timestamp() * 1000) + ahead_ms) for role, text, s in lines]
    assert (await ida.save(session_id, *saved)).status_code == 200
    assert [m["text"] for m in await ida.history(session_id)] == ["I like tea.", "And coffee."]
    assert find_on_disk(stage.service.database.parent, CANARY) == []


async def test_words_off_the_record_keep_a_talk_alive_and_the_page_can_switch(stage: MemoryStage, ida: Browser) -> None:
    session_id = str((await ida.open())["session_id"])
    clock = stage.service.clock
    toggled = await ida.http.put("/api/memory/off-record", json={"session_id": session_id, "on": True})
    assert toggled.json()["on"] is True
    assert (await ida.http.put("/api/memory/off-record", json={"session_id": session_id, "on": True})).json()["on"]
    for _ in range(4):
        clock.move(200)
        await stage.service.ingest(session_id, said(round(clock.read_s()), LINE, at=clock.at))
    await stage.service.root.watcher.look()
    shown = await ida.http.get("/api/memory/off-record", params={"session_id": session_id})
    assert shown.json()["on"] is True
    assert (await stage.service.worker.get(f"/api/worker/sessions/{session_id}/context")).status_code == 200
    assert await ida.history(session_id) == []
    back = await ida.http.put("/api/memory/off-record", json={"session_id": session_id, "on": False})
    assert back.json() == {"session_id": session_id, "on": False, "since": None}


async def test_a_summary_that_was_being_written_is_not_kept(stage: MemoryStage, ida: Browser) -> None:
    session_id = str((await ida.open())["session_id"])
    await stage.service.ingest(session_id, said(1, LINE), *(said(n, f"Line {n} of many.") for n in range(2, 18)))
    stage.service.clock.move(30)
    stage.wire.behave(MODEL, text=f"{CANARY} lives in Lisbon.", fault="hang_before")
    writing = asyncio.create_task(stage.service.root.summaries.look())
    while stage.wire.asked(MODEL) == 0:
        await asyncio.sleep(0.01)
    await forget(ida, CANARY)
    stage.wire._over.set()
    await writing
    assert await find_in_tables(stage, CANARY) == []

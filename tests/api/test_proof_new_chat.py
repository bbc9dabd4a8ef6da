"""New Chat from two tabs, fast and again after time-outs: one conversation a press, no word lost or doubled."""

import random
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func
from sqlmodel import select

from api.models import Session
from tests.fakes.api_service import Browser, Service, running_service
from tests.fakes.proof_clicks import Clicker
from tests.fakes.rooms_server import Rooms


async def click_through(folder: Path, rooms: Rooms, presses: int) -> None:
    async with running_service(folder, rooms, rate_session="1000000/minute", rate_save="1000000/minute") as service:
        who = await service.guest()
        clicker = Clicker(service, who, random.Random(6))
        tabs = clicker.open_tabs()
        for _ in range(presses):
            await clicker.press(clicker.dice.choice(tabs))
        assert len(clicker.made) == presses
        assert [len(ids) for ids in clicker.made.values()] == [1] * presses, "one conversation for each press"
        every = {session_id for ids in clicker.made.values() for session_id in ids}
        assert len(every) == presses
        assert await count_sessions(service) == presses
        listed = await list_all(who)
        assert sorted(session["session_id"] for session in listed) == sorted(every)
        for session_id in every:
            assert [message["text"] for message in await who.history(session_id)] == clicker.said[session_id]


async def count_sessions(service: Service) -> int:
    async with service.root.database.read() as db:
        return (await db.exec(select(func.count()).select_from(Session))).one()


async def list_all(who: Browser) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = (await who.http.get("/api/sessions", params={"cursor": cursor} if cursor else {})).json()
        listed += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return listed


async def test_every_press_makes_one_conversation(tmp_path: Path, rooms: Rooms) -> None:
    await click_through(tmp_path, rooms, 30)


@pytest.mark.slow
@pytest.mark.timeout(1800)
async def test_a_thousand_presses_make_a_thousand_conversations(tmp_path: Path, rooms: Rooms) -> None:
    await click_through(tmp_path, rooms, 1_000)

"""What a typed message costs: how often the database is asked until it is stored and answered."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlmodel import col, select

from api.db import Database, make_engine
from api.models import Job, Message, MessageSearch, SearchOwner, Session
from tests.api.conftest import BOTH
from tests.api.test_api_chat import llm_at
from tests.api.test_responder import post
from tests.fakes.api_service import NOWHERE, Browser, Service, running_service, said
from tests.fakes.counted_statements import Asked, counting
from tests.fakes.openai_wire import OpenAiWire

ECHOED, THOUGHT, SHOWN = 22, 34, 2
"""The most statements for a message that is echoed, for one that the companion answers, and for showing either."""
_TRIES = 3
"""Of so many messages the cheapest counts: now and then somebody looks at the database beside them."""


@pytest.fixture
async def service(tmp_path: Path, database_url: str) -> AsyncIterator[Service]:
    async with OpenAiWire() as wire:
        wire.behave("m", text="I hear you.")
        async with running_service(
            tmp_path, NOWHERE, llm=llm_at(wire), context_debug=True, database_url=database_url
        ) as running:
            yield running


@pytest.fixture
async def beside(database_url: str) -> AsyncIterator[Database]:
    """The database for who looks on: what is asked here is not counted."""
    database = Database(make_engine(database_url))
    yield database
    await database.aclose()


async def say(service: Service, beside: Database, ada: Browser, text: str, session_id: str | None = None) -> str:
    """Write something and wait until it is answered and nothing is left to do about it; the session."""
    service.clock.move(3)
    answer = await post(ada, text, **({"session_id": session_id} if session_id else {}))
    assert answer.status_code == 202, answer.text
    async with asyncio.timeout(20):
        while await count_waiting(beside):
            await asyncio.sleep(0.01)
    return answer.json()["session_id"]


async def count_waiting(beside: Database) -> int:
    async with beside.read() as db:
        found = await db.exec(select(Job.id).where(col(Job.lane).is_not(None), Job.state != "done"))
        return len(found.all())


async def find_cheapest(service: Service, beside: Database, ada: Browser, text: str) -> Asked:
    session_id = await say(service, beside, ada, text)
    found: list[Asked] = []
    for number in range(_TRIES):
        with counting(service.root.database.engine) as asked:
            await say(service, beside, ada, f"{text} {number}", session_id)
        found.append(asked)
    return min(found, key=lambda asked: asked.count)


@BOTH
@pytest.mark.parametrize(("text", "most"), [("/echo hello", ECHOED), ("What of my coffee?", THOUGHT)])
async def test_a_message_is_stored_and_answered_with_few_statements(
    service: Service, beside: Database, text: str, most: int
) -> None:
    asked = await find_cheapest(service, beside, await service.guest(), text)
    assert asked.count <= most, "\n".join(asked.statements)


@BOTH
async def test_a_page_is_shown_what_is_new_with_few_statements(service: Service, beside: Database) -> None:
    ada = await service.guest()
    session_id = await say(service, beside, ada, "/echo hello")
    place = await service.root.writing.threads.find_place(UUID(session_id), ())
    assert len((await place.read()).messages) == 2
    await say(service, beside, ada, "/echo again", session_id)
    with counting(service.root.database.engine) as asked:
        thread = await place.read()
    assert ([message.text for message in thread.messages], thread.pending) == (["/echo again", "again"], [])
    assert asked.count <= SHOWN, "\n".join(asked.statements)


async def check_figures(beside: Database, session_id: str, count: int) -> None:
    async with beside.read() as db:
        session = (await db.exec(select(Session).where(Session.id == UUID(session_id)))).one()
        stored = (await db.exec(select(Message).where(Message.session_id == session.id))).all()
        indexed = (await db.exec(select(MessageSearch.message_id))).all()
    assert session.message_count == len(stored) == count
    assert session.last_user_message_at == max(m.at for m in stored if m.role == "user" and m.source != "page")
    assert set(indexed) == {message.id for message in stored}


@BOTH
async def test_figures_that_go_on_are_those_that_a_count_gives(service: Service, beside: Database) -> None:
    ada = await service.guest()
    session_id = await say(service, beside, ada, "/echo one")
    await check_figures(beside, session_id, 2)
    spoken = [said(7, "spoken", at=service.clock.at), said(8, "heard", role="assistant", at=service.clock.at)]
    for _ in range(2):
        assert (await service.ingest(session_id, *spoken)).status_code == 200
        await check_figures(beside, session_id, 4)
    await say(service, beside, ada, "/echo two", session_id)
    await check_figures(beside, session_id, 6)
    twice = said(7, "a number that is taken", at=service.clock.at) | {"item_id": "other"}
    assert (await service.ingest(session_id, twice)).status_code == 200
    assert (await ada.save(session_id, ("user", "only the page heard this", 1_777_809_600_000))).status_code == 200
    await check_figures(beside, session_id, 8)
    await say(service, beside, ada, "/echo three", session_id)
    await check_figures(beside, session_id, 10)


@BOTH
async def test_only_people_take_numbers_in_the_index_and_messages_none(service: Service, beside: Database) -> None:
    ada, bob = await service.guest(), await service.guest()
    session_id = await say(service, beside, ada, "/echo one")
    for number in range(3):
        await say(service, beside, ada, f"/echo {number}", session_id)
    await say(service, beside, bob, "/echo mine")
    async with beside.read() as db:
        owners = dict((await db.exec(select(SearchOwner.user_id, SearchOwner.user_no))).all())
    assert (owners[UUID(bob.user_id)] or 0) - (owners[UUID(ada.user_id)] or 0) == 1

"""What is said off the record waits for its answer in memory: held before it is put out, and never over itself."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func
from sqlmodel import col, select

from api.auth.schemas import SignedIn
from api.models import Job, Message
from api.responder.held_words import HeldWords
from api.responder.inbox import Inbox, Incoming
from api.responder.inbox_names import REPLY_TO_MESSAGE, name_item
from api.session.hot_stores import LocalStore
from tests.api.conftest import BOTH
from tests.fakes.api_service import Browser, Service, running_service

SECRET = "the key lies under the third stone"
Aside = Callable[[], Awaitable[object]]


@dataclass
class WatchfulStore(LocalStore):
    """A store that does something else before it keeps a value, and knows the names of all that it keeps."""

    service: Service
    aside: Aside | None = None
    names: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        LocalStore.__init__(self, self.service.root.clock)

    async def put(self, name: str, value: bytes) -> None:
        if self.aside is not None:
            await self.aside()
        self.names.add(name)
        await super().put(name, value)

    async def drop(self, *names: str) -> None:
        self.names -= set(names)
        await super().drop(*names)


@dataclass
class Talk:
    """A talk that is off the record, and an inbox whose store is watched. Nobody answers: the words stay held."""

    service: Service
    ada: Browser
    session_id: UUID
    store: WatchfulStore
    inbox: Inbox
    held: HeldWords

    async def receive(self, message_id: UUID) -> None:
        who = SignedIn(UUID(self.ada.user_id), uuid4(), None, is_guest=True)
        await self.inbox.receive(who, Incoming(SECRET, message_id, self.session_id))

    async def switch(self, *, on: bool) -> None:
        body = {"session_id": str(self.session_id), "on": on}
        answer = await self.ada.http.put("/api/memory/off-record", json=body)
        assert answer.is_success, answer.text

    async def read_keys(self) -> list[str | None]:
        """The keys of all errands."""
        async with self.service.root.database.read() as db:
            found = await db.exec(select(Job.payload).where(Job.kind == REPLY_TO_MESSAGE))
            return [payload.get("key") for payload in found.all()]

    async def count_kept(self) -> int:
        async with self.service.root.database.read() as db:
            return (await db.exec(select(func.count()).where(col(Message.text) == SECRET))).one()


@pytest.fixture
async def talk(tmp_path: Path, database_url: str) -> AsyncIterator[Talk]:
    async with running_service(tmp_path, database_url=database_url) as service:
        ada = await service.guest()
        made = await ada.http.post("/api/session/create", json={"persona": "astra"})
        store = WatchfulStore(service)
        held = HeldWords(store)
        root = service.root
        inbox = Inbox(
            root.database,
            root.clock,
            replies=root.writing.replies,
            openings=root.openings,
            threads=root.writing.threads,
            held=held,
        )
        talking = Talk(service, ada, UUID(made.json()["session_id"]), store, inbox, held)
        await talking.switch(on=True)
        service.clock.move(5)
        yield talking


@BOTH
async def test_words_are_held_before_their_errand_is_put_out_and_outside_of_a_transaction(talk: Talk) -> None:
    seen: list[int] = []

    async def write_too() -> None:
        async with talk.service.root.database.write() as db:  # on SQLite there is one writer at a time
            seen.append((await db.exec(select(func.count()).where(Job.kind == REPLY_TO_MESSAGE))).one())

    talk.store.aside = write_too
    message_id = uuid4()
    await talk.receive(message_id)
    assert seen == [0]
    [key] = await talk.read_keys()
    assert key is not None
    assert await talk.held.read(name_item(message_id), key) == SECRET
    assert await talk.held.read(name_item(message_id), key[::-1]) is None
    assert await talk.count_kept() == 0


async def test_a_message_that_comes_twice_at_once_has_one_errand_with_the_key_to_its_words(talk: Talk) -> None:
    both = asyncio.Barrier(2)
    talk.store.aside = both.wait
    message_id = uuid4()
    await asyncio.gather(talk.receive(message_id), talk.receive(message_id))
    [key] = await talk.read_keys()
    assert key is not None
    assert await talk.held.read(name_item(message_id), key) == SECRET
    assert len(talk.store.names) == 1


async def test_words_said_off_the_record_are_not_kept_though_it_ended_before_they_were_put_out(talk: Talk) -> None:
    async def end() -> None:
        talk.service.clock.move(5)
        await talk.switch(on=False)

    talk.store.aside = end
    await talk.receive(uuid4())
    assert await talk.count_kept() == 0
    assert await talk.read_keys() != [None]


async def test_what_is_on_the_record_is_held_nowhere(talk: Talk) -> None:
    await talk.switch(on=False)
    talk.service.clock.move(5)
    await talk.receive(uuid4())
    assert await talk.read_keys() == [None]
    assert await talk.count_kept() == 1
    assert talk.store.names == set()

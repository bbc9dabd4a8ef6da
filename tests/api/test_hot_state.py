"""Hot state: what is at hand for an hour, shared through a real Redis, never older than the database, never needed."""

import asyncio
from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event

from api.models import Session
from api.session.hot import ContextWindow, HotSessions, new_hot_key
from api.session.hot_stores import HOT_S, LocalStore, RedisStore
from astra.contracts.session import PastMessage
from astra.contracts.utterance import Role
from tests.fakes.api_service import START, Browser, HandClock, Service, running_service, said
from tests.fakes.redis_server import RedisServer, running_redis

CANARY = "the blue heron nests behind the mill"


@pytest.fixture(scope="module")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with running_redis(tmp_path_factory.mktemp("redis")) as server:
        yield server


@dataclass
class Two:
    """Two processes of the service on one database and one Redis, and a person who is signed in with both."""

    one: Service
    other: Service
    ada: Browser

    async def context(self, service: Service, session_id: str) -> dict[str, Any]:
        answer = await service.worker.get(f"/api/worker/sessions/{session_id}/context")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def made(self) -> str:
        answer = await self.ada.http.post("/api/session/create", json={"persona": "astra"})
        return answer.json()["session_id"]


@pytest.fixture
async def two(tmp_path: Path, redis_server: RedisServer) -> AsyncIterator[Two]:
    given: dict[str, Any] = {
        "database_url": f"sqlite+aiosqlite:///{tmp_path / 'astra.db'}",
        "redis_url": redis_server.url,
    }
    async with running_service(tmp_path, **given) as one, running_service(tmp_path, **given) as other:
        yield Two(one, other, await one.guest())


@contextmanager
def counting_reads(service: Service) -> Generator[list[str]]:
    """Statements that read messages, as they happen."""
    reads: list[str] = []

    def note(*args: Any) -> None:
        if args[2].startswith("SELECT message.id"):
            reads.append(args[2])

    engine = service.root.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield reads
    finally:
        event.remove(engine, "before_cursor_execute", note)


def row(*, session_id: UUID | None = None, revision: int = 0, count: int = 1, key: str | None = "") -> Session:
    return Session(
        id=session_id or uuid4(),
        user_id=uuid4(),
        persona="astra",
        created_at=START,
        opened_at=START,
        last_activity=START,
        message_count=count,
        revision=revision,
        hot_key=new_hot_key() if key == "" else key,
    )


def window(text: str = CANARY) -> ContextWindow:
    return ContextWindow(messages=[PastMessage(role=Role.USER, text=text, at=START)], corrections=())


async def test_a_window_is_of_one_session_in_one_state_and_opens_with_its_key_alone() -> None:
    hot = HotSessions(LocalStore(HandClock().clock()))
    session, neighbour = row(), row()
    await hot.keep_window(session, window())
    assert await hot.read_window(session) == window()
    assert await hot.read_window(neighbour) is None
    own, key = session.id, session.hot_key
    for changed in (
        row(session_id=own, key=key, revision=1),
        row(session_id=own, key=key, count=2),
        row(session_id=own),
        row(session_id=own, key=None),
    ):
        assert await hot.read_window(changed) is None


async def test_it_lasts_an_hour_from_its_last_use_in_a_process() -> None:
    hand = HandClock()
    store = LocalStore(hand.clock())
    await store.put("a", b"1")
    hand.move(HOT_S - 1)
    assert await store.get("a") == b"1"
    await store.put("b", b"2")
    hand.move(2)
    assert (await store.get("a"), await store.get("b")) == (None, b"2")
    assert HOT_S == 3600


async def test_it_lasts_an_hour_in_redis_too(redis_server: RedisServer) -> None:
    store = RedisStore(redis_server.url, HandClock().clock())
    await store.put("a", b"1")
    assert HOT_S - 5 < redis_server.ttl_s("astra:hot:a") <= HOT_S
    await store.drop("a")
    assert await store.get("a") is None
    await store.aclose()


async def test_a_process_goes_on_with_what_another_has_read(two: Two) -> None:
    session_id = await two.made()
    await two.one.ingest(session_id, said(1, "I said Pune"), said(2, "Mumbai then", role="assistant"))
    with counting_reads(two.one) as here, counting_reads(two.other) as there:
        first = await two.context(two.one, session_id)
        read_once = len(here)
        assert read_once >= 1
        assert await two.context(two.other, session_id) == first
        assert await two.context(two.one, session_id) == first
        assert (len(here), len(there)) == (read_once, 0), "the words were at hand"
    await two.other.ingest(session_id, said(3, "no, Pune, not Mumbai"))
    for service in (two.one, two.other):
        context = await two.context(service, session_id)
        assert [m["text"] for m in context["messages"]][-1] == "no, Pune, not Mumbai"
        assert context["corrections"], "what was put right is known at once"


async def test_no_word_lies_open_in_redis_and_none_survives_being_forgotten(
    two: Two, redis_server: RedisServer
) -> None:
    session_id = await two.made()
    await two.one.ingest(session_id, said(1, CANARY), said(2, "and then", role="assistant"))
    await two.context(two.one, session_id)
    name = f"astra:hot:words:{session_id}"
    kept = redis_server.read_all()[name]
    assert CANARY.encode() not in b"".join(redis_server.read_all().values())
    plan = (await two.ada.http.post("/api/memory/forget", json={"what": "heron"})).json()
    done = await two.ada.http.post(f"/api/memory/forget/{plan['forget_id']}/confirm")
    assert done.status_code == 200, done.text
    redis_server.put(name, kept)
    async with two.one.root.database.read() as db:
        session = await db.get(Session, UUID(session_id))
    assert session is not None
    assert await two.one.root.hot.read_window(session) is None
    session.revision, session.message_count = 1, 2
    assert await two.one.root.hot.read_window(session) is None, "not even for the state that it was of"
    assert CANARY not in str(await two.context(two.other, session_id))


async def test_a_deleted_session_leaves_nothing_at_hand(two: Two, redis_server: RedisServer) -> None:
    session_id = await two.made()
    await two.one.ingest(session_id, said(1, CANARY))
    await two.context(two.one, session_id)
    assert any(session_id in name for name in redis_server.read_all())
    await two.ada.http.delete(f"/api/session/{session_id}/clear")
    assert not any(session_id in name for name in redis_server.read_all())


@pytest.mark.parametrize("planted", [b"", b"gAAAA", b'{"messages": []}', b"\xff\xfe"])
async def test_what_others_put_into_redis_is_never_believed(
    two: Two, redis_server: RedisServer, planted: bytes
) -> None:
    session_id = await two.made()
    await two.one.ingest(session_id, said(1, "mine"))
    for kind in ("words", "presence"):
        redis_server.put(f"astra:hot:{kind}:{session_id}", planted)
    assert [m["text"] for m in (await two.context(two.one, session_id))["messages"]] == ["mine"]
    async with two.one.root.database.read() as db:
        session = await db.get(Session, UUID(session_id))
    assert session is not None
    assert await two.one.root.hot.read_last_seen(session) is None


async def test_without_redis_everything_goes_on_and_heals(
    two: Two, redis_server: RedisServer, capsys: pytest.CaptureFixture[str]
) -> None:
    session_id = await two.made()
    redis_server.stop()
    try:
        await two.one.ingest(session_id, said(1, CANARY))
        for service in (two.one, two.other):
            assert [m["text"] for m in (await two.context(service, session_id))["messages"]] == [CANARY]
        with counting_reads(two.one) as reads:
            await two.context(two.one, session_id)
            assert reads == [], "each process still has its own"
    finally:
        redis_server.start()
    assert redis_server.read_all() == {}
    for service in (two.one, two.other):
        service.clock.move(6)
    await two.other.ingest(session_id, said(2, "and back"))
    assert len((await two.context(two.one, session_id))["messages"]) == 2
    assert f"astra:hot:words:{session_id}" in redis_server.read_all()
    out = capsys.readouterr()
    assert CANARY not in out.out + out.err


@pytest.mark.parametrize("shared", [False, True])
async def test_a_hundred_sessions_at_once_keep_to_themselves(redis_server: RedisServer, shared: bool) -> None:
    clock = HandClock().clock()
    hot = HotSessions(RedisStore(redis_server.url, clock, patience_s=20) if shared else LocalStore(clock))
    sessions = [row() for _ in range(150)]

    async def use(number: int, session: Session) -> None:
        for turn in range(3):
            session.revision = turn
            await hot.keep_window(session, window(f"{number}-{turn}"))
            assert await hot.read_window(session) == window(f"{number}-{turn}")
            await hot.touch(session.id, START)
        assert await hot.read_last_seen(session) == START

    try:
        await asyncio.gather(*(use(number, session) for number, session in enumerate(sessions)))
    finally:
        await hot.aclose()


async def test_presence_before_the_session_was_opened_again_does_not_count() -> None:
    hot = HotSessions(LocalStore(HandClock().clock()))
    session = row()
    await hot.touch(session.id, START)
    assert await hot.read_last_seen(session) == START
    session.opened_at = START.replace(hour=13)
    assert await hot.read_last_seen(session) is None

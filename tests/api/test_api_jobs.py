"""The job table: one holder at a time, nothing lost by a crash, nothing done by who has lost the lease."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import closing
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlmodel import select

from api.db import Database, make_engine
from api.migrate import upgrade
from api.models import Job
from api.worker import queue, repository
from api.worker.runner import JobRunner
from tests.api.conftest import BOTH
from tests.fakes.api_service import HandClock

LEASE = timedelta(seconds=60)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(make_engine(database_url))
    await upgrade(database.engine)
    yield database
    await database.aclose()


@pytest.fixture
def hand() -> HandClock:
    return HandClock()


async def put(database: Database, hand: HandClock, key: str | None = None, kind: str = "note") -> None:
    async with database.write() as db:
        await queue.enqueue(db, kind, {"key": key}, now=hand.at, dedup_key=key)


async def take(database: Database, hand: HandClock, holder: str) -> queue.Claim | None:
    async with database.write() as db:
        return await queue.claim(db, holder, now=hand.at, lease=LEASE)


@BOTH
async def test_a_job_is_held_by_one(database: Database, hand: HandClock) -> None:
    for number in range(5):
        await put(database, hand, f"key-{number}")
    held = await asyncio.gather(*(take(database, hand, f"w{n}") for n in range(8)))
    ids = [claim.id for claim in held if claim]
    assert len(ids) == len(set(ids)) == 5


@BOTH
async def test_a_key_is_taken_once_and_for_ever(database: Database, hand: HandClock) -> None:
    await put(database, hand, "same")
    await put(database, hand, "same")
    held = await take(database, hand, "w")
    assert held is not None
    async with database.write() as db:
        assert await queue.finish(db, held, now=hand.at)
    await put(database, hand, "same")
    assert await take(database, hand, "w") is None


@BOTH
async def test_enqueuing_is_undone_with_its_transaction(database: Database, hand: HandClock) -> None:
    async def fail() -> None:
        async with database.write() as db:
            await queue.enqueue(db, "note", {}, now=hand.at)
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    assert await take(database, hand, "w") is None


@BOTH
async def test_who_lost_the_lease_cannot_finish(database: Database, hand: HandClock) -> None:
    await put(database, hand)
    first = await take(database, hand, "slow")
    assert first is not None
    assert await take(database, hand, "other") is None
    hand.move(61)
    second = await take(database, hand, "other")
    assert second is not None
    assert second.fence > first.fence
    async with database.write() as db:
        assert not await queue.finish(db, first, now=hand.at)
        assert not await queue.renew(db, first, now=hand.at, lease=LEASE)
        assert await queue.renew(db, second, now=hand.at, lease=LEASE)
        assert await queue.finish(db, second, now=hand.at)


async def test_a_failing_job_backs_off_and_is_laid_aside(database: Database, hand: HandClock) -> None:
    runs: list[float] = []

    async def fail(_payload: Mapping[str, Any]) -> None:
        runs.append(hand.at.timestamp())
        raise RuntimeError("words of a person")

    runner = JobRunner(database, hand.clock(), {"note": fail}, holder="w")
    await put(database, hand)
    for _ in range(2000):
        await runner.run_due()
        hand.move(1)
    gaps = [round(b - a) for a, b in pairwise(runs)]
    assert gaps == [2, 4, 8, 16, 32, 64, 128]
    async with database.read() as db:
        assert await repository.count_by_state(db) == {"dead": 1}
        dead = (await db.exec(select(Job))).one()
    assert dead.last_error == "RuntimeError"


async def test_one_jobs_failure_leaves_the_others_alone(database: Database, hand: HandClock) -> None:
    done: list[str] = []

    async def work(payload: Mapping[str, Any]) -> None:
        if payload["key"] == "bad":
            raise RuntimeError
        done.append(payload["key"])

    for key in ("a", "bad", "b"):
        await put(database, hand, key)
    await JobRunner(database, hand.clock(), {"note": work}, holder="w").run_due()
    assert sorted(done) == ["a", "b"]


async def test_a_locked_database_ends_nobody_who_takes_jobs(tmp_path: Path, hand: HandClock) -> None:
    file = tmp_path / "astra.db"
    database = Database(make_engine(f"sqlite+aiosqlite:///{file}", busy_ms=20))
    await upgrade(database.engine)
    await put(database, hand, "kept")
    done: list[str] = []

    async def note(payload: Mapping[str, Any]) -> None:
        done.append(payload["key"])

    runner = JobRunner(database, hand.clock(), {"note": note}, holder="w")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("begin immediate")
        with structlog.testing.capture_logs() as lines:
            running = asyncio.create_task(runner.run_until(lambda: bool(done), again_s=0.01))
            async with asyncio.timeout(20):
                while not any(line["event"] == "job.database_away" for line in lines):
                    await asyncio.sleep(0.01)
            assert not running.done()
            other.execute("rollback")
            async with asyncio.timeout(20):
                await running
    assert done == ["kept"]
    await database.aclose()


async def test_who_is_to_stop_takes_nothing_more(database: Database, hand: HandClock) -> None:
    done: list[str] = []

    async def note(payload: Mapping[str, Any]) -> None:
        done.append(payload["key"])

    for key in ("first", "second"):
        await put(database, hand, key)
    runner = JobRunner(database, hand.clock(), {"note": note}, holder="w")
    await runner.run_until(lambda: bool(done))
    assert len(done) == 1
    async with database.read() as db:
        assert await repository.count_by_state(db) == {"done": 1, "ready": 1}


@BOTH
async def test_jobs_of_a_lane_follow_each_other_in_the_hands_of_one(database: Database, hand: HandClock) -> None:
    done: list[str] = []

    async def note(payload: Mapping[str, Any]) -> None:
        done.append(payload["key"])

    for key in ("a", "b", "c"):
        async with database.write() as db:
            await queue.enqueue(db, "note", {"key": key}, now=hand.at, dedup_key=key, lane="one")
    assert await JobRunner(database, hand.clock(), {"note": note}, holder="w").run_due() == 3
    assert done == ["a", "b", "c"]

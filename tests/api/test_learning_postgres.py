"""Learning and analysis on Postgres: the same as on SQLite."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from api.analysis import service as analysis
from api.analysis.analyst import Analyst
from api.analysis.jobs import ANALYSE_JOB, AnalyseSession, AnalysisSchedule
from api.analysis.updates import list_pending, mark_told
from api.db import Database, make_engine
from api.models import Message, Session, User
from api.synapse.learning import service
from api.synapse.schemas import TurnRef
from api.worker.runner import JobRunner
from astra.kit.clock import Clock
from tests.fakes.learning_stage import MODEL, PROMPTS, START, USER, LearningStage, chain_to, fact, learning_stage
from tests.fakes.openai_wire import OpenAiWire
from tests.fakes.postgres import Postgres


@pytest.fixture
async def database(postgres: Postgres) -> AsyncIterator[Database]:
    url = await postgres.make_database()
    opened = Database(make_engine(url))
    yield opened
    await opened.aclose()
    await postgres.drop_database(url)


@pytest.fixture
async def stage(tmp_path: Path, database: Database) -> AsyncIterator[LearningStage]:
    async with learning_stage(tmp_path, database=database) as running:
        yield running


async def test_facts_and_loops(stage: LearningStage) -> None:
    loop = {"kind": "plan", "text": "exam", "due": "next Friday", "quote": "I have an exam next Friday"}
    told = [fact("lives_in", "Mumbai", "I live in Mumbai"), fact("likes", "chai", "I like chai")]
    stage.answer(facts=told, loops=[loop])
    await stage.learn("s1", "I live in Mumbai. I like chai. I have an exam next Friday.")
    stage.answer(
        facts=[fact("lives_in", "Pune", "I moved to Pune")], closed=[{"about": "exam", "quote": "The exam went well"}]
    )
    await stage.learn("s2", "I moved to Pune. The exam went well.", day=9)
    await stage.learner.rebuild(USER)
    assert await stage.loops() == []
    assert await stage.texts(include_past=True) == ["Lives in Pune"]
    pune = next(one for one in await stage.facts() if one.object == "Pune")
    async with stage.database.write() as db:
        assert await service.pin(db, USER, pune.id, pinned=True)
        right = await service.correct(db, USER, pune.id, "Nagpur", now=stage.now[0])
    assert right is not None
    assert (right.text, right.pinned) == ("Lives in Nagpur", True)
    assert [hit.text for hit in await stage.find("where do I live")] == ["Lives in Nagpur"]
    turn = TurnRef("s2", "s2-1")
    assert await stage.retired("live", turn) == {turn: "untrue"}
    async with stage.database.write() as db:
        await service.erase_turns(db, USER, [TurnRef("s1", "s1-1"), turn], now=stage.now[0])
        await service.erase_facts(db, USER, [right.id], now=stage.now[0])
    assert await stage.facts(include_past=True) == []


async def test_analysis(database: Database) -> None:
    user, session_id, running = uuid4(), uuid4(), uuid4()
    async with database.write() as db:
        db.add(User(id=user, created_at=START))
    async with database.write() as db:
        db.add_all([_session(session_id, user, ended=True), _session(running, user, ended=False)])
    async with database.write() as db:
        db.add_all([_message(session_id, "I moved to Pune last month."), _message(running, "Hello.")])
    answer = {
        "events": [{"date": "last month", "desc": "Moved to Pune", "quote": "I moved to Pune last month"}],
        "updated_overview": "They live in Pune. They moved last month.",
        "contextual_update_text": "They moved to Pune.",
    }
    woken: list[UUID] = []

    async def refuse(*_: object) -> bool:
        return False

    async def tell(session: UUID) -> None:
        woken.append(session)

    async with OpenAiWire() as wire:
        wire.behave(MODEL, text=json.dumps(answer))
        chain, clock = chain_to(wire.base_url), Clock(now=lambda: START + timedelta(minutes=2))
        analyst = Analyst(database, chain, clock, prompts=PROMPTS, check_tie=refuse, tell=tell)
        schedule = AnalysisSchedule(database, clock, every_s=180)
        jobs = JobRunner(database, clock, {ANALYSE_JOB: AnalyseSession(analyst)}, holder="one")
        for _ in range(2):
            await schedule.look()
            await jobs.run_due()
        await chain.aclose()
    assert len(wire.requests) == 1
    async with database.write() as db:
        (event,) = await analysis.list_events(db, user)
        overview = await analysis.read_overview(db, user)
        (update,) = await list_pending(db, running)
        await mark_told(db, [update.id], now=START)
        assert await list_pending(db, running) == []
        await analysis.erase_turns(db, user, [event.turn_id], [session_id])
        assert await analysis.list_events(db, user) == []
    assert overview is not None
    assert overview.text == answer["updated_overview"]
    assert woken == [running]


def _session(session_id: UUID, user: UUID, *, ended: bool) -> Session:
    return Session(
        id=session_id,
        user_id=user,
        persona="astra",
        created_at=START,
        opened_at=START,
        last_activity=START,
        message_count=1,
        ended_at=START if ended else None,
        endings=int(ended),
    )


def _message(session_id: UUID, text: str) -> Message:
    return Message(
        id=uuid4(),
        session_id=session_id,
        item_id="i1",
        seq=1,
        anchor=1,
        role="user",
        source="voice",
        text=text,
        at=START,
        stored_at=START,
    )

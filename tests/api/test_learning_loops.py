"""Loops open with what is planned, promised or feared, and close with the words that say it is over."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from api.synapse.learning import service
from api.synapse.learning.recall import Recall
from api.synapse.schemas import TurnRef
from tests.fakes.learning_stage import USER, LearningStage, learning_stage

PLAN = {
    "kind": "plan",
    "text": "interview at Google",
    "due": "next Friday",
    "quote": "I have an interview at Google next Friday",
}


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[LearningStage]:
    async with learning_stage(tmp_path) as running:
        yield running


async def open_interview(stage: LearningStage) -> None:
    stage.answer(loops=[PLAN])
    await stage.learn("s1", "I have an interview at Google next Friday.")


async def test_a_loop_opens_with_its_day(stage: LearningStage) -> None:
    await open_interview(stage)
    async with stage.database.read() as db:
        (loop,) = await Recall().list_loops(db, USER)
    assert loop.text == "interview at Google"
    assert loop.due_at is not None
    assert loop.due_at.date().isoformat() == "2026-11-20", "said on Monday the 16th"
    assert loop.turn_ids == ("s1-1",)


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ({**PLAN, "quote": "I have a date with destiny"}, "I have an interview."),
        ({**PLAN, "kind": "dream"}, "I have an interview at Google next Friday."),
        ({**PLAN, "quote": "Do I have an interview at Google"}, "Do I have an interview at Google?"),
    ],
)
async def test_a_loop_nobody_opened(stage: LearningStage, item: dict[str, str], said: str) -> None:
    stage.answer(loops=[item])
    await stage.learn("s1", said)
    assert await stage.loops() == []


async def test_a_text_that_was_not_said_gives_way_to_the_quote(stage: LearningStage) -> None:
    stage.answer(loops=[{**PLAN, "text": "winning the lottery"}])
    await stage.learn("s1", "I have an interview at Google next Friday.")
    assert await stage.loops() == ["I have an interview at Google next Friday"]


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ("L1", "It went well, the interview."),
        ("the interview", "The interview went well."),
        ("Google interview", "Never mind the Google interview."),
    ],
)
async def test_a_loop_closes(stage: LearningStage, about: str, said: str) -> None:
    await open_interview(stage)
    stage.answer(closed=[{"about": about, "quote": said}])
    await stage.learn("s2", said, day=5)
    assert await stage.loops() == []
    async with stage.database.read() as db:
        (loop,) = await service.list_loops(db, USER, include_closed=True)
    assert loop.closed_at is not None


async def test_what_is_over_must_be_what_was_open_before(stage: LearningStage) -> None:
    await open_interview(stage)
    stage.answer(closed=[{"about": "the report", "quote": "I finished the report"}])
    await stage.learn("s2", "I finished the report.", day=5)
    stage.answer(closed=[{"about": "interview", "quote": "my interview went well"}])
    await stage.learn("s0", "Back then my interview went well.", day=-3)
    assert await stage.loops() == ["interview at Google"]


async def test_learning_again_opens_and_closes_nothing_twice(stage: LearningStage) -> None:
    await open_interview(stage)
    await stage.learner.rebuild(USER)
    assert await stage.loops() == ["interview at Google"]
    stage.answer(loops=[PLAN], closed=[{"about": "interview", "quote": "The interview went well"}])
    await stage.learn("s2", "The interview went well.", day=5)
    await stage.learner.rebuild(USER)
    assert await stage.loops() == []


async def test_forgetting_what_closed_it_opens_it_again(stage: LearningStage) -> None:
    await open_interview(stage)
    stage.answer(closed=[{"about": "interview", "quote": "The interview went well"}])
    await stage.learn("s2", "The interview went well.", day=5)
    async with stage.database.write() as db:
        await service.erase_turns(db, USER, [TurnRef("s2", "s2-1")], now=stage.now[0])
    assert await stage.loops() == ["interview at Google"]
    async with stage.database.write() as db:
        assert (await service.erase_turns(db, USER, [TurnRef("s1", "s1-1")], now=stage.now[0])).loops == 1
    assert await stage.loops() == []


async def test_a_loop_closed_by_hand_stays_closed(stage: LearningStage) -> None:
    await open_interview(stage)
    async with stage.database.write() as db:
        (loop,) = await service.list_loops(db, USER)
        assert await service.close_loop(db, USER, loop.id, now=stage.now[0])
        assert not await service.close_loop(db, "bob", loop.id, now=stage.now[0])
    await stage.learner.rebuild(USER)
    assert await stage.loops() == []

"""Learning end to end with the stand-in's rules for a model: the production chain, the real wire, the real database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bench.memory_updates import Outcome, Update, list_wrong, make_updates, measure
from tests.fakes.learning_stage import USER, LearningStage, learning_stage
from tests.fakes.standin_servers import Standin


@pytest.fixture
def standin(rules_openai: Standin) -> Standin:
    return rules_openai


@pytest.fixture
async def stage(standin: Standin, tmp_path: Path) -> AsyncIterator[LearningStage]:
    async with learning_stage(tmp_path, standin.base_url, "astra-demo") as running:
        yield running


def player(stage: LearningStage):
    numbers = iter(range(10_000))

    async def play(update: Update) -> Outcome:
        user = f"person-{next(numbers)}"
        await stage.learn("first", *update.first, user=user)
        await stage.learn("later", *update.later, user=user, day=9)
        found = await stage.find(update.question, user=user)
        return Outcome(tuple(hit.text for hit in found), tuple(await stage.texts(user=user)))

    return play


async def test_updates_retire_what_is_past_and_nothing_else(stage: LearningStage) -> None:
    tally = await measure(make_updates(36), player(stage))
    assert list(list_wrong(tally)) == []


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_two_hundred_updates(stage: LearningStage) -> None:
    tally = await measure(make_updates(216, seed=11), player(stage))
    wrong = list(list_wrong(tally))
    assert tally.share(tally.stale) <= 0.03, wrong
    assert tally.share(tally.retired) <= 0.01, wrong
    assert tally.share(tally.duplicates) <= 0.01, wrong


async def test_a_life_in_two_languages(stage: LearningStage) -> None:
    await stage.learn(
        "s1",
        "Hi, I'm Ravi. I live in Pune and work at Infosys.",
        "> Lovely! Do you like Goa?",
        "Meri behen Asha Delhi mein rehti hai, aur mujhe chai pasand hai.",
        "My dog Bruno is old. I have an interview at Google next Friday.",
        "I'm worried about my mother's surgery.",
    )
    assert await stage.texts() == [
        "Behen Asha lives in Delhi",
        "Has a pet called Bruno",
        "Has a sister called Asha",
        "Is called Ravi",
        "Likes chai",
        "Lives in Pune",
        "Works at Infosys",
    ]
    assert sorted(await stage.loops()) == ["interview at Google", "mother's surgery"]
    await stage.learn("s2", "The interview went well!", "I used to live in Goa.", day=14)
    assert await stage.loops() == ["mother's surgery"]
    assert "Lives in Pune" in await stage.texts()
    before = await stage.facts(include_past=True)
    await stage.learner.rebuild(USER)
    assert await stage.facts(include_past=True) == before
    assert await stage.loops() == ["mother's surgery"]

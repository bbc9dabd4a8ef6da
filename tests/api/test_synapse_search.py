"""What is found: by words near and far, by who said it and when, by what stands around it, and what is left out."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import pytest

from api.db import AsyncSession
from api.synapse import search
from api.synapse.schemas import FactHit, FactQuestion, NothingLearned, Retirement, TurnRef
from api.synapse.service import Synapse
from astra.contracts.memory import MemoryQuery, SessionIngest
from tests.api.conftest import BOTH
from tests.fakes.api_service import Service
from tests.fakes.talk import recall, recall_ids, take_in, transcript

MAYTALK = transcript(
    "Caroline: Hey Mel! I went to a support group for newcomers yesterday and it was so powerful.",
    "Melanie: Caroline, that's great! I painted the lake at sunrise last year.",
    "Caroline: What pets do you have?",
    "Melanie: Luna and Oliver, two rascals!",
    "Melanie: My kids made clay bowls at the workshop on Saturday.",
    session="D1",
)
JUNETALK = transcript(
    "Caroline: I bought a guitar and my fingers hurt.",
    "Melanie: We drove to the seaside and the children swam all day.",
    "Caroline: I used to play the violin when I was five.",
    session="D2",
    at=datetime(2023, 6, 9, 10, 0, tzinfo=UTC),
)


@BOTH
async def test_a_question_finds_the_turn_that_answers_it(service: Service) -> None:
    await take_in(service.worker, MAYTALK)
    await take_in(service.worker, JUNETALK)
    for question, turn in (
        ("When did Caroline go to the support group?", "D1:1"),
        ("What did Mel paint?", "D1:2"),
        ("What are the names of Melanie's pets?", "D1:4"),
        ("What did Melanie's children make?", "D1:5"),
        ("Which instrument did Caroline buy?", "D2:1"),
        ("What did Melanie's kids do at the beach in June?", "D2:2"),
        ("What did Caroline's fingers do after the purchase?", "D2:1"),
    ):
        assert (await recall_ids(service.worker, question))[0] == turn, question


@BOTH
async def test_a_question_of_nothing_but_days_finds_what_was_said_on_them(service: Service) -> None:
    await take_in(service.worker, MAYTALK)
    await take_in(service.worker, JUNETALK)
    for question in ("What happened on 9 June 2023?", "What did we talk about in June?", "2023-06-09"):
        assert {turn[:2] for turn in (await recall_ids(service.worker, question))[:3]} == {"D2"}


@BOTH
async def test_days_can_be_bounded(service: Service) -> None:
    await take_in(service.worker, MAYTALK)
    await take_in(service.worker, JUNETALK)
    question = "What did Melanie's kids do?"
    assert {turn[:2] for turn in await recall_ids(service.worker, question, to="2023-05-31")} == {"D1"}
    assert {turn[:2] for turn in await recall_ids(service.worker, question, **{"from": "2023-06-01"})} == {"D2"}
    day = {"from": "2023-05-08T00:00:00Z", "to": "2023-05-08T23:00:00Z"}
    assert {turn[:2] for turn in await recall_ids(service.worker, question, **day)} == {"D1"}
    assert await recall_ids(service.worker, question, to="2020-01-01") == []


@BOTH
async def test_context_brings_the_turns_around(service: Service) -> None:
    await take_in(service.worker, MAYTALK)
    [best, *_] = await recall(service.worker, "Luna and Oliver", includeContext=True)
    assert best["turnIds"] == ["D1:4"]
    assert "Caroline said: “What pets do you have?”" in best["text"].split("\n")
    [alone, *_] = await recall(service.worker, "Luna and Oliver")
    assert alone["text"] == "Melanie said: “Luna and Oliver, two rascals!”"


@BOTH
async def test_lines_are_limited_and_the_same_words_are_one_line(service: Service) -> None:
    await take_in(service.worker, transcript(*[f"I saw fox number {n}." for n in range(20)], "Fox!", "fox", "FOX."))
    assert len(await recall(service.worker, "fox", limit=4)) == 4
    same = [fact for fact in await recall(service.worker, "fox", limit=50) if fact["text"].lower().count("number") == 0]
    assert [sorted(fact["turnIds"]) for fact in same] == [["s1:21", "s1:22", "s1:23"]]


async def test_scores_fall_and_tell_the_answerable_from_the_rest(service: Service) -> None:
    await take_in(service.worker, MAYTALK)
    scores = [fact["score"] for fact in await recall(service.worker, "What did Melanie paint at sunrise?")]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > 0.7
    assert all(fact["score"] < 0.5 for fact in await recall(service.worker, "Where does Melanie park the submarine?"))


async def test_common_words_are_searched_among_the_newest_only(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "BUDGET", 40)
    monkeypatch.setattr(search, "_MIN_CAP", 20)
    await take_in(service.worker, transcript("The heron stood in the river."))
    await take_in(service.worker, transcript(*[f"The river was at {n} today." for n in range(300)], session="s2"))
    assert (await recall_ids(service.worker, "the heron in the river"))[0] == "s1:1"
    assert all(int(turn.split(":")[1]) > 270 for turn in await recall_ids(service.worker, "the river"))


class Learned(NothingLearned):
    """A derived layer that says what the test wants it to say."""

    def __init__(self, *facts: FactHit, retired: Mapping[TurnRef, Retirement] | None = None) -> None:
        self.facts = facts
        self.retired = retired or {}

    async def find_facts(self, db: AsyncSession, user_id: str, question: FactQuestion) -> Sequence[FactHit]:
        return self.facts

    async def find_retired(
        self, db: AsyncSession, user_id: str, turns: Sequence[TurnRef], question: FactQuestion
    ) -> Mapping[TurnRef, Retirement]:
        return self.retired


async def ask_learned(service: Service, learned: Learned, query: str) -> list[tuple[str, ...]]:
    synapse = Synapse(service.root.database, service.root.clock, learned=learned)
    await synapse.take_in(
        SessionIngest.model_validate(transcript("I live in Pune.", "Now I live in Goa.", "I'm tall."))
    )
    return [fact.turn_ids for fact in (await synapse.query(MemoryQuery(user_id="ada", query=query))).facts]


@BOTH
async def test_what_is_untrue_is_never_recalled_and_what_is_past_only_as_such(service: Service) -> None:
    was, untrue = TurnRef("s1", "s1:1"), TurnRef("s1", "s1:3")
    learned = Learned(retired={was: Retirement.SUPERSEDED, untrue: Retirement.UNTRUE})
    assert await ask_learned(service, learned, "Where do I live?") == [("s1:2",)]
    assert ("s1:1",) in await ask_learned(service, learned, "Where did I live before?")
    assert await ask_learned(service, learned, "Was I tall before?") == [("s1:2",), ("s1:1",)]


@BOTH
async def test_fitting_facts_lift_their_turns_and_stand_alone_where_they_were_typed(service: Service) -> None:
    receipt = FactHit("lives in Goa", date(2023, 5, 8), (TurnRef("s1", "s1:2"),), 1.0)
    typed = FactHit("Their home is Goa.", date(2023, 5, 9), (), 1.0)
    feeble = FactHit("likes mangoes", date(2023, 5, 9), (), 0.2)
    found = await ask_learned(service, Learned(receipt, typed, feeble), "Where do I live?")
    assert found[0] == ("s1:2",)
    assert found.count(()) == 1

"""The reflex: beside the turn, in time or not at all, three relevant lines with their days."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from astra.librarian import Gate, KnownWords, Reflex
from astra.librarian.recall import RecallOutcome
from astra.memory import MemoryBudgets, MemoryClient
from tests.fakes.memory_wire import MemoryWire

NOW = datetime(2026, 5, 6, 12, tzinfo=UTC)
QUESTION = "What did I tell you about my sister?"


@pytest.fixture
async def wire() -> AsyncIterator[MemoryWire]:
    async with MemoryWire() as running:
        yield running


@pytest.fixture
async def memory(wire: MemoryWire) -> AsyncIterator[MemoryClient]:
    client = MemoryClient(wire.url, "t", budgets=MemoryBudgets(query_s=30))
    yield client
    await client.aclose()


def reflex_of(memory: MemoryClient, budget_ms: float = 5_000, known: KnownWords | None = None) -> Reflex:
    return Reflex(memory, uuid4(), known=known or KnownWords(), budget_ms=budget_ms)


async def test_three_relevant_lines_with_their_days(wire: MemoryWire, memory: MemoryClient) -> None:
    wire.answer["memory/query"] = {
        "facts": [
            {"text": "My sister lives in Pune", "date": "2026-05-01T10:00:00Z", "score": 9, "turnIds": ["a"]},
            "Her sister-in-law came",
            {"text": "The weather was fine", "score": 7.1},
            {"text": "The user said: 'What did I tell you about my sister?'", "score": 9},
            {"text": "my  SISTER lives in pune", "score": 8},
            {"text": "Sisters argue", "date": "soon", "score": 7},
            {"text": "sister four", "score": 6},
        ]
    }
    recall = await reflex_of(memory).take(QUESTION, now=NOW)
    assert [(line.text, line.date) for line in recall.lines] == [
        ("My sister lives in Pune", "2026-05-01"), ("Her sister-in-law came", None), ("Sisters argue", None),
    ]  # fmt: skip
    assert recall.lines[0].turn_ids == ("a",)
    assert wire.asked[0][1] | {"userId": ""} == {"userId": "", "query": "sister", "includeContext": False, "limit": 8}


async def test_a_time_is_a_range_and_without_luck_no_bound(wire: MemoryWire, memory: MemoryClient) -> None:
    wire.answer["memory/query"] = {"facts": []}
    await reflex_of(memory).take("What did I say about my sister last week?", now=NOW)
    bounds = [(body.get("from"), body.get("to")) for _, body in wire.asked]
    assert bounds == [("2026-04-27", "2026-05-03"), (None, None)]


async def test_only_a_time_takes_whatever_was_said_then(wire: MemoryWire, memory: MemoryClient) -> None:
    wire.answer["memory/query"] = {"facts": ["Anything at all"]}
    recall = await reflex_of(memory).take("What did I tell you yesterday?", now=NOW)
    assert [line.text for line in recall.lines] == ["Anything at all"]


async def test_small_talk_asks_nothing(wire: MemoryWire, memory: MemoryClient) -> None:
    recall = await reflex_of(memory).take("Hello, how are you?", now=NOW)
    assert (recall.gate, recall.outcome, wire.asked) == (Gate.NONE, RecallOutcome.UNNEEDED, [])


async def test_building_a_turn_twice_asks_once(wire: MemoryWire, memory: MemoryClient) -> None:
    wire.answer["memory/query"] = {"facts": ["My sister is Meera"]}
    reflex = reflex_of(memory)
    reflex.hear(QUESTION, now=NOW)
    first, second = await reflex.take(QUESTION, now=NOW), await reflex.take(QUESTION, now=NOW)
    assert first.lines == second.lines != ()
    assert len(wire.asked) == 1


async def test_interim_words_that_stand_still_are_enough_to_begin(wire: MemoryWire, memory: MemoryClient) -> None:
    wire.answer["memory/query"] = {"facts": ["My sister is Meera"]}
    reflex = reflex_of(memory)
    reflex.hear_interim("What did I tell you about my", now=NOW)
    reflex.hear_interim("What did I tell you about my sister", now=NOW)
    assert not wire.asked
    reflex.hear_interim("What did I tell you about my sister?", now=NOW)
    await reflex.take(QUESTION, now=NOW)
    assert len(wire.asked) == 1


async def test_late_memory_is_dropped_and_waited_for_once_only(wire: MemoryWire, memory: MemoryClient) -> None:
    wire.hangs = True
    reflex = reflex_of(memory, budget_ms=50)
    first = await reflex.take(QUESTION, now=NOW)
    assert (first.outcome, first.lines) == (RecallOutcome.LATE, ())
    began_at = time.monotonic()
    for number in range(10):
        assert (await reflex.take(f"Do you remember my cat {number}x?", now=NOW)).outcome is RecallOutcome.LATE
    assert time.monotonic() - began_at < 0.4
    await reflex.aclose()


async def test_memory_that_is_down_fails_no_turn() -> None:
    client = MemoryClient("http://127.0.0.1:9", "t")
    reflex = reflex_of(client)
    for _ in range(3):
        assert (await reflex.take(QUESTION, now=NOW)).outcome is RecallOutcome.FAILED
    await client.aclose()


async def test_what_was_found_is_known_from_then_on(wire: MemoryWire, memory: MemoryClient) -> None:
    wire.answer["memory/query"] = {"facts": ["My sister restores harpsichords"]}
    known = KnownWords()
    reflex = reflex_of(memory, known=known)
    await reflex.take(QUESTION, now=NOW)
    assert known.has("harpsichord")
    reflex.forget()
    known.forget()
    assert not known.has("harpsichord")


async def test_a_cancelled_errand_fails_no_turn(wire: MemoryWire, memory: MemoryClient) -> None:
    wire.hangs = True
    reflex = reflex_of(memory)
    taking = asyncio.create_task(reflex.take(QUESTION, now=NOW))
    async with asyncio.timeout(5):
        while not wire.asked:
            await asyncio.sleep(0.01)
    await reflex.aclose()
    assert (await taking).outcome is RecallOutcome.FAILED


ECHO = {
    "facts": [
        {"text": "The companion said: 'So your sister lives in Pune.'", "score": 9},
        {"text": "The user said: 'My sister lives in Pune.'", "score": 8},
    ]
}


async def test_an_echo_of_the_companion_makes_room_for_what_was_said(wire: MemoryWire, memory: MemoryClient) -> None:
    wire.answer["memory/query"] = ECHO
    recall = await reflex_of(memory).take(QUESTION, now=NOW)
    assert [line.text for line in recall.lines] == ["The user said: 'My sister lives in Pune.'"]
    asked = await reflex_of(memory).take("What did you tell me about my sister?", now=NOW)
    assert len(asked.lines) == 2

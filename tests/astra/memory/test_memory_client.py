"""The client of the memory service: whatever a service answers is read, and one that does not answer costs nothing."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.memory import MemoryQuery, SessionIngest, TranscriptTurn
from astra.contracts.utterance import Role
from astra.memory import MemoryBudgets, MemoryClient
from astra.memory.breaker import Breaker
from astra.memory.reading import MAX_ITEMS, read_brief, read_facts, read_loops
from tests.fakes.memory_wire import MemoryWire

NOW = datetime(2026, 5, 3, 12, tzinfo=UTC)
USER, SESSION = uuid4(), uuid4()
ASK = MemoryQuery(user_id=str(USER), query="Meera")


@pytest.fixture
async def wire() -> AsyncIterator[MemoryWire]:
    async with MemoryWire() as running:
        yield running


@pytest.fixture
async def client(wire: MemoryWire) -> AsyncIterator[MemoryClient]:
    memory = MemoryClient(wire.url, "secret", budgets=MemoryBudgets(brief_s=0.3, query_s=0.3, ingest_s=0.3))
    yield memory
    await memory.aclose()


async def test_a_start_brief_is_read(wire: MemoryWire, client: MemoryClient) -> None:
    wire.answer["session/startbrief"] = {
        "bridgeText": "You spoke of Pune.", "items": [{"kind": "loop", "text": "The exam", "date": "2026-05-09"}],
        "currentFocus": "the exam", "timeGapMinutes": 90,
    }  # fmt: skip
    fetched = await client.fetch_brief(USER, SESSION, now=NOW)
    assert not fetched.is_fallback
    assert fetched.brief is not None
    assert (fetched.brief.bridge_text, fetched.brief.current_focus) == ("You spoke of Pune.", "the exam")
    assert [(item.kind, item.text, item.date) for item in fetched.brief.items] == [("loop", "The exam", "2026-05-09")]
    assert wire.asked == [
        ("session/startbrief", {"userId": str(USER), "sessionId": str(SESSION), "now": "2026-05-03T12:00:00Z"})
    ]
    assert wire.tokens == {"Bearer secret"}


@pytest.mark.parametrize("status", [404, 500, 503, 401])
async def test_without_a_start_brief_the_simpler_one_is_taken(
    wire: MemoryWire, client: MemoryClient, status: int
) -> None:
    wire.status["session/startbrief"] = status
    wire.answer["session/brief"] = {"bridgeText": "Hello."}
    fetched = await client.fetch_brief(USER, SESSION, now=NOW)
    assert fetched.is_fallback
    assert fetched.brief is not None
    assert (fetched.brief.bridge_text, fetched.brief.items) == ("Hello.", ())
    assert not client.is_resting


@pytest.mark.parametrize("body", [b"<!doctype html><h1>Sign in", b"", b"null", b"[]", b"{", b"\xff\xfe", b"[" * 5000])
async def test_what_is_no_brief_is_no_brief(wire: MemoryWire, client: MemoryClient, body: bytes) -> None:
    wire.answer |= {"session/startbrief": body, "session/brief": body, "memory/loops": body, "memory/query": body}
    assert (await client.fetch_brief(USER, SESSION)).brief is None
    assert await client.fetch_loops(USER) in {(), None}
    assert await client.query(ASK) == ()


@pytest.mark.parametrize(
    ("items", "texts"),
    [
        ({"kind": "fact", "text": "alone"}, ["alone"]),
        ("words", []),
        (5, []),
        (None, []),
        ([{"text": "no kind"}, {"kind": "x"}, None, 7, "s", {"text": 5}, {"text": " "}], ["no kind"]),
        ([[{"text": "nested"}]], []),
    ],
)  # fmt: skip
def test_items_become_a_list_of_what_is_well_formed(items: Any, texts: list[str]) -> None:
    brief = read_brief({"items": items})
    assert brief is not None
    assert [item.text for item in brief.items] == texts
    assert (brief.bridge_text, brief.current_focus, brief.time_gap_minutes) == (None, None, None)


def test_facts_are_strings_or_objects() -> None:
    facts = read_facts(
        {"facts": ["plain", {"text": "with day", "date": "2026-05-01", "score": 2, "turnIds": ["a", 5]}]}
    )
    assert [(fact.text, fact.date, fact.score, fact.turn_ids) for fact in facts] == [
        ("plain", None, 0.0, ()), ("with day", "2026-05-01", 2.0, ("a",)),
    ]  # fmt: skip
    assert [fact.text for fact in read_facts({"facts": {"text": "alone"}})] == ["alone"]


def test_loops_need_a_text_and_a_day() -> None:
    loops = read_loops(
        {"loops": [{"text": "call", "openedAt": "2026-05-01"}, {"text": "x"}, {"openedAt": "2026-05-01"}, 3]}
    )
    assert [(loop.text, loop.opened_at) for loop in loops] == [("call", datetime(2026, 5, 1, tzinfo=UTC))]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = [
    "bridgeText",
    "items",
    "currentFocus",
    "timeGapMinutes",
    "facts",
    "loops",
    "text",
    "kind",
    "date",
    "score",
    "turnIds",
    "openedAt",
    "dueAt",
]
SHAPED = st.recursive(
    JSON, lambda inner: st.dictionaries(st.sampled_from(FIELDS), inner) | st.lists(inner, max_size=3), max_leaves=10
)


@given(SHAPED)
def test_nothing_that_is_json_breaks_the_reading(answer: Any) -> None:
    brief = read_brief(answer)
    assert (brief is None) == (not isinstance(answer, dict))
    for lines in (read_facts(answer), read_loops(answer), brief.items if brief else ()):
        assert len(lines) <= MAX_ITEMS
        assert all(line.text.strip() and "\x00" not in line.text for line in lines)


async def test_a_service_that_hangs_is_left_alone_after_the_first_time(wire: MemoryWire) -> None:
    resting = asyncio.Event()

    async def pause(_seconds: float) -> None:
        await resting.wait()

    client = MemoryClient(wire.url, "t", budgets=MemoryBudgets(brief_s=0.1, query_s=0.1), breaker=Breaker(pause=pause))
    try:
        wire.hangs = True
        with pytest.raises(AstraError):
            await client.query(ASK)
        asked, began_at = len(wire.asked), time.monotonic()
        for _ in range(20):
            with pytest.raises(AstraError) as refused:
                await client.query(ASK)
            assert refused.value.code is ErrorCode.UNAVAILABLE
            assert await client.fetch_loops(USER) is None
        assert len(wire.asked) == asked
        assert time.monotonic() - began_at < 5
        wire.hangs = False
        wire.answer["memory/query"] = {"facts": ["back"]}
        resting.set()
        async with asyncio.timeout(5):
            while client.is_resting:
                await asyncio.sleep(0.01)
        assert [fact.text for fact in await client.query(ASK)] == ["back"]
    finally:
        await client.aclose()


async def test_a_service_that_is_not_there_is_left_alone() -> None:
    client = MemoryClient("http://127.0.0.1:9", "t")
    assert (await client.fetch_brief(USER, SESSION)).brief is None
    assert client.is_resting
    await client.aclose()


async def test_a_refusal_is_no_reason_to_rest(wire: MemoryWire, client: MemoryClient) -> None:
    wire.status["memory/query"] = 422
    with pytest.raises(AstraError) as refused:
        await client.query(ASK)
    assert not refused.value.retryable
    assert not client.is_resting


async def test_a_transcript_goes_over_the_wire_as_the_contract_says(wire: MemoryWire, client: MemoryClient) -> None:
    turn = TranscriptTurn(turn_id="t1", role=Role.USER, text="Hello", at=NOW)
    await client.ingest(SessionIngest(user_id="u", session_id="s", started_at=NOW, transcript=[turn]))
    assert wire.asked[-1] == (
        "session/ingest",
        {
            "userId": "u", "sessionId": "s", "startedAt": "2026-05-03T12:00:00Z",
            "transcript": [{"turnId": "t1", "role": "user", "text": "Hello", "at": "2026-05-03T12:00:00Z"}],
        },
    )  # fmt: skip
    wire.status["session/ingest"] = 503
    with pytest.raises(AstraError) as failed:
        await client.ingest(SessionIngest(user_id="u", session_id="s", started_at=NOW, transcript=[turn]))
    assert failed.value.retryable

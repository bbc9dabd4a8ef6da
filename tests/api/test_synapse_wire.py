"""The memory service on the wire: what is kept, by whom it can be reached, and what bad bodies get."""

from typing import Any

import pytest
from sqlmodel import func, select

from api.models import MemorySession, MemoryTurn
from tests.api.conftest import BOTH
from tests.fakes.api_service import OURS, Browser, Service
from tests.fakes.talk import recall, recall_ids, take_in, transcript

INGEST = "/synapse/session/ingest"
CALLS: dict[str, dict[str, Any]] = {
    INGEST: transcript("Zanzibar is where I was born."),
    "/synapse/session/startbrief": {"userId": "ada", "sessionId": "next"},
    "/synapse/session/brief": {"userId": "ada", "sessionId": "next"},
    "/synapse/memory/query": {"userId": "ada", "query": "zanzibar"},
    "/synapse/memory/loops": {"userId": "ada"},
}


async def count_turns(service: Service) -> int:
    async with service.root.database.read() as db:
        sessions = (await db.exec(select(func.count()).select_from(MemorySession))).one()
        turns = (await db.exec(select(func.count()).select_from(MemoryTurn))).one()
    return sessions * 1000 + turns


@BOTH
async def test_a_turn_can_be_found_as_soon_as_it_was_taken_in(service: Service) -> None:
    await take_in(service.worker, transcript("Hello there!", "My sister Meera dances Kathak.", "> How lovely."))
    [best, *_] = await recall(service.worker, "What does my sister do?")
    assert best["turnIds"] == ["s1:2"]
    assert best["text"] == "The user said: “My sister Meera dances Kathak.”"
    assert best["date"] == "2023-05-08"
    assert 0.5 < best["score"] <= 1


@BOTH
async def test_a_longer_transcript_replaces_a_shorter_one_and_nothing_else_does(service: Service) -> None:
    short = transcript("I keep bees.", "> Bees!")
    await take_in(service.worker, short)
    await take_in(service.worker, short)
    await take_in(service.worker, transcript("I keep wasps.", "> Wasps?"))
    assert await recall_ids(service.worker, "wasps") == []
    await take_in(service.worker, transcript("I keep bees.", "> Bees!", "And one hive of hornets."))
    await take_in(service.worker, short)
    assert "s1:3" in await recall_ids(service.worker, "hornets")
    assert sorted(await recall_ids(service.worker, "bees")) == ["s1:1", "s1:2", "s1:3"]
    assert await count_turns(service) == 1003


@BOTH
async def test_one_user_never_reaches_anothers_memory(service: Service) -> None:
    await take_in(service.worker, transcript("The vault code is heliotrope.", user="ada"))
    await take_in(service.worker, transcript("I like marzipan.", user="bob"))
    assert await recall_ids(service.worker, "heliotrope vault code", "bob") == []
    assert await recall_ids(service.worker, "heliotrope", "nobody") == []
    assert await recall_ids(service.worker, "heliotrope", "ADA") == []
    assert await recall_ids(service.worker, "What was said in May 2023?", "bob") == ["s1:1"]
    for user in ("bob", "nobody"):
        for call in ("startbrief", "brief"):
            answer = await service.worker.post(f"/synapse/session/{call}", json={"userId": user, "sessionId": "x"})
            assert "heliotrope" not in answer.text
    await take_in(service.worker, transcript("a", "b", "c", user="bob"))
    assert await recall_ids(service.worker, "heliotrope") == ["s1:1"]


@pytest.mark.parametrize("path", CALLS)
async def test_every_call_wants_the_service_token(service: Service, ada: Browser, path: str) -> None:
    for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": "Basic YTpi"}):
        stranger = service.client(**headers, **OURS)
        assert (await stranger.post(path, json=CALLS[path])).status_code == 401
    assert (await ada.http.post(path, json=CALLS[path])).status_code == 401
    assert await count_turns(service) == 0
    assert (await service.worker.post(path, json=CALLS[path])).status_code in {200, 202}


def spoil(**changes: Any) -> dict[str, Any]:
    return {**transcript("hello"), **changes}


def spoil_turn(**changes: Any) -> dict[str, Any]:
    return spoil(transcript=[{"turnId": "t", "role": "user", "text": "hello", **changes}])


BAD_TRANSCRIPTS: list[tuple[dict[str, Any], str]] = [
    (spoil(userId=""), "userId"),
    (spoil(userId=7), "userId"),
    (spoil(userId="a\x00b"), "userId"),
    (spoil(userId="x" * 129), "userId"),
    (spoil(sessionId=None), "sessionId"),
    (spoil(startedAt="2023-05-08"), "startedAt"),
    (spoil(startedAt="2023-02-31T10:00:00Z"), "startedAt"),
    (spoil(startedAt="2023-05-08T10:00:00"), "startedAt"),
    (spoil(transcript="hello"), "transcript"),
    (spoil(transcript=None), "transcript"),
    (spoil(mood="good"), "mood"),
    (spoil_turn(text="nul \x00 byte"), "transcript.0.text"),
    (spoil_turn(text=["a"]), "transcript.0.text"),
    (spoil_turn(text="x" * 20_001), "transcript.0.text"),
    (spoil_turn(role="system"), "transcript.0.role"),
    (spoil_turn(turnId=""), "transcript.0.turnId"),
    (spoil_turn(speaker="x" * 81), "transcript.0.speaker"),
    (spoil_turn(score=1), "transcript.0.score"),
    (spoil(transcript=[{"turnId": "t", "role": "user", "text": x} for x in "ab"]), "transcript.1.turnId"),
]


async def test_a_bad_transcript_is_refused_by_the_name_of_its_field(service: Service) -> None:
    for body, field in BAD_TRANSCRIPTS:
        answer = await service.worker.post(INGEST, json=body)
        assert (answer.status_code, answer.json()["error"].get("field")) == (422, field)
    assert await count_turns(service) == 0


BAD_QUESTIONS: list[tuple[dict[str, Any], str]] = [
    ({"userId": "ada"}, "query"),
    ({"userId": "ada", "query": ""}, "query"),
    ({"userId": "ada", "query": "x" * 4001}, "query"),
    ({"userId": "ada", "query": "a\x00"}, "query"),
    ({"userId": "ada", "query": "a", "limit": 0}, "limit"),
    ({"userId": "ada", "query": "a", "limit": 51}, "limit"),
    ({"userId": "ada", "query": "a", "sql": "drop"}, "sql"),
    ({"query": "a"}, "userId"),
]


async def test_a_bad_question_is_refused_by_the_name_of_its_field(service: Service) -> None:
    for body, field in BAD_QUESTIONS:
        answer = await service.worker.post("/synapse/memory/query", json=body)
        assert (answer.status_code, answer.json()["error"].get("field")) == (422, field)


async def test_bodies_that_are_no_json_or_too_large_are_refused(service: Service) -> None:
    headers = {"content-type": "application/json"}
    assert (await service.worker.post(INGEST, content=b"{half", headers=headers)).status_code == 400
    assert (await service.worker.post(INGEST, content=b"[]", headers=headers)).status_code == 422
    assert (await service.worker.post(INGEST, content=b"x" * 10_000_000, headers=headers)).status_code == 413
    wrong_type = await service.worker.post(INGEST, content=b"a=b", headers={"content-type": "text/plain"})
    assert wrong_type.status_code == 415
    too_many = spoil(transcript=[{"turnId": str(n), "role": "user", "text": "a"} for n in range(10_001)])
    assert (await service.worker.post(INGEST, json=too_many)).status_code == 422
    assert await count_turns(service) == 0


ODD_QUESTIONS = [
    '"', "' OR 1=1 --", "a AND b NOT (c", "NEAR(x y)", "text:hello*", "{}[]^~", "🦊🦊", "?", "the of and", "x" * 4000
]  # fmt: skip


@BOTH
async def test_no_question_is_taken_for_a_query_of_the_database(service: Service) -> None:
    await take_in(service.worker, transcript("hello xylophone", "I won't go: 'x' OR \"y\" 🦊 ½ 漢字 किताब पढ़ी"))
    for query in ODD_QUESTIONS:
        assert isinstance(await recall(service.worker, query), list)
    assert await recall_ids(service.worker, "xylophone") != []


@BOTH
async def test_words_of_any_script_are_found(service: Service) -> None:
    await take_in(
        service.worker,
        transcript("मुझे आम बहुत पसंद हैं", "Meri behen Pune mein rehti hai", "Mein Café in Zürich", "私は東京に住む"),
    )
    for query, turn in (
        ("आम", "s1:1"),
        ("behen kahan rehti hai", "s1:2"),
        ("cafe zurich", "s1:3"),
        ("私は東京に住む", "s1:4"),
    ):
        assert (await recall_ids(service.worker, query))[:1] == [turn]


@BOTH
async def test_a_talk_of_ten_thousand_turns_is_taken_whole(service: Service) -> None:
    lines = [f"Line number {n} of a very long evening about topic{n % 50}." for n in range(9_999)]
    await take_in(service.worker, transcript(*lines, "And the password was periwinkle."))
    assert (await recall_ids(service.worker, "What was the password?"))[0] == "s1:10000"
    assert await count_turns(service) == 11_000

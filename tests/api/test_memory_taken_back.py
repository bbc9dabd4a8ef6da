"""Words of which nothing was learned are taken back for good as well: "that's not true" after they were repeated."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.api.conftest import BOTH
from tests.fakes.api_service import Browser, running_service
from tests.fakes.learning_stage import fact
from tests.fakes.memory_stage import MemoryStage, llm_at
from tests.fakes.openai_wire import OpenAiWire
from tests.fakes.rooms_server import Rooms

WORDS = "I spent the whole monsoon in Coorg with my cousin."
REPLY = "You spent the monsoon in Coorg with your cousin."


@pytest.fixture
async def stage(tmp_path: Path, rooms: Rooms, database_url: str) -> AsyncIterator[MemoryStage]:
    async with (
        OpenAiWire() as wire,
        running_service(tmp_path, rooms, llm=llm_at(wire), database_url=database_url) as service,
    ):
        yield MemoryStage(service, wire)


async def recall(stage: MemoryStage, person: Browser, query: str) -> list[str]:
    body = {"userId": person.user_id, "query": query, "limit": 10}
    answer = await stage.service.worker.post("/synapse/memory/query", json=body)
    return [fact["text"] for fact in answer.json()["facts"]]


async def tell(stage: MemoryStage, person: Browser) -> tuple[str, dict[str, object]]:
    """A talk with `WORDS` in it, and the line of memory that a reply was made with."""
    session_id = await stage.talk(person, "The tea was cold.", WORDS, "> How green it must have been!")
    message = next(m for m in await person.history(session_id) if m["text"] == WORDS)
    return session_id, {"text": f"The user said: “{WORDS}”", "turn_ids": [message["id"]]}


@BOTH
async def test_words_taken_back_are_never_recalled_again(stage: MemoryStage) -> None:
    ida = await stage.service.guest()
    session_id, line = await tell(stage, ida)
    assert any("Coorg" in text for text in await recall(stage, ida, "Where was I in the monsoon?"))
    done = await stage.desk(session_id, "correct", reply=REPLY, recalled=[line])
    assert done["retracted"] == done["wrong"] == [WORDS]
    for query in ("Where was I in the monsoon?", "Did I use to be in Coorg before?", "my cousin"):
        assert all("whole monsoon" not in text for text in await recall(stage, ida, query))
    brief = {"userId": ida.user_id, "sessionId": str(uuid4())}
    assert "Coorg" not in (await stage.service.worker.post("/synapse/session/startbrief", json=brief)).text
    assert (await stage.desk(session_id, "recall", topic="Coorg"))["total"] <= 1, "only what the companion asked"


@BOTH
async def test_nothing_is_learned_from_them_later(stage: MemoryStage) -> None:
    ida = await stage.service.guest()
    session_id, line = await tell(stage, ida)
    await stage.desk(session_id, "correct", reply=REPLY, recalled=[line])
    plan = {"kind": "plan", "text": "Back to Coorg", "quote": "the whole monsoon in Coorg", "turn": "t2"}
    spent = fact("lives_in", "Coorg", "I spent the whole monsoon in Coorg", turn="t2")
    await stage.talk(ida, "Good night.", session_id=session_id, facts=[spent], loops=[plan])
    assert (await ida.http.get("/api/memory")).json()["items"] == []
    assert all("whole monsoon" not in text for text in await recall(stage, ida, "Coorg"))


async def test_what_was_not_repeated_is_not_meant(stage: MemoryStage) -> None:
    ida = await stage.service.guest()
    session_id, line = await tell(stage, ida)
    for body in (
        {"reply": "Saturn asks for patience.", "recalled": [line]},
        {"reply": REPLY},
        {"recalled": [line]},
        {"reply": REPLY, "recalled": [line], "statement": "my boss shouldn't treat me like this"},
        {"reply": REPLY, "recalled": [{"text": "x", "turn_ids": [str(uuid4()), "no id"]}]},
    ):
        assert (await stage.desk(session_id, "correct", **body))["retracted"] == []
    assert any("Coorg" in text for text in await recall(stage, ida, "the monsoon"))


async def test_another_person_takes_back_nothing(stage: MemoryStage) -> None:
    ida, bob = await stage.service.guest(), await stage.service.guest()
    _, line = await tell(stage, ida)
    other = str((await bob.open())["session_id"])
    assert (await stage.desk(other, "correct", reply=REPLY, recalled=[line]))["retracted"] == []
    assert any("Coorg" in text for text in await recall(stage, ida, "the monsoon"))

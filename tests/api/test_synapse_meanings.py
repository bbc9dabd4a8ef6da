"""Embeddings, where they are switched on: what words miss is found, and nothing is worse when the endpoint fails."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import SecretStr
from sqlalchemy import text
from structlog.testing import capture_logs

from api.models import MemoryVector
from api.synapse import embedding_jobs
from api.synapse import service as synapse
from api.synapse.embedding_jobs import EMBED_JOB
from api.synapse.nearness import choose
from api.synapse.schemas import TurnRef
from astra.llm.settings import LlmSettings
from tests.api.conftest import BOTH
from tests.fakes.api_service import Browser, Service, running_service, said
from tests.fakes.embeddings_wire import REFUSED, EmbeddingsWire
from tests.fakes.learning_stage import fact
from tests.fakes.memory_stage import MemoryStage, llm_at
from tests.fakes.openai_wire import OpenAiWire
from tests.fakes.talk import recall, recall_ids, take_in, transcript

MODEL = "meaning-1"
TALK = (
    "I adopted a quokka called Biscuit.",
    "> Congratulations to both of you!",
    "The trains were late again this morning.",
    "> How annoying.",
    "I play the gamelan with my neighbours on Sundays.",
    "> That must be loud.",
    "My landlord wants to talk about the rent.",
)


def settings_for(wire: EmbeddingsWire, *, budget_ms: float = 2000) -> dict[str, Any]:
    return {"embeddings_model": MODEL, "embeddings_base_url": wire.base_url, "embeddings_budget_ms": budget_ms}


@pytest.fixture
async def wire() -> AsyncIterator[EmbeddingsWire]:
    async with EmbeddingsWire() as running:
        yield running


@pytest.fixture
async def service(tmp_path: Path, database_url: str, wire: EmbeddingsWire) -> AsyncIterator[Service]:
    async with running_service(tmp_path, database_url=database_url, **settings_for(wire)) as running:
        yield running


async def ask(service: Service, statement: str) -> list[tuple[Any, ...]]:
    async with service.root.database.engine.connect() as connection:
        return [tuple(row) for row in (await connection.execute(text(statement))).all()]


async def open_session(person: Browser) -> str:
    answer = await person.http.post("/api/session/create", json={"persona": "astra"})
    assert answer.status_code == 201, answer.text
    return answer.json()["session_id"]


async def count_vectors(service: Service) -> int:
    [(count,)] = await ask(service, "SELECT count(*) FROM memory_vector")
    return count


async def embed(service: Service) -> None:
    """Do all jobs that are due; one that the service's own round has taken is waited for."""
    await service.root.after_talk.jobs.run_due()
    async with asyncio.timeout(20):
        while await ask(service, f"SELECT id FROM job WHERE kind = '{EMBED_JOB}' AND state = 'leased'"):
            await asyncio.sleep(0.02)


@BOTH
async def test_what_is_said_in_other_words_is_found(service: Service, wire: EmbeddingsWire) -> None:
    await take_in(service.worker, transcript(*TALK))
    assert await recall_ids(service.worker, "Which marsupial?") == []
    await embed(service)
    assert await count_vectors(service) == len(TALK)
    [best] = await recall(service.worker, "Which marsupial?")
    assert (best["turnIds"], best["date"]) == (["s1:1"], "2023-05-08")
    assert best["score"] == 0.45
    assert sorted((await recall_ids(service.worker, "percussion or the landlord"))[:2]) == ["s1:5", "s1:7"]
    assert await recall_ids(service.worker, "Which marsupial?", to="2020-01-01") == []
    sent = len(wire.requests)
    await service.root.synapse.catch_up()
    await embed(service)
    assert len(wire.requests) == sent


@BOTH
async def test_an_endpoint_that_fails_leaves_the_answer_to_the_words(service: Service, wire: EmbeddingsWire) -> None:
    await take_in(service.worker, transcript(*TALK))
    question = "the marsupial and the landlord"
    by_words = await recall_ids(service.worker, question)
    assert by_words[0] == "s1:7"
    await embed(service)
    assert set(await recall_ids(service.worker, question)) == {*by_words, "s1:1"} > set(by_words)
    faults = (
        *("status", "html", "null", "list", "empty"),
        *("too few", "too many", "uneven", "no index", "no numbers", "infinite"),
    )
    with capture_logs() as logs:
        for fault in faults:
            wire.fault = fault
            assert await recall_ids(service.worker, question) == by_words, fault
            service.clock.move(1000)
    failures = [entry for entry in logs if entry["event"] == "memory.no_meaning"]
    assert [entry["in_a_row"] for entry in failures] == list(range(1, len(faults) + 1))
    assert "landlord" not in json.dumps(logs, default=str)
    assert "SECRET" not in json.dumps(logs, default=str)
    wire.fault, wire.dimension = None, 16
    assert await recall_ids(service.worker, question) == by_words
    wire.dimension = 8
    assert "s1:1" in await recall_ids(service.worker, question)


async def test_an_endpoint_that_is_late_is_not_waited_for_and_left_alone_for_a_while(
    tmp_path: Path, wire: EmbeddingsWire
) -> None:
    async with running_service(tmp_path, **settings_for(wire, budget_ms=20)) as service:
        await take_in(service.worker, transcript(*TALK))
        await embed(service)
        wire.fault = "hang"
        for seconds, times in ((0, 1), (0, 0), (6, 1), (6, 0), (6, 1)):  # a rest is twice as long as the one before
            service.clock.move(seconds)
            with capture_logs() as logs:
                assert (await recall_ids(service.worker, "the marsupial and the landlord"))[0] == "s1:7"
            assert [entry["reason"] for entry in logs if entry["event"] == "memory.no_meaning"] == ["late"] * times


@BOTH
async def test_vectors_go_with_what_they_are_of(service: Service) -> None:
    await take_in(service.worker, transcript(*TALK))
    await take_in(service.worker, transcript("Sourdough needs patience.", "> It does.", session="s2"))
    await take_in(service.worker, transcript("A quokka!", user="bob"))
    await embed(service)
    assert await count_vectors(service) == len(TALK) + 3
    async with service.root.database.write() as db:
        await synapse.erase(db, "ada", [TurnRef("s1", "s1:1")])
    assert await count_vectors(service) == len(TALK) + 2
    assert await recall_ids(service.worker, "Which marsupial?") == []
    async with service.root.database.write() as db:
        await synapse.erase_session(db, "ada", "s2")
    assert await count_vectors(service) == len(TALK)
    async with service.root.database.write() as db:
        await synapse.erase_user(db, "ada")
    await synapse.scrub(service.root.database)
    assert await count_vectors(service) == 1
    await embed(service)
    await service.root.synapse.catch_up()
    await embed(service)
    assert await count_vectors(service) == 1


@BOTH
async def test_forgetting_everything_and_deleting_the_account_leave_no_vector(service: Service) -> None:
    for path, body in (("/api/memory/forget", {"everything": True}), ("/api/account", {"confirm": "delete"})):
        person = await service.guest()
        session_id = await open_session(person)
        assert (await service.ingest(session_id, said(1, "I said this to you."))).status_code == 200
        await take_in(service.worker, transcript(*TALK, user=person.user_id))
        await embed(service)
        assert await count_vectors(service) == len(TALK)
        if path == "/api/account":
            answer = await person.http.request("DELETE", path, json=body)
        else:
            forget = (await person.http.post(path, json=body)).json()
            answer = await person.http.post(f"{path}/{forget['forget_id']}/confirm")
        assert answer.is_success, answer.text
        await embed(service)
        assert await count_vectors(service) == 0


@BOTH
async def test_nobody_finds_what_another_said(service: Service) -> None:
    people = {"ada": "I adopted a quokka.", "bob": "My quokka bites.", "cy": "I play the gamelan."}
    for user, line in people.items():
        await take_in(service.worker, transcript(line, "> I see.", "It rains today.", user=user))
    await embed(service)
    for user, line in people.items():
        found = await recall(service.worker, "Which marsupial?", user)
        assert [fact["text"] for fact in found] == ([f"The user said: “{line}”"] if "quokka" in line else [])
    strays = (
        "SELECT v.id FROM memory_vector AS v JOIN memory_turn AS t ON t.no = v.turn_no WHERE t.user_no <> v.user_no"
    )
    assert await ask(service, strays) == []
    assert await recall_ids(service.worker, "Which marsupial?", "dan") == []


@BOTH
async def test_facts_are_found_by_their_meaning_too_and_lose_it_when_they_change(
    tmp_path: Path, database_url: str, wire: EmbeddingsWire
) -> None:
    async with (
        OpenAiWire() as model,
        running_service(tmp_path, database_url=database_url, llm=llm_at(model), **settings_for(wire)) as service,
    ):
        ada = await service.guest()
        stage = MemoryStage(service, model)
        told = [fact("likes", "green tea", "I like green tea")]
        await stage.talk(ada, "I like green tea.", "> Me too.", facts=told, session_id=await open_session(ada))
        await embed(service)
        counted = "SELECT count(*) FROM memory_vector WHERE fact_id IS NOT NULL"
        assert await ask(service, counted) == [(1,)]
        [item] = [one for one in (await ada.http.get("/api/memory")).json()["items"] if one["kind"] == "fact"]
        answer = await ada.http.post(f"/api/memory/{item['id']}/correct", json={"text": "I look after one quokka now"})
        assert answer.status_code == 200, answer.text
        await service.root.synapse.catch_up()
        await embed(service)
        [best, *_] = await recall(service.worker, "Which marsupial?", ada.user_id)
        assert best["text"] == "I look after one quokka now"
        assert best["score"] == 0.45
        assert best["turnIds"] == []
        assert await recall(service.worker, "Which marsupial?", "bob") == []


async def test_switched_off_nothing_is_asked_and_nothing_kept(tmp_path: Path, wire: EmbeddingsWire) -> None:
    llm = LlmSettings(openai_api_key=SecretStr("k"), openai_base_url=wire.base_url)
    async with running_service(tmp_path, llm=llm) as service:
        await take_in(service.worker, transcript(*TALK))
        await service.root.synapse.catch_up()
        await service.root.after_talk.jobs.run_due()
        assert await recall_ids(service.worker, "Which marsupial?") == []
        assert await ask(service, f"SELECT id FROM job WHERE kind = '{EMBED_JOB}'") == []
        assert await count_vectors(service) == 0
    assert wire.requests == []


async def test_a_new_model_reads_everything_anew_with_the_key_that_is_meant_for_it(
    tmp_path: Path, wire: EmbeddingsWire
) -> None:
    llm = LlmSettings(openai_api_key=SecretStr("k"), openai_base_url=wire.base_url, openrouter_api_key=None)
    async with running_service(tmp_path) as service:
        await take_in(service.worker, transcript(*TALK))
    async with running_service(tmp_path, llm=llm, embeddings_model=MODEL) as service:
        await service.root.synapse.catch_up()
        await embed(service)
        assert await ask(service, "SELECT DISTINCT model FROM memory_vector") == [(MODEL,)]
    assert wire.keys == {"Bearer k"}
    wire.keys.clear()
    other: dict[str, Any] = {
        "embeddings_model": "meaning-2",
        "embeddings_base_url": wire.base_url,
        "embeddings_dimensions": 8,
    }
    async with running_service(tmp_path, llm=llm, embeddings_budget_ms=2000, **other) as service:
        await service.root.synapse.catch_up()
        await embed(service)
        names = await ask(service, "SELECT model, count(*) FROM memory_vector GROUP BY model")
        assert names == [("meaning-2@8", len(TALK))]
        assert await recall_ids(service.worker, "Which marsupial?") == ["s1:1"]
    assert wire.keys == {"Bearer none"}
    assert all(request.get("dimensions") == 8 for request in wire.requests if request["model"] == "meaning-2")


async def test_without_an_address_and_a_key_it_stays_off(tmp_path: Path) -> None:
    with capture_logs() as logs:
        async with running_service(tmp_path, embeddings_model=MODEL) as service:
            await take_in(service.worker, transcript(*TALK))
            assert await ask(service, f"SELECT id FROM job WHERE kind = '{EMBED_JOB}'") == []
    assert "memory.embeddings_off" in {entry["event"] for entry in logs}


async def test_while_the_endpoint_is_down_the_job_waits_and_one_bad_text_spoils_no_other(
    service: Service, wire: EmbeddingsWire
) -> None:
    wire.fault = "status"
    await take_in(service.worker, transcript(*TALK, f"This is {REFUSED}."))
    await embed(service)
    assert await count_vectors(service) == 0
    wire.fault = None
    service.clock.move(700)
    with capture_logs() as logs:
        await embed(service)
    assert await count_vectors(service) == len(TALK)
    assert {entry["texts"] for entry in logs if entry["event"] == "memory.texts_refused"} == {1}
    assert REFUSED not in json.dumps(logs, default=str)


async def test_the_newest_turns_alone_are_kept(
    service: Service, wire: EmbeddingsWire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding_jobs, "NEWEST_TURNS", 3)
    await take_in(service.worker, transcript(*TALK))
    await embed(service)
    assert wire.texts == [line.removeprefix("> ") for line in reversed(TALK[-3:])]
    await take_in(service.worker, transcript("Hello.", "  ", "Sourdough again.", session="s2"))
    await embed(service)
    assert sorted(wire.texts[3:]) == ["Hello.", "Sourdough again."]
    assert await count_vectors(service) == 2


async def test_what_is_gone_while_it_was_read_is_not_kept(service: Service, wire: EmbeddingsWire) -> None:
    await take_in(service.worker, transcript(*TALK))
    wire.fault = "hang"
    reading = asyncio.ensure_future(service.root.after_talk.jobs.run_due())
    async with asyncio.timeout(20):
        while not wire.requests:
            await asyncio.sleep(0.01)
    async with service.root.database.write() as db:
        await synapse.erase_user(db, "ada")
    await take_in(service.worker, transcript("Hello, I am new.", user="bob"))
    wire.release()
    await reading
    await embed(service)
    assert await ask(service, "SELECT count(*) FROM memory_vector") == [(1,)]
    assert await recall_ids(service.worker, "Which marsupial?", "bob") == []


def test_what_stands_out_is_chosen_by_rank() -> None:
    flat = np.full(100, 0.8, dtype=np.float32)
    near = flat.copy()
    near[[7, 42]] = (0.9, 0.95)
    assert list(choose(near)) == [42, 7]
    assert list(choose(near).values()) == pytest.approx([1.0, 5 / 6])
    assert choose(np.empty(0, dtype=np.float32)) == {}
    assert list(choose(np.array([0.4], dtype=np.float32))) == [0]
    assert choose(np.array([0.0, 0.0, -0.2], dtype=np.float32)) == {}
    assert list(choose(near, np.arange(100) == 7)) == [7]


def test_a_vector_is_of_a_turn_or_of_a_fact() -> None:
    columns = MemoryVector.__table__.columns  # pyright: ignore[reportAttributeAccessIssue]  SQLModel adds it
    keys = {key.target_fullname: key.ondelete for column in columns for key in column.foreign_keys}
    assert keys == {"memory_user.user_no": "CASCADE", "memory_turn.no": "CASCADE", "memory_fact.id": "CASCADE"}

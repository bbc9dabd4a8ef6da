"""Forgetting: what it would touch, that nothing of it is left anywhere, and that no transcript brings it back."""

import re
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import make_url

from api.synapse import service as synapse
from api.synapse.schemas import TurnRef
from tests.api.conftest import BOTH
from tests.fakes.api_service import Service
from tests.fakes.talk import recall_ids, take_in, transcript

CANARY = "quillfeather"
TALK = (
    "I moved to Pune in March.",
    "> How is Pune?",
    f"My ex was called {CANARY.title()}, we lived above a bakery.",
    f"> {CANARY.title()}! That is a rare name.",
    "I have a dentist's appointment tomorrow and I'm nervous about it.",
)


async def forget(service: Service, what: str, user: str = "ada") -> int:
    async with service.root.database.write() as db:
        turns = await synapse.find_matching(db, user, what)
        erased = await synapse.erase(db, user, [turn.ref for turn in turns])
    await synapse.scrub(service.root.database)
    return erased.turns


async def list_places_of(service: Service, word: str) -> list[str]:
    """Every table and file of the database that holds the word in any form."""
    database = service.root.database
    if database.is_sqlite:
        files = [path for path in Path(service.database).parent.rglob("*") if path.is_file()]
        return [path.name for path in files if re.search(word.encode(), path.read_bytes(), re.IGNORECASE)]
    url = make_url(str(database.engine.url))
    connection = await asyncpg.connect(user="postgres", database=url.database, host=str(url.query["host"]))
    try:
        tables = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        found: list[str] = []
        for (table,) in tables:
            hits = await connection.fetchval(f'SELECT count(*) FROM "{table}" AS t WHERE t::text ILIKE $1', f"%{word}%")
            found += [table] * bool(hits)
        return found
    finally:
        await connection.close()


@BOTH
async def test_what_was_forgotten_is_found_nowhere(service: Service) -> None:
    await take_in(service.worker, transcript(*TALK))
    await take_in(service.worker, transcript(*[f"Small talk number {n}." for n in range(60)], session="s0"))
    await service.worker.post("/synapse/session/startbrief", json={"userId": "ada", "sessionId": "s2"})
    assert await list_places_of(service, CANARY[:6]) != []
    assert await forget(service, f"my ex {CANARY.title()}") == 2
    assert await list_places_of(service, CANARY[:6]) == []
    assert await recall_ids(service.worker, CANARY) == []
    brief = await service.worker.post("/synapse/session/startbrief", json={"userId": "ada", "sessionId": "s2"})
    assert CANARY not in brief.text.lower()
    assert (await recall_ids(service.worker, "Where did I move?"))[0] == "s1:1"


@BOTH
async def test_a_forgotten_turn_never_comes_back(service: Service) -> None:
    await take_in(service.worker, transcript(*TALK))
    await forget(service, CANARY)
    longer = transcript(*TALK, "By the way, it rains.")
    await take_in(service.worker, longer)
    assert sorted(await recall_ids(service.worker, f"bakery {CANARY}")) == []
    assert "s1:6" in await recall_ids(service.worker, "rains")
    renumbered = transcript(*TALK, "By the way, it rains.", "Still raining.")
    for turn in renumbered["transcript"]:
        turn["turnId"] += "-again"
        turn["text"] = turn["text"].upper().replace(",", " ;")
    await take_in(service.worker, renumbered)
    assert await recall_ids(service.worker, CANARY) == []
    assert await recall_ids(service.worker, "raining") != []
    await take_in(service.worker, transcript(f"I met {CANARY} again!", session="s9"))
    assert await recall_ids(service.worker, CANARY) == ["s9:1"]


@BOTH
async def test_a_turn_that_is_not_here_yet_is_barred_by_its_id(service: Service) -> None:
    async with service.root.database.write() as db:
        assert (await synapse.erase(db, "ada", [TurnRef("s1", "s1:3")])).turns == 0
    await take_in(service.worker, transcript(*TALK))
    assert await recall_ids(service.worker, "bakery ex") == []


@BOTH
async def test_a_forgotten_session_can_not_be_taken_in_again(service: Service) -> None:
    await take_in(service.worker, transcript(*TALK))
    async with service.root.database.write() as db:
        assert (await synapse.erase_session(db, "ada", "s1")).turns == len(TALK)
    await take_in(service.worker, transcript(*TALK, "and more"))
    assert await recall_ids(service.worker, "Pune") == []
    async with service.root.database.read() as db:
        assert await synapse.list_talks(db, "ada") == []


@BOTH
async def test_all_of_a_user_goes_and_nothing_of_anybody_else(service: Service) -> None:
    await take_in(service.worker, transcript(*TALK))
    await take_in(service.worker, transcript("Pune is hot today.", user="bob"))
    async with service.root.database.write() as db:
        await synapse.erase_user(db, "ada")
    await synapse.scrub(service.root.database)
    assert await recall_ids(service.worker, "Pune") == []
    assert await recall_ids(service.worker, "Pune", "bob") == ["s1:1"]
    assert await list_places_of(service, CANARY) == []


@BOTH
async def test_forgetting_that_fails_leaves_everything(service: Service) -> None:
    await take_in(service.worker, transcript(*TALK))

    async def fail() -> None:
        async with service.root.database.write() as db:
            await synapse.erase(db, "ada", [TurnRef("s1", "s1:3")])
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    assert (await recall_ids(service.worker, "my ex above a bakery"))[0] == "s1:3"


async def test_what_a_forgetting_touches_is_what_says_it_in_its_own_words(service: Service) -> None:
    await take_in(service.worker, transcript(*TALK))
    async with service.root.database.read() as db:
        for what, ids in (
            (f"what I said about {CANARY}", ["s1:3", "s1:4"]),
            ("my dentist's appointment", ["s1:5"]),
            ("moving to Pune", ["s1:1", "s1:2"]),
            ("moving to pune", ["s1:1"]),
            ("the submarine", []),
            ("", []),
        ):
            assert [turn.ref.turn_id for turn in await synapse.find_matching(db, "ada", what)] == ids
        assert await synapse.find_matching(db, "bob", CANARY) == []

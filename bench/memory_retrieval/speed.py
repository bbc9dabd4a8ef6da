"""How fast the built-in memory answers and takes talks in as one user's memory grows, and how much room it needs."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from api.db import Database
from astra.kit.clock import Clock
from bench.memory_retrieval.talks import Talks, invent_all

USER = "bench-speed"
_PIECE = 1000
_QUERIES = 120
_SHARE = 0.95


@dataclass(frozen=True, slots=True)
class Pace:
    """Milliseconds at one size: of a query (median and 95 of 100), of taking 200 turns in; and bytes a turn."""

    turns: int
    query_p50_ms: float
    query_p95_ms: float
    ingest_ms: float
    cached_brief_ms: float
    bytes_per_turn: float


async def measure_growth(
    client: httpx.AsyncClient, database: Database, clock: Clock, sizes: Sequence[int]
) -> list[Pace]:
    """Let one user's memory grow to each of these sizes, and measure there."""
    empty = await _read_bytes(database)
    talks = invent_all(seed=3, count=-(-max(sizes) // 300))
    turns = [turn for one in talks for session in one.sessions for turn in session["transcript"]]
    paces: list[Pace] = []
    stored = 0
    for size in sizes:
        while stored < size:
            stored += await _take_in(client, turns[stored : min(size, stored + _PIECE)], stored)
        taken = [
            await _time(client, clock, "/synapse/session/ingest", _body(turns[:200], -(size + n))) for n in range(5)
        ]
        bytes_per_turn = (await _read_bytes(database) - empty) / (stored + 1000 * (sizes.index(size) + 1))
        queries = [await _time(client, clock, "/synapse/memory/query", body) for body in _list_queries(talks)]
        brief = {"userId": USER, "sessionId": "fresh"}
        await client.post("/synapse/session/startbrief", json=brief)
        briefs = [await _time(client, clock, "/synapse/session/startbrief", brief) for _ in range(20)]
        queries.sort()
        paces.append(
            Pace(
                turns=size,
                query_p50_ms=queries[len(queries) // 2],
                query_p95_ms=queries[int(len(queries) * _SHARE)],
                ingest_ms=sorted(taken)[len(taken) // 2],
                cached_brief_ms=sorted(briefs)[len(briefs) // 2],
                bytes_per_turn=bytes_per_turn,
            )
        )
    return paces


async def _take_in(client: httpx.AsyncClient, turns: Sequence[dict[str, Any]], number: int) -> int:
    (await client.post("/synapse/session/ingest", json=_body(turns, number))).raise_for_status()
    await asyncio.sleep(0)
    return len(turns)


def _body(turns: Sequence[dict[str, Any]], number: int) -> dict[str, Any]:
    started_at = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=10 * abs(number))
    transcript = [{**turn, "turnId": f"{number}-{at}"} for at, turn in enumerate(turns)]
    return {"userId": USER, "sessionId": f"s{number}", "startedAt": started_at.isoformat(), "transcript": transcript}


def _list_queries(talks: Sequence[Talks]) -> list[dict[str, Any]]:
    questions = [asked.text for one in talks[:12] for asked in one.questions]
    step = max(1, len(questions) // _QUERIES)
    return [{"userId": USER, "query": text, "limit": 10} for text in questions[::step][:_QUERIES]]


async def _time(client: httpx.AsyncClient, clock: Clock, path: str, body: dict[str, Any]) -> float:
    started_s = clock.monotonic()
    (await client.post(path, json=body)).raise_for_status()
    return (clock.monotonic() - started_s) * 1000


async def _read_bytes(database: Database) -> int:
    async with database.engine.connect() as connection:
        pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar_one()
        free = (await connection.exec_driver_sql("PRAGMA freelist_count")).scalar_one()
        return (pages - free) * (await connection.exec_driver_sql("PRAGMA page_size")).scalar_one()

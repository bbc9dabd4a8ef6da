"""What a service does all day, timed at its wire: reading, saving, ingest of many talks, bodies too large."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from astra.kit.ids import new_id
from bench.service_data import COMMON_WORD, RARE_WORD
from bench.service_stage import Stage

TALKS = 100
BATCH = 10
SAVED = 200
_SAYS_EVERY_S = 3.0
_BODY_BYTES = 10_000_000
_PIECE = b"x" * 100_000
_BEGAN = datetime(2026, 5, 3, 12, tzinfo=UTC)
Times = list[float]
"""Milliseconds, one for each time."""


async def time_reading(stage: Stage, times: int) -> dict[str, Times]:
    """The lists, a talk's words, and searches, in turn."""
    listed = (await _get(stage, "/api/sessions")).json()
    older, talk = {"cursor": listed["next_cursor"]}, listed["items"][0]["session_id"]
    asked: dict[str, tuple[str, dict[str, str]]] = {
        "the sessions": ("/api/sessions", {}),
        "older sessions": ("/api/sessions", older),
        "a talk": (f"/api/session/{talk}/history", {}),
        "a rare word": ("/api/history/search", {"q": RARE_WORD}),
        "a common word": ("/api/history/search", {"q": COMMON_WORD}),
        "a phrase of both": ("/api/history/search", {"q": f"{RARE_WORD} {COMMON_WORD}"}),
        "a beginning": ("/api/history/search", {"q": RARE_WORD[:5]}),
    }
    found: dict[str, Times] = {name: [] for name in asked}
    for number in range(times + 3):
        for name, (path, query) in asked.items():
            took_ms = await _time(lambda path=path, query=query: _get(stage, path, query))
            if number >= 3:  # the first ones warm what is read
                found[name].append(took_ms)
    return found


async def time_writing(stage: Stage, times: int) -> dict[str, Times]:
    """A room and its token, a batch of live words, and a save of a whole conversation that none of it reached."""
    found: dict[str, Times] = {"a token": [], "an ingest batch": [], "a save": []}
    for _ in range(times):
        opened: list[httpx.Response] = []

        async def ask(opened: list[httpx.Response] = opened) -> httpx.Response:
            opened.append(await stage.page.post("/api/session", json={}))
            return opened[0]

        found["a token"].append(await _time(ask))
        session_id = opened[0].json()["session_id"]
        batch = _write_batch(session_id, 1, BATCH)
        found["an ingest batch"].append(await _time(lambda body=batch: stage.worker.post("/api/ingest", json=body)))
        body = {"session_id": session_id, "messages": _write_page(SAVED)}
        found["a save"].append(await _time(lambda body=body: stage.page.post("/api/users/sessions/save", json=body)))
    return found


async def time_many_talks(stage: Stage, seconds: float) -> Times:
    """`TALKS` live talks, each with something final every few seconds, as their workers hand it over."""
    sessions = [
        (await stage.page.post("/api/session/create", json={"persona": "astra"})).json()["session_id"]
        for _ in range(TALKS)
    ]
    times: Times = []
    began_s = time.monotonic()

    async def talk(number: int, session_id: str) -> None:
        await asyncio.sleep(_SAYS_EVERY_S * number / TALKS)
        seq = 1
        while time.monotonic() - began_s < seconds:
            due_s = time.monotonic() + _SAYS_EVERY_S
            batch = _write_batch(session_id, seq, 2)
            times.append(await _time(lambda body=batch: stage.worker.post("/api/ingest", json=body)))
            seq += 2
            await asyncio.sleep(max(0.0, due_s - time.monotonic()))

    await asyncio.gather(*(talk(number, session_id) for number, session_id in enumerate(sessions)))
    return times


async def time_large_bodies(stage: Stage, times: int) -> tuple[Times, float]:
    """From the head of a request of ten megabytes to its refusal; and how much the memory has grown, in MiB."""
    before_mib = stage.read_peak_mib()
    found = [await _send_large_body(stage.port) for _ in range(times)]
    return found, stage.read_peak_mib() - before_mib


async def _send_large_body(port: int) -> float:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    fields = ("host: localhost", "x-astra: 1", "content-type: application/json", f"content-length: {_BODY_BYTES}")
    head = "\r\n".join(("POST /api/users/sessions/save HTTP/1.1", *fields, "", ""))
    began_s = time.perf_counter()
    writer.write(head.encode())

    async def pour() -> None:
        for _ in range(_BODY_BYTES // len(_PIECE)):
            writer.write(_PIECE)
            await writer.drain()

    pouring = asyncio.ensure_future(pour())  # noqa: TID251  a benchmark of its own, with nobody to hand a failure to
    line = await reader.readline()
    took_ms = (time.perf_counter() - began_s) * 1000
    pouring.cancel()
    await asyncio.gather(pouring, return_exceptions=True)
    writer.transport.abort()
    if b" 413 " not in line:
        raise RuntimeError(f"ten megabytes were answered with {line!r}")
    return took_ms


async def _time(call: Callable[[], Awaitable[httpx.Response]]) -> float:
    began_s = time.perf_counter()
    answer = await call()
    took_ms = (time.perf_counter() - began_s) * 1000
    answer.raise_for_status()
    return took_ms


async def _get(stage: Stage, path: str, query: dict[str, str] | None = None) -> httpx.Response:
    return await stage.page.get(path, params=query)


def _write_batch(session_id: str, first: int, count: int) -> dict[str, Any]:
    items = [
        {
            "item_id": f"item-{seq}",
            "seq": seq,
            "role": "user" if seq % 2 else "assistant",
            "text": f"Yesterday my brother painted the old house again, number {seq}.",
            "at": (_BEGAN + timedelta(seconds=seq)).isoformat(),
        }
        for seq in range(first, first + count)
    ]
    return {"session_id": session_id, "utterances": items}


def _write_page(count: int) -> list[dict[str, Any]]:
    began_ms = int(_BEGAN.timestamp() * 1000)
    return [
        {
            "role": "user" if number % 2 else "assistant",
            "text": f"The page has line {number} of {new_id()}.",
            "timestamp": began_ms + number * 1000,
        }
        for number in range(count)
    ]

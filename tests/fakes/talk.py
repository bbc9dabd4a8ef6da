"""Transcripts for the memory service's tests, as an outsider would send them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

MAY = datetime(2023, 5, 8, 13, 56, tzinfo=UTC)


def transcript(*lines: str, session: str = "s1", user: str = "ada", at: datetime = MAY) -> dict[str, Any]:
    """A body of `/session/ingest`: lines are `name: text`, the companion's `> text`, the person's just text."""
    turns: list[dict[str, Any]] = []
    for number, line in enumerate(lines, start=1):
        role, speaker, text = "user", None, line
        if line.startswith("> "):
            role, text = "assistant", line[2:]
        elif ": " in line:
            speaker, text = line.split(": ", 1)
        turn = {"turnId": f"{session}:{number}", "role": role, "text": text}
        turn["at"] = (at + timedelta(seconds=20 * number)).isoformat()
        turns.append(turn if speaker is None else {**turn, "speaker": speaker})
    return {"userId": user, "sessionId": session, "startedAt": at.isoformat(), "transcript": turns}


async def take_in(client: httpx.AsyncClient, body: dict[str, Any]) -> None:
    answer = await client.post("/synapse/session/ingest", json=body)
    assert answer.status_code == 202, answer.text


async def recall(client: httpx.AsyncClient, query: str, user: str = "ada", **more: Any) -> list[dict[str, Any]]:
    answer = await client.post("/synapse/memory/query", json={"userId": user, "query": query, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()["facts"]


async def recall_ids(client: httpx.AsyncClient, query: str, user: str = "ada", **more: Any) -> list[str]:
    return [turn for fact in await recall(client, query, user, **more) for turn in fact["turnIds"]]

"""kill -9 of the service at each step of the save: what was answered for is there, and nothing is there twice."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.fakes.api_service import START, WORKER, said
from tests.fakes.proof_forging import SAVE, Forge, forging
from tests.fakes.rooms_server import Rooms

_MS = int(START.timestamp() * 1000)
_MISSED = (2, 5)
"""What of a talk live ingest does not get."""
Line = tuple[str, str]


def hold(forge: Forge, name: str) -> tuple[str, dict[str, Any], list[Line]]:
    """A talk of which live ingest got a part: its id, what its page will save, and what was held."""
    session_id = forge.page.post("/api/session", json={}).json()["session_id"]
    lines = [("user" if index % 2 else "assistant", f"{name} line {index}") for index in range(8)]
    live = [said(index + 1, text, role=role) for index, (role, text) in enumerate(lines) if index not in _MISSED]
    body = {"session_id": session_id, "utterances": live}
    assert httpx.post(f"{forge.base_url}/api/ingest", json=body, headers=WORKER, trust_env=False).status_code == 200
    messages = [
        {"role": role, "text": text, "timestamp": _MS + (index + 1) * 1000} for index, (role, text) in enumerate(lines)
    ]
    return session_id, {"session_id": session_id, "messages": messages}, lines


def read(forge: Forge, session_id: str) -> list[Line]:
    messages = forge.page.get(f"/api/session/{session_id}/history").json()["messages"]
    return [(message["role"], message["text"]) for message in messages]


def ingested(lines: list[Line]) -> list[Line]:
    """What live ingest got of a talk."""
    return [line for index, line in enumerate(lines) if index not in _MISSED]


def save_until_death(forge: Forge, body: dict[str, Any]) -> bool:
    """Whether the save that the service died of was answered for."""
    is_answered = False
    with suppress(httpx.TransportError):
        is_answered = forge.page.post(SAVE, json=body).status_code == 200
    forge.wait_dead()
    return is_answered


def kill_through(forge: Forge, steps: list[int]) -> None:
    """Die at each of these steps of a save; the page then saves once more, as it does after a failure."""
    held: list[tuple[str, list[Line]]] = []
    for number, step in enumerate(steps):
        forge.start(kill_at=step)
        session_id, body, lines = hold(forge, f"talk {number}")
        is_answered = save_until_death(forge, body)
        forge.start()
        left = read(forge, session_id)
        assert left == lines or (not is_answered and left == ingested(lines)), step
        for _ in range(2):
            assert forge.page.post(SAVE, json=body).status_code == 200
        held.append((session_id, lines))
        for earlier, expected in held[-3:]:
            assert read(forge, earlier) == expected, step
        forge.stop()
    forge.start()
    for session_id, expected in held:
        assert read(forge, session_id) == expected


def count_steps(forge: Forge) -> int:
    """The steps of one whole save."""
    forge.start()
    assert forge.page.post("/api/auth/guest", json={}).status_code == 201
    _, body, _ = hold(forge, "first")
    assert forge.page.post(SAVE, json=body).status_code == 200
    forge.stop()
    return forge.steps()


def test_a_save_that_dies_on_its_way_can_be_made_again(tmp_path: Path, rooms: Rooms) -> None:
    with forging(tmp_path, rooms) as forge:
        last = count_steps(forge)
        kill_through(forge, sorted({2, last // 2, last - 3, last}))


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_hundred_deaths_at_each_step_of_the_save_lose_nothing(tmp_path: Path, rooms: Rooms) -> None:
    with forging(tmp_path, rooms) as forge:
        last = count_steps(forge)
        kill_through(forge, [number % last + 1 for number in range(max(100, last))])

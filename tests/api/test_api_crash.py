"""kill -9 of the service in the middle of ingest: what it had answered for is there, and nothing is there twice."""

import os
import signal
import threading
from pathlib import Path
from time import monotonic, sleep

import httpx
import pytest

from tests.fakes.api_service import WORKER, said
from tests.fakes.proof_forging import Forge, forging
from tests.fakes.rooms_server import Rooms

_ANSWERED_A_ROUND = 15
_OFFERED_A_ROUND = 400


def send(url: str, session_id: str, numbers: range, answered: set[int]) -> None:
    """Hand over one utterance after the other until the service dies, and remember which were answered for."""
    with httpx.Client(base_url=url, headers=WORKER, trust_env=False) as worker:
        for number in numbers:
            body = {"session_id": session_id, "utterances": [said(number, f"line {number}")]}
            try:
                answer = worker.post("/api/ingest", json=body)
            except httpx.HTTPError:
                return
            if answer.status_code == 200:
                answered.add(number)


def kill_in_mid_ingest(forge: Forge, rounds: int) -> None:
    """Let a service die again and again while it is told a talk; then look at what the next one has of it."""
    forge.start()
    assert forge.page.post("/api/auth/guest", json={}).status_code == 201
    session_id = forge.page.post("/api/session", json={}).json()["session_id"]
    answered: set[int] = set()
    for number in range(rounds):
        if number:
            forge.start()
        first = number * _OFFERED_A_ROUND + 1
        goal = len(answered) + _ANSWERED_A_ROUND
        sender = threading.Thread(
            target=send, args=(forge.base_url, session_id, range(first, first + _OFFERED_A_ROUND), answered)
        )
        sender.start()
        deadline = monotonic() + 30
        while len(answered) < goal and monotonic() < deadline:
            sleep(0.005)
        os.kill(forge.pid, signal.SIGKILL)
        forge.wait_dead()
        sender.join(timeout=30)
        assert len(answered) >= goal
    forge.start()
    assert offer_again(forge, session_id, answered) == 0, "it was all there"
    texts = read_all(forge, session_id)
    assert len(texts) == len(set(texts))
    assert {f"line {number}" for number in answered} <= set(texts)
    assert texts == sorted(texts, key=lambda text: int(text.split()[1]))


def offer_again(forge: Forge, session_id: str, answered: set[int]) -> int:
    """How many of the utterances that were answered for are new to the service."""
    again = [said(number, f"line {number}") for number in sorted(answered)]
    stored = 0
    with httpx.Client(base_url=forge.base_url, headers=WORKER, trust_env=False) as worker:
        for start in range(0, len(again), 200):
            body = {"session_id": session_id, "utterances": again[start : start + 200]}
            stored += worker.post("/api/ingest", json=body).json()["stored"]
    return stored


def read_all(forge: Forge, session_id: str) -> list[str]:
    """The history's texts, page after page."""
    texts: list[str] = []
    cursor = None
    while True:
        params = {"cursor": cursor} if cursor else {}
        page = forge.page.get(f"/api/session/{session_id}/history", params=params).json()
        texts += [message["text"] for message in page["messages"]]
        cursor = page["next_cursor"]
        if cursor is None:
            return texts


def test_nothing_that_was_answered_for_is_lost_and_nothing_is_twice(tmp_path: Path, rooms: Rooms) -> None:
    with forging(tmp_path, rooms) as forge:
        kill_in_mid_ingest(forge, 3)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_so_it_is_in_ten_killings(tmp_path: Path, rooms: Rooms) -> None:
    with forging(tmp_path, rooms) as forge:
        kill_in_mid_ingest(forge, 10)

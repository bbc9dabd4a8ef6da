"""kill -9 of the service in the middle of ingest: what it had answered for is there, and nothing is there twice."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import httpx

from tests.fakes.api_service import SERVICE_TOKEN, WORKER, said
from tests.fakes.rooms_server import ROOT, Rooms, free_port, wait_until_up

ROUNDS = 3


@contextmanager
def serving(port: int, home: Path, rooms: Rooms) -> Generator[subprocess.Popen[bytes]]:
    settings = {
        "ASTRA_HOME": str(home),
        "DATABASE_URL": f"sqlite+aiosqlite:///{home / 'astra.db'}",
        "LIVEKIT_URL": rooms.url,
        "LIVEKIT_API_KEY": rooms.key,
        "LIVEKIT_API_SECRET": rooms.secret,
        "ASTRA_SERVICE_TOKEN": SERVICE_TOKEN,
        "PATH": os.environ["PATH"],
    }
    command = [sys.executable, "-m", "api", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=settings, stderr=subprocess.DEVNULL)
    try:
        wait_until_up(f"http://127.0.0.1:{port}/healthz", process)
        yield process
    finally:
        process.kill()
        process.wait()


def send(url: str, session_id: str, numbers: list[int], answered: set[int], stop: threading.Event) -> None:
    """Hand over one utterance after the other until the service dies, and remember which were answered for."""
    with httpx.Client(base_url=url, headers=WORKER) as worker:
        for number in numbers:
            body = {"session_id": session_id, "utterances": [said(number, f"line {number}")]}
            try:
                answer = worker.post("/api/ingest", json=body)
            except httpx.HTTPError:
                return
            if answer.status_code == 200:
                answered.add(number)
            if stop.is_set():
                return


def test_nothing_that_was_answered_for_is_lost_and_nothing_is_twice(tmp_path: Path, rooms: Rooms) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    browser = httpx.Client(base_url=url, headers={"x-astra": "1"})
    answered: set[int] = set()
    session_id = ""
    for round_number in range(ROUNDS):
        with serving(port, tmp_path, rooms) as process:
            if not session_id:
                browser.post("/api/auth/guest", json={})
                session_id = browser.post("/api/session", json={}).json()["session_id"]
            goal = len(answered) + 15
            first = round_number * 400 + 1
            stop = threading.Event()
            numbers = list(range(first, first + 400))
            sender = threading.Thread(target=send, args=(url, session_id, numbers, answered, stop))
            sender.start()
            deadline = monotonic() + 30
            while len(answered) < goal and monotonic() < deadline:
                sleep(0.005)
            process.send_signal(signal.SIGKILL)
            sender.join(timeout=30)
            stop.set()
    assert len(answered) >= ROUNDS * 15
    with serving(port, tmp_path, rooms):
        again = [said(number, f"line {number}") for number in sorted(answered)]
        with httpx.Client(base_url=url, headers=WORKER) as worker:
            for start in range(0, len(again), 200):
                body = {"session_id": session_id, "utterances": again[start : start + 200]}
                assert worker.post("/api/ingest", json=body).json()["stored"] == 0, "it was all there"
        texts: list[str] = []
        cursor = None
        while True:
            params = {"cursor": cursor} if cursor else {}
            page = browser.get(f"/api/session/{session_id}/history", params=params).json()
            texts += [message["text"] for message in page["messages"]]
            cursor = page["next_cursor"]
            if cursor is None:
                break
    browser.close()
    assert len(texts) == len(set(texts))
    assert {f"line {number}" for number in answered} <= set(texts)
    assert texts == sorted(texts, key=lambda text: int(text.split()[1]))

"""`make doctor` against a running Astra of which one part after the other is broken."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import httpx
import pytest

from scenarios.powers import Powers
from tests.fakes.astra_stack import ROOT, AstraStack, run_astra

pytestmark = [pytest.mark.rooms, pytest.mark.timeout(180)]

EVERY_PART = {"service", "database", "worker", "rooms", "stt", "llm", "tts"}


@pytest.fixture(scope="module")
def astra(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AstraStack]:
    with run_astra(tmp_path_factory.mktemp("patient")) as stack:
        yield stack


def examine(astra: AstraStack) -> tuple[int, dict[str, str], str]:
    """The doctor's exit code, the state it gives to each part, and all it said."""
    done = subprocess.run(
        [sys.executable, "-m", "launch", "doctor", "--root", str(astra.home.parent)],
        cwd=ROOT,
        env=astra.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    rows = [line.split(maxsplit=2) for line in done.stdout.split("\n\n")[0].splitlines()]
    return done.returncode, {row[0]: row[1] for row in rows}, done.stdout


def find_broken(astra: AstraStack) -> tuple[set[str], str]:
    code, states, said = examine(astra)
    broken = {part for part, state in states.items() if state == "broken"}
    assert code == (1 if broken else 0), said
    assert set(states) == EVERY_PART, said
    return broken, said


@contextmanager
def fault(url: str, **order: object) -> Iterator[None]:
    httpx.post(f"{url}/_faults", json=order, trust_env=False).raise_for_status()
    try:
        yield
    finally:
        httpx.delete(f"{url}/_faults", trust_env=False).raise_for_status()


def wait_for(astra: AstraStack, part: str, *, broken: bool, within_s: float = 60) -> None:
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        parts = httpx.get(f"http://127.0.0.1:{astra.port}/readyz", timeout=20, trust_env=False).json()["parts"]
        if (parts[part]["state"] == "broken") is broken:
            return
        time.sleep(0.3)
    raise AssertionError(f"{part} should be {'broken' if broken else 'well'}: {parts}")


def test_all_is_well(astra: AstraStack) -> None:
    code, states, said = examine(astra)

    assert code == 0, said
    assert states == {
        "service": "real",
        "database": "real",
        "worker": "real",
        "rooms": "stand-in",
        "stt": "stand-in",
        "llm": "stand-in",
        "tts": "stand-in",
    }
    assert "Everything a conversation needs is well." in said


@pytest.mark.parametrize("kind", ["status", "html"])
@pytest.mark.parametrize("stage", ["stt", "llm"])
def test_a_failing_provider_is_named(astra: AstraStack, stage: str, kind: str) -> None:
    with fault(astra.openai_standin, stage=stage, kind=kind):
        assert find_broken(astra)[0] == {stage}


@pytest.mark.parametrize("kind", ["status", "empty"])
def test_a_failing_voice_is_named(astra: AstraStack, kind: str) -> None:
    with fault(astra.elevenlabs_standin, stage="tts", kind=kind):
        assert find_broken(astra)[0] == {"tts"}


def test_one_failing_model_of_several_is_told_without_alarm(astra: AstraStack) -> None:
    with fault(astra.openai_standin, stage="llm", model="astra-demo", kind="status", status=429):
        broken, said = find_broken(astra)

    assert broken == set()
    assert "failing: astra-demo: answered 429" in said


def test_a_locked_database_is_named(astra: AstraStack) -> None:
    with closing(sqlite3.connect(astra.database, isolation_level=None)) as other:
        other.execute("begin exclusive")
        other.execute("delete from worker_heartbeat")
        broken, said = find_broken(astra)
        other.execute("rollback")

    assert "database" in broken
    assert "locked" in said


def test_a_room_server_that_is_down_is_named(astra: AstraStack) -> None:
    pid = Powers({}, astra.launcher_pid).find_module("local.rooms")
    assert pid is not None
    os.kill(astra.launcher_pid, signal.SIGSTOP)  # or it would start it again
    try:
        os.killpg(os.getpgid(pid), signal.SIGKILL)
        wait_for(astra, "rooms", broken=True)
        broken, said = find_broken(astra)
    finally:
        os.kill(astra.launcher_pid, signal.SIGCONT)
    wait_for(astra, "rooms", broken=False)

    assert "rooms" in broken, said
    assert not broken & {"database", "stt", "llm", "tts"}, said


def test_a_room_server_that_takes_calls_and_never_answers_is_named(astra: AstraStack) -> None:
    pid = Powers({}, astra.launcher_pid).find_module("local.rooms")
    assert pid is not None
    os.kill(astra.launcher_pid, signal.SIGSTOP)  # or it would start it again
    os.killpg(os.getpgid(pid), signal.SIGSTOP)
    try:
        broken, said = find_broken(astra)
    finally:
        os.killpg(os.getpgid(pid), signal.SIGCONT)
        os.kill(astra.launcher_pid, signal.SIGCONT)
    wait_for(astra, "rooms", broken=False)

    assert "rooms" in broken, said
    assert not broken & {"service", "database", "stt", "llm", "tts"}, said


def test_a_worker_that_is_down_is_named(astra: AstraStack) -> None:
    pid = Powers({}, astra.launcher_pid).find_part("worker")
    assert pid is not None
    os.killpg(os.getpgid(pid), signal.SIGSTOP)
    try:
        wait_for(astra, "worker", broken=True)
        broken, said = find_broken(astra)
    finally:
        os.killpg(os.getpgid(pid), signal.SIGCONT)

    assert "worker" in broken, said
    assert not broken & {"database", "rooms"}, said


def test_a_service_that_is_not_running_is_named(astra: AstraStack) -> None:
    environment = {**astra.environment, "ASTRA_API_URL": "http://127.0.0.1:9"}
    lonely = AstraStack(astra.port, astra.home, 0, environment)

    code, states, said = examine(lonely)

    assert code == 1
    assert states["service"] == "broken"
    assert "is `make run` running?" in said

"""Starting, watching and stopping real child processes."""

import asyncio
import os
import socket
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from launch.plan import Part, PartName, Plan
from launch.supervisor import LaunchError, Supervisor

READY_SERVICE = textwrap.dedent("""
    import http.server, sys
    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = b'{"ok": true, "parts": {}}'
            self.send_response(200); self.send_header("content-length", str(len(body))); self.end_headers()
            self.wfile.write(body)
        def log_message(self, *_): pass
    http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
""")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class QuietPlan(Plan):
    """A plan whose migration is a no-op: these tests have no database."""

    @property
    def migrate_command(self) -> tuple[str, ...]:
        return (sys.executable, "-c", "")

    @property
    def places_command(self) -> tuple[str, ...]:
        return (sys.executable, "-c", f"open({str(self.places)!r}, 'w').close()")


class PlacelessPlan(QuietPlan):
    @property
    def places_command(self) -> tuple[str, ...]:
        return (sys.executable, "-c", "import sys; sys.exit(3)")


class BrokenDatabasePlan(Plan):
    @property
    def migrate_command(self) -> tuple[str, ...]:
        return (sys.executable, "-c", "import sys; sys.exit('disk is full')")


def make_plan(home: Path, program: str, kind: type[Plan] = QuietPlan) -> Plan:
    port = free_port()
    part = Part(PartName.SERVICE, (sys.executable, "-c", program, str(port)), f"http://127.0.0.1:{port}/", port)
    environment = {**os.environ, "ASTRA_PORT": str(port)}
    return kind((part,), environment, frozenset({"stt"}), f"http://127.0.0.1:{port}", home, home / "places.sqlite")


async def until(condition: Callable[[], bool], timeout_s: float = 20) -> None:
    async with asyncio.timeout(timeout_s):
        while not condition():
            await asyncio.sleep(0.02)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def stop(run: asyncio.Task[None]) -> None:
    run.cancel()
    await asyncio.gather(run, return_exceptions=True)


async def test_it_says_when_everything_is_ready_and_stops_it_all(tmp_path: Path) -> None:
    told: list[str] = []
    supervisor = Supervisor(make_plan(tmp_path, READY_SERVICE), told.append)
    run = asyncio.get_running_loop().create_task(supervisor.run())

    await until(lambda: any("Astra is ready: http://localhost:" in line for line in told))
    pid = supervisor.children["service"].pid
    await stop(run)

    assert not is_alive(pid)
    assert any("stand-ins serve stt" in line for line in told)


async def test_a_part_that_dies_comes_back(tmp_path: Path) -> None:
    told: list[str] = []
    supervisor = Supervisor(make_plan(tmp_path, READY_SERVICE), told.append)
    run = asyncio.get_running_loop().create_task(supervisor.run())
    await until(lambda: "service" in supervisor.children)
    first = supervisor.children["service"].pid

    os.kill(first, 9)
    await until(lambda: supervisor.children["service"].pid != first)
    await until(lambda: any("Astra is ready" in line for line in told))
    await stop(run)

    assert any(line.startswith("service stopped (exit -9)") for line in told)


async def test_a_part_that_ignores_being_asked_is_stopped_all_the_same(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("launch.process._STOP_GRACE_S", 0.3)
    stubborn = textwrap.dedent("""
        import signal, time
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        print("up", flush=True)
        time.sleep(60)
    """)
    supervisor = Supervisor(make_plan(tmp_path, stubborn), lambda _: None)
    run = asyncio.get_running_loop().create_task(supervisor.run())
    log = tmp_path / "logs" / "service.log"
    await until(lambda: log.exists() and "up" in log.read_text())
    pid = supervisor.children["service"].pid

    await stop(run)

    assert not is_alive(pid)


async def test_a_taken_port_is_named_with_what_to_do(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, READY_SERVICE)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", plan.parts[0].port))
        taken.listen()

        with pytest.raises(LaunchError, match=rf"Port {plan.parts[0].port} \(service\) is in use.*ASTRA_PORT"):
            await Supervisor(plan, lambda _: None).run()


async def test_a_database_that_cannot_be_migrated_stops_the_start(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, READY_SERVICE, BrokenDatabasePlan)

    with pytest.raises(LaunchError, match="disk is full"):
        await Supervisor(plan, lambda _: None).run()


async def test_the_list_of_places_is_made_once_everything_else_has_started(tmp_path: Path) -> None:
    told: list[str] = []
    plan = make_plan(tmp_path, READY_SERVICE)
    run = asyncio.get_running_loop().create_task(Supervisor(plan, told.append).run())

    await until(lambda: "Places are ready." in told)
    await stop(run)

    assert plan.places.is_file()
    assert told.index("Ctrl-C stops everything.") < next(
        number for number, line in enumerate(told) if line.startswith("Preparing the list of places")
    )


async def test_a_list_of_places_that_cannot_be_made_is_said_and_the_rest_runs(tmp_path: Path) -> None:
    told: list[str] = []
    plan = make_plan(tmp_path, READY_SERVICE, PlacelessPlan)
    run = asyncio.get_running_loop().create_task(Supervisor(plan, told.append).run())

    await until(lambda: any("could not be made (exit 3)" in line for line in told))
    await until(lambda: any("Astra is ready" in line for line in told))
    await stop(run)


async def test_places_do_not_wait_for_a_start_that_drags_on(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("launch.supervisor._START_TAKES_S", 0.1)
    plan = make_plan(tmp_path, "import time; time.sleep(60)")
    run = asyncio.get_running_loop().create_task(Supervisor(plan, lambda _: None).run())

    await until(plan.places.is_file)
    await stop(run)


def test_what_starts_the_parts_loads_no_clients_of_theirs_first() -> None:
    program = "import sys, launch.__main__; print(*{'httpx', 'aiohttp', 'openai', 'livekit', 'astra'} & {*sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert loaded.stdout.split() == []

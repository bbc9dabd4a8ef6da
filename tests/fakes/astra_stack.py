"""The whole product, started as a person starts it, on five free ports and in a folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
PLACES = ROOT / ".venv/places.sqlite"
"""The gazetteer that all tests share; `make test` makes it, and so does the first Astra that finds none."""
_STARTED_WITHIN_S = 90
_PORTS = 5


@dataclass(frozen=True)
class AstraStack:
    """A running Astra. `home` is its ASTRA_HOME; `environment` is what its launcher was given."""

    port: int
    home: Path
    launcher_pid: int
    environment: dict[str, str]

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def openai_standin(self) -> str:
        return f"http://127.0.0.1:{self.port + 2}"

    @property
    def elevenlabs_standin(self) -> str:
        return f"http://127.0.0.1:{self.port + 3}"

    @property
    def database(self) -> Path:
        return self.home / "astra.db"

    def show_logs(self) -> str:
        logs = sorted((self.home / "logs").glob("*.log"))
        return "\n".join(f"== {log.name}\n{log.read_text(errors='replace')[-1500:]}" for log in logs)


@contextmanager
def run_astra(folder: Path, **settings: str) -> Iterator[AstraStack]:
    """Start everything with `settings` in the environment, wait until it is ready, and stop it afterwards."""
    home = folder / "home"
    home.mkdir(parents=True)
    port = find_port_block()
    own = {"ASTRA_HOME": str(home), "ASTRA_PORT": str(port), "ASTRA_PLACES": str(PLACES)}
    environment = {**os.environ, **own, **settings}
    with (folder / "launch.log").open("wb") as log:
        launcher = subprocess.Popen(
            [sys.executable, "-m", "launch", "up", "--root", str(folder)],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    stack = AstraStack(port, home, launcher.pid, environment)
    try:
        _wait_until_ready(stack, launcher, folder / "launch.log")
        yield stack
    finally:
        launcher.send_signal(signal.SIGINT)
        try:
            launcher.wait(30)
        except subprocess.TimeoutExpired:
            launcher.kill()
            launcher.wait()


def find_port_block() -> int:
    """The first of five free ports in a row, below the range that the system itself gives out."""
    for base in range(20_000 + os.getpid() % 1000 * 10, 32_000, 10):
        if all(_is_free(base + offset) for offset in range(_PORTS)):
            return base
    raise RuntimeError("no five free ports in a row")


def _is_free(port: int) -> bool:
    with socket.socket() as tcp, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        try:
            tcp.bind(("127.0.0.1", port))
            udp.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _wait_until_ready(stack: AstraStack, launcher: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _STARTED_WITHIN_S
    seen: object = None
    with httpx.Client(timeout=5, trust_env=False) as client:
        while time.monotonic() < deadline and launcher.poll() is None:
            try:
                answer = client.get(f"http://127.0.0.1:{stack.port}/readyz")
                seen = answer.json()
                if answer.is_success and answer.json()["ok"]:
                    return
            except (httpx.HTTPError, ValueError):
                pass
            time.sleep(0.2)
    raise RuntimeError(f"Astra did not get ready: {seen}\n{log.read_text()}\n{stack.show_logs()}")

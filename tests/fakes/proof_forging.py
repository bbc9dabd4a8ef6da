"""The services that `proof_forge` forks, seen from the test: started on one database, killed, and started again."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.fakes.api_service import OURS, SERVICE_TOKEN
from tests.fakes.rooms_server import ROOT, Rooms, free_port

SAVE = "/api/users/sessions/save"
_UP_WITHIN_S = 60


@dataclass
class Forge:
    """Starts services on one database; at most one lives at a time."""

    home: Path
    rooms: Rooms
    process: subprocess.Popen[str]
    pid: int = 0
    base_url: str = ""
    page: httpx.Client = field(default_factory=lambda: httpx.Client(headers=OURS, trust_env=False, timeout=30))

    def start(self, kill_at: int | None = None) -> None:
        """A service that is up, and will die at that step of its next save."""
        port = free_port()
        self.base_url = f"http://127.0.0.1:{port}"
        self.page.base_url = self.base_url
        env = {
            "LIVEKIT_URL": self.rooms.url,
            "LIVEKIT_API_KEY": self.rooms.key,
            "LIVEKIT_API_SECRET": self.rooms.secret,
            "ASTRA_SERVICE_TOKEN": SERVICE_TOKEN,
            "ASTRA_RATESAVE": "100000/minute",
            "ASTRA_RATE_SESSION": "100000/minute",
        }
        order = {"port": port, "home": str(self.home), "env": env, "path": SAVE, "kill_at": kill_at}
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        self.pid = int(self.process.stdout.readline())
        deadline = time.monotonic() + _UP_WITHIN_S
        while time.monotonic() < deadline:
            try:
                if self.page.get("/healthz").is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.02)
        raise AssertionError("the service did not come up")

    def stop(self) -> None:
        """End the service, if it lives."""
        if self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self.pid = 0

    def wait_dead(self) -> None:
        """The service has ended itself."""
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            try:
                os.kill(self.pid, 0)
            except ProcessLookupError:
                self.pid = 0
                return
            time.sleep(0.01)
        raise AssertionError("the service has outlived its last step")

    def read_peak_mib(self) -> float:
        """The most memory that the service has held so far."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))

    def steps(self) -> int:
        """How many steps the last save had that came to its end."""
        return int((self.home / "steps").read_text())


@contextmanager
def forging(home: Path, rooms: Rooms) -> Iterator[Forge]:
    """A forge for services with their database in `home`."""
    environment = {"PATH": os.environ["PATH"], "ASTRA_HOME": str(home), "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.fakes.proof_forge"],
        cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    forge = Forge(home, rooms, process)
    try:
        yield forge
    finally:
        forge.stop()
        forge.page.close()
        assert process.stdin is not None
        process.stdin.close()
        process.wait(10)
        assert process.stdout is not None
        process.stdout.close()

"""A room server for tests: the one that LIVEKIT_URL names, else `python -m local.rooms` on free ports.

Other tests use it too: `with running_rooms() as rooms:` gives a `Rooms` with url, key and secret.
"""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

KEY = "testkey"
SECRET = "a-secret-of-the-tests-of-more-than-32-bytes"
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Rooms:
    """Where a room server listens (`url` is ws://…) and what signs its tokens; `process` is None for a foreign one."""

    url: str
    key: str
    secret: str
    process: subprocess.Popen[bytes] | None = None
    udp_port: int = 0

    @property
    def http(self) -> str:
        return self.url.replace("ws", "http", 1)

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1])


def foreign_rooms() -> Rooms | None:
    """The server that the environment names, if it names one."""
    url = os.environ.get("LIVEKIT_URL")
    if not url:
        return None
    return Rooms(url, os.environ["LIVEKIT_API_KEY"], os.environ["LIVEKIT_API_SECRET"])


def free_port(*, udp: bool = False) -> int:
    """A port that nothing listens on."""
    kind = socket.SOCK_DGRAM if udp else socket.SOCK_STREAM
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def running_rooms(*, own: bool = False, arguments: Sequence[str] = (), log: Path | None = None) -> Iterator[Rooms]:
    """A server to test against; `own` insists on local/rooms even when the environment names another."""
    if not own and not arguments and (foreign := foreign_rooms()) is not None:
        yield foreign
        return
    port, udp_port = free_port(), free_port(udp=True)
    command = [sys.executable, "-m", "local.rooms", "--port", str(port), "--udp-port", str(udp_port)]
    command += ["--api-key", KEY, "--api-secret", SECRET, *arguments]
    with contextlib.ExitStack() as stack:
        output = stack.enter_context(log.open("wb")) if log is not None else subprocess.DEVNULL
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
        try:
            wait_until_up(f"http://127.0.0.1:{port}/healthz", process)
            yield Rooms(f"ws://127.0.0.1:{port}", KEY, SECRET, process, udp_port)
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_until_up(url: str, process: subprocess.Popen[bytes], deadline_s: float = 30) -> None:
    """Poll `url` until it answers 200; fails when the process ends or the time is up."""
    until = time.monotonic() + deadline_s
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode} before it was up")
        try:
            with urllib.request.urlopen(url, timeout=1) as response:
                if response.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise TimeoutError(f"{url} did not answer within {deadline_s} s")

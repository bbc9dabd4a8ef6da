"""Start the stand-ins as real processes on free ports: `with openai_standin() as server: … server.base_url`.

Loading the engines takes some seconds: start one server a module (a module-scoped fixture) and clear its faults
between tests with `server.reset()`.
"""

import json
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_START_WITHIN_S = 90.0
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Standin:
    """A running stand-in. `url` is its root, `base_url` what clients are given."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def base_url(self) -> str:
        return f"{self.url}/v1"

    def health(self) -> dict[str, Any]:
        return self.call("GET", "/healthz")

    def set_fault(self, kind: str, **details: Any) -> None:
        """One more fault: `server.set_fault("status", stage="llm", status=429, times=1)`."""
        self.call("POST", "/_faults", {"kind": kind, **details})

    def script(
        self,
        *,
        transcripts: list[str] | None = None,
        replies: list[str] | None = None,
        answers: dict[str, str] | None = None,
    ) -> None:
        """What the OpenAI stand-in hears and answers next, and what it answers to certain lines."""
        order = {"transcripts": transcripts or [], "replies": replies or [], "answers": answers or {}}
        self.call("POST", "/_script", order)

    def reset(self) -> None:
        """No faults."""
        self.call("DELETE", "/_faults")

    def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}{path}", data=data, method=method)
        with urllib.request.urlopen(request, timeout=10) as response:
            return json.loads(response.read())


@contextmanager
def openai_standin(*options: str, wait_ready: bool = True) -> Iterator[Standin]:
    """`python -m local.openai` with `options`, such as `"--fixed-latency"`."""
    with _running("local.openai", options, wait_ready=wait_ready) as server:
        yield server


@contextmanager
def elevenlabs_standin(*options: str, wait_ready: bool = True) -> Iterator[Standin]:
    """`python -m local.elevenlabs` with `options`."""
    with _running("local.elevenlabs", options, wait_ready=wait_ready) as server:
        yield server


@contextmanager
def _running(module: str, options: tuple[str, ...], *, wait_ready: bool) -> Iterator[Standin]:
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("wb") as sink:
            process = subprocess.Popen(
                [sys.executable, "-m", module, "--port", "0", *options], cwd=_ROOT, stdout=sink, stderr=sink
            )
        try:
            server = Standin(url=f"http://127.0.0.1:{_await_port(process, log)}", process=process, log=log)
            if wait_ready:
                _poll(lambda: server.health()["ready"] or None, process, log)
            yield server
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
            process.wait()


def _await_port(process: subprocess.Popen[bytes], log: Path) -> int:
    def look() -> int | None:
        for line in log.read_text("utf-8", "replace").splitlines():
            if '"standin.listening"' in line:
                return int(json.loads(line)["port"])
        return None

    return _poll(look, process, log)


def _poll(look: Any, process: subprocess.Popen[bytes], log: Path) -> Any:
    deadline = time.monotonic() + _START_WITHIN_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        if (found := look()) is not None:
            return found
        time.sleep(0.05)
    raise RuntimeError(f"the stand-in did not start: {log.read_text('utf-8', 'replace')[-2000:]}")

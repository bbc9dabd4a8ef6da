"""The real service as a process of its own, for tests of those who talk to it over the wire."""

import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

SERVICE_TOKEN = "a-service-token-for-tests-of-32-chars-or-more"
_ROOT = Path(__file__).resolve().parents[2]
_STARTED_WITHIN_S = 60.0


@dataclass(frozen=True)
class ServiceProcess:
    """A running service; `worker_env` points a worker at it."""

    url: str
    process: subprocess.Popen[bytes]

    @property
    def worker_env(self) -> dict[str, str]:
        return {"ASTRA_API_URL": self.url, "ASTRA_SERVICE_TOKEN": SERVICE_TOKEN}

    def kill(self) -> None:
        """End it at once, in the middle of whatever it does."""
        self.process.kill()
        self.process.wait()

    def browser(self) -> httpx.AsyncClient:
        """A page's client, not signed in yet."""
        return httpx.AsyncClient(base_url=self.url, headers={"x-astra": "1"}, trust_env=False, timeout=20)


@contextmanager
def service_process(home: Path, port: int, environment: Mapping[str, str]) -> Generator[ServiceProcess]:
    """`python -m api serve` with its database in `home`; `environment` names its room server."""
    given = {
        "ASTRA_HOME": str(home),
        "ASTRA_SERVICE_TOKEN": SERVICE_TOKEN,
        "ASTRA_WEB_DIST": str(home / "dist"),
        "DATABASE_URL": "",
    }
    log = home / "service.log"
    with log.open("wb") as sink:
        process = subprocess.Popen(
            [sys.executable, "-m", "api", "serve", "--port", str(port)],
            cwd=_ROOT, env={**environment, **given}, stdout=sink, stderr=sink,
        )  # fmt: skip
    try:
        service = ServiceProcess(f"http://127.0.0.1:{port}", process)
        _wait_until_alive(service, log)
        yield service
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_alive(service: ServiceProcess, log: Path) -> None:
    deadline = time.monotonic() + _STARTED_WITHIN_S
    while time.monotonic() < deadline and service.process.poll() is None:
        try:
            if httpx.get(f"{service.url}/healthz", trust_env=False, timeout=2).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise RuntimeError(f"the service did not start: {log.read_text('utf-8', 'replace')[-2000:]}")

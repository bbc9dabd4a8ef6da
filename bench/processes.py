"""The processes of a benchmark: rooms, stand-ins with fixed latencies, wiretap, starter, service, worker.

Everything runs on free loopback ports with a home of its own that is gone afterwards; what a person has set for their
own Astra is left out, so that the figures are of the code and not of an `.env`.
"""

import asyncio
import contextlib
import ctypes
import os
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from astra.kit.clock import SYSTEM_CLOCK
from astra.kit.ids import new_secret
from launch.plan import HOST, Plan, build_plan

_PR_SET_PDEATHSIG = 1
_STOP_GRACE_S = 8.0
_READY_WITHIN_S = 60.0
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "SSL_CERT_FILE")


class BenchError(Exception):
    """The benchmark can't run here; the message says which process and why."""


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


@dataclass(slots=True)
class Child:
    """A started process and the file that holds what it printed."""

    name: str
    process: asyncio.subprocess.Process
    log: Path

    async def stop(self) -> None:
        """Ask it to end, and insist after a grace."""
        if self.process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGTERM)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.process.wait(), _STOP_GRACE_S)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        await self.process.wait()


@dataclass(slots=True)
class Ports:
    """Five in a row as Astra takes them, and those of the benchmark's own processes."""

    base: int
    openai_tap: int
    eleven_tap: int
    starter: int


@dataclass(slots=True)
class Stage:
    """All that both peers share, running. `start_worker` puts an Astra worker with the given settings on it."""

    home: Path
    ports: Ports
    environment: dict[str, str]
    plan: Plan
    children: dict[str, Child] = field(default_factory=dict[str, Child])
    http: httpx.AsyncClient = field(default_factory=lambda: httpx.AsyncClient(trust_env=False))
    """Opened once: making a client holds the event loop up for long enough to spoil a measurement."""

    async def __aenter__(self) -> Self:
        base = self.ports.base
        await self._start("openai", "local.openai", "--port", str(base + 2), "--fixed-latency")
        await self._start("elevenlabs", "local.elevenlabs", "--port", str(base + 3), "--fixed-latency")
        taps = (
            (self.ports.openai_tap, f"http://{HOST}:{base + 2}"),
            (self.ports.eleven_tap, f"http://{HOST}:{base + 3}"),
        )
        await self._start("wiretap", "bench.wiretap", *(part for p, t in taps for part in ("--tap", str(p), t)))
        for part in self.plan.parts:
            if part.name != "worker":
                await self._start(part.name, *part.command[2:])
        await self._wait_ready(*(f"http://{HOST}:{base + offset}/healthz" for offset in range(4)))
        await self._start("starter", "bench.starter", "start")
        await self._wait_ready(f"http://{HOST}:{self.ports.starter}/")
        await self._wait_registered("starter")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.http.aclose()
        for child in reversed(list(self.children.values())):
            await child.stop()

    @property
    def service_url(self) -> str:
        """The service of this stage."""
        return self.plan.service_url

    @property
    def script_url(self) -> str:
        """Where the talker is told what to answer."""
        return f"http://{HOST}:{self.ports.base + 2}/_script"

    async def start_worker(self, settings: Mapping[str, str]) -> None:
        """Start Astra's worker with `settings` over the shared environment, in place of the one that ran."""
        if (old := self.children.pop("worker", None)) is not None:
            await old.stop()
        await self._start("worker", "agent", "start", extra=settings)
        await self._wait_ready(f"http://{HOST}:{self.ports.base + 4}/")
        await self._wait_registered("worker")

    def pid(self, name: str) -> int:
        """The process id of a child."""
        return self.children[name].process.pid

    def read_notes(self) -> list[str]:
        """All lines that the wiretap has printed so far."""
        return self.children["wiretap"].log.read_text(encoding="utf-8").splitlines()

    async def _start(self, name: str, *module: str, extra: Mapping[str, str] | None = None) -> None:
        log = self.home / f"{name}.log"
        with log.open("wb") as out:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                *module,
                env={**self.environment, **(extra or {})},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=out,
                stderr=asyncio.subprocess.STDOUT if name != "wiretap" else None,
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )
        self.children[name] = Child(name, process, log)

    async def _wait_ready(self, *urls: str) -> None:
        deadline_s = SYSTEM_CLOCK.monotonic() + _READY_WITHIN_S
        async with httpx.AsyncClient(timeout=3.0, trust_env=False) as client:
            for url in urls:
                while (trouble := await _ask(client, url)) is not None:
                    self._check_alive()
                    if SYSTEM_CLOCK.monotonic() > deadline_s:
                        raise BenchError(f"{url.rsplit(':', 1)[1]} did not become ready: {trouble}")
                    await asyncio.sleep(0.2)

    async def _wait_registered(self, name: str) -> None:
        deadline_s = SYSTEM_CLOCK.monotonic() + _READY_WITHIN_S
        while b"registered worker" not in self.children[name].log.read_bytes():
            self._check_alive()
            if SYSTEM_CLOCK.monotonic() > deadline_s:
                raise BenchError(f"{name} did not register")
            await asyncio.sleep(0.2)

    def _check_alive(self) -> None:
        for child in self.children.values():
            if child.process.returncode is not None:
                tail = child.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
                raise BenchError(f"{child.name} ended with {child.process.returncode}: {' '.join(tail)}")


async def _ask(client: httpx.AsyncClient, url: str) -> str | None:
    """None when `url` answers 200; else what it said."""
    try:
        answer = await client.get(url)
    except httpx.HTTPError as error:
        return type(error).__name__
    return None if answer.status_code == 200 else answer.text[:500]


@contextlib.asynccontextmanager
async def open_stage() -> AsyncGenerator[Stage]:
    """Start everything but the worker; stop it all and remove its home afterwards. Raises `BenchError`."""
    with tempfile.TemporaryDirectory(prefix="astra-bench-") as folder:
        ports = _find_ports()
        plan = build_plan(_settings(Path(folder), ports))
        environment = {**plan.environment, **_starter_settings(ports)}
        async with Stage(home=Path(folder), ports=ports, environment=environment, plan=plan) as stage:
            yield stage


def _settings(home: Path, ports: Ports) -> dict[str, str]:
    openai_url, eleven_url = f"http://{HOST}:{ports.openai_tap}/v1", f"http://{HOST}:{ports.eleven_tap}/v1"
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}  # noqa: TID251  a root: the bench's own
    return kept | {
        "ASTRA_PORT": str(ports.base),
        "ASTRA_HOME": str(home / "home"),
        "LIVEKIT_API_KEY": f"bench{new_secret(6)}",
        "LIVEKIT_API_SECRET": new_secret(),
        "ASTRA_SERVICE_TOKEN": new_secret(),
        "STT_BASE_URL": openai_url,
        "STT_API_KEY": "local",
        "OPENROUTER_BASE_URL": openai_url,
        "OPENROUTER_API_KEY": "local",
        "LLM_MODEL": "astra-demo",
        "LLM_FALLBACK_MODEL": "astra-demo-fallback",
        "ELEVEN_BASE_URL": eleven_url,
        "ELEVEN_API_KEY": "local",
        "ASTRA_RATE_SESSION": "10000/minute",
        "ASTRA_RATE_SAVE": "10000/minute",
        "ASTRA_IDLE_CLOSE_S": "3600",
    }


def _starter_settings(ports: Ports) -> dict[str, str]:
    return {
        "STARTER_OPENAI_URL": f"http://{HOST}:{ports.openai_tap}/v1",
        "STARTER_ELEVEN_URL": f"http://{HOST}:{ports.eleven_tap}/v1",
        "STARTER_PORT": str(ports.starter),
    }


def _find_ports() -> Ports:
    """Ports that are free now; five in a row for Astra."""
    for base in range(18_500, 28_500, 10):
        with contextlib.ExitStack() as held:
            try:
                for port in range(base, base + 8):
                    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                        held.enter_context(socket.socket(socket.AF_INET, kind)).bind((HOST, port))
            except OSError:
                continue
            return Ports(base=base, openai_tap=base + 5, eleven_tap=base + 6, starter=base + 7)
    raise BenchError("no eight free ports in a row on 127.0.0.1")

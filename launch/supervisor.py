"""Starts all parts of a plan together, keeps them running, and stops them together."""

import asyncio
import socket
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from launch.database import is_up_to_date
from launch.plan import HOST, Part, PartName, Plan
from launch.process import ChildProcess, run_in_background

_FIRST_RESTART_DELAY_S = 0.5
_LONGEST_RESTART_DELAY_S = 15.0
_STEADY_AFTER_S = 30.0
_START_TAKES_S = 90.0


class LaunchError(Exception):
    """Astra can't start here; the message says why and what to do."""


@dataclass
class Supervisor:
    """Runs a plan. `tell` gets lines for the person at the terminal."""

    plan: Plan
    tell: Callable[[str], None]
    children: dict[str, ChildProcess] = field(default_factory=dict[str, ChildProcess])

    async def run(self) -> None:
        """Start everything and keep it running until cancelled; then stop everything."""
        self._check_ports()
        self.plan.home.mkdir(parents=True, exist_ok=True)
        logs = self.plan.home / "logs"
        logs.mkdir(exist_ok=True)
        self._migrate()
        keepers = [asyncio.get_running_loop().create_task(self._keep(part)) for part in self.plan.parts]
        announcing = asyncio.get_running_loop().create_task(self._announce_readiness())
        preparing = asyncio.get_running_loop().create_task(self._prepare_places(logs, after=announcing))
        try:
            await asyncio.gather(*keepers)
        finally:
            tasks = (*keepers, announcing, preparing)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._stop_children()

    async def _prepare_places(self, logs: Path, *, after: asyncio.Task[None]) -> None:
        """Make the gazetteer, or see that it is current, out of the way of everything else.

        It waits for the start (`after`), though not for one that drags on; until it is made places can't be looked up.
        """
        await asyncio.wait({after}, timeout=_START_TAKES_S)
        is_first = not self.plan.places.is_file()
        if is_first:
            self.tell("Preparing the list of places, once; birth places can be looked up in about a minute.")
        with (logs / "places.log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *self.plan.places_command,
                env=dict(self.plan.environment),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=run_in_background,
            )
            try:
                code = await process.wait()
            except asyncio.CancelledError:
                process.terminate()
                await process.wait()
                raise
        if code != 0:
            self.tell(f"The list of places could not be made (exit {code}). Its log: {logs / 'places.log'}")
        elif is_first:
            self.tell("Places are ready.")

    async def _stop_children(self) -> None:
        """The worker first, while service and rooms still take its last words; then the others."""
        worker = self.children.pop(PartName.WORKER, None)
        if worker is not None:
            await worker.stop()
        await asyncio.gather(*(child.stop() for child in self.children.values()))

    def _check_ports(self) -> None:
        for part in self.plan.parts:
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind((HOST, part.port))
                except OSError:
                    raise LaunchError(
                        f"Port {part.port} ({part.name}) is in use. Stop what uses it, "
                        "or choose five free ports in a row with ASTRA_PORT, for example ASTRA_PORT=8100 make run."
                    ) from None

    def _migrate(self) -> None:
        file = self.plan.database_file
        if file is not None and is_up_to_date(file):
            return
        done = subprocess.run(
            self.plan.migrate_command, env=dict(self.plan.environment), capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            last_line = (done.stderr.strip().splitlines() or ["no output"])[-1]
            raise LaunchError(f"The database could not be brought up to date: {last_line}")

    async def _keep(self, part: Part) -> None:
        """Keep one part running; a part that falls over at once is tried again more and more slowly."""
        clock = asyncio.get_running_loop().time
        delay_s = _FIRST_RESTART_DELAY_S
        while True:
            started = clock()
            child = ChildProcess.start(part, self.plan.environment, self.plan.home / "logs")
            self.children[part.name] = child
            code = await child.wait()
            if clock() - started > _STEADY_AFTER_S:
                delay_s = _FIRST_RESTART_DELAY_S
            self.tell(f"{part.name} stopped (exit {code}); starting it again. Its log: {child.log_path}")
            await asyncio.sleep(delay_s)
            delay_s = min(delay_s * 2, _LONGEST_RESTART_DELAY_S)

    async def _announce_readiness(self) -> None:
        from launch.readiness import await_readiness  # noqa: PLC0415  the parts are started before its client is loaded

        page = f"http://localhost:{self.plan.environment['ASTRA_PORT']}"
        await await_readiness(self.plan.service_url, lambda: self.tell(f"The page is up at {page}; warming up …"))
        self.tell(f"Astra is ready: {page}")
        demo = sorted(self.plan.standins & {"stt", "llm", "tts"})
        if demo:
            self.tell(
                f"Offline stand-ins serve {', '.join(demo)}; README says which key switches each to the real one."
            )
        self.tell("Ctrl-C stops everything.")

"""What only a test may do to a running Astra: make stand-ins misbehave, kill processes, and let days pass.

They need what a plain conversation doesn't: the addresses of the stand-ins, the launcher's process id, and the SQLite
file of the service.
"""

import asyncio
import contextlib
import os
import signal
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx

from scenarios.reading import ScenarioError
from scenarios.script import DaysPass, Fault, Kill, Scenario

_MODULES = {"worker": "agent", "service": "api"}
_DATE_LENGTH = len("2026-01-31")
_LOCKED_WITHIN_S = 30


@dataclass(frozen=True, slots=True)
class Powers:
    """Stand-in addresses (`http://host:port`, without path) by name, and the launcher's pid; empty: not given."""

    standins: dict[str, str]
    launcher_pid: int | None = None
    database: Path | None = None

    def check(self, scenario: Scenario) -> None:
        """Raise `ScenarioError` for a scenario that needs a power that was not given."""
        for step in scenario.all_steps():
            if isinstance(step.action, Fault) and step.action.at not in self.standins:
                raise ScenarioError(
                    f"{scenario.path}: {step.where}: needs the address of the {step.action.at} stand-in"
                )
            if isinstance(step.action, Kill) and self.launcher_pid is None:
                raise ScenarioError(f"{scenario.path}: {step.where}: needs the launcher's process id")
            if isinstance(step.action, DaysPass) and self.database is None:
                raise ScenarioError(f"{scenario.path}: {step.where}: needs the service's SQLite file")

    async def set_fault(self, fault: Fault) -> None:
        """Let one stand-in misbehave. Raises `ScenarioError`."""
        order = fault.model_dump(exclude={"at"}, exclude_none=True)
        async with httpx.AsyncClient(timeout=10, trust_env=False) as client:
            answer = await client.post(f"{self.standins[fault.at]}/_faults", json=order)
        if not answer.is_success:
            raise ScenarioError(f"the {fault.at} stand-in refused the fault: {answer.text[:200]}")

    async def lift_faults(self) -> None:
        """Let all stand-ins behave again."""
        async with httpx.AsyncClient(timeout=10, trust_env=False) as client:
            for url in self.standins.values():
                await client.delete(f"{url}/_faults")

    def kill(self, kill: Kill) -> int:
        """Kill a part and its children; answers the pid that was killed. Raises `ScenarioError`."""
        pid = self.find_part(kill.part)
        if pid is None:
            raise ScenarioError(f"the {kill.part} is not running")
        os.killpg(os.getpgid(pid), signal.SIGKILL)
        return pid

    def let_days_pass(self, days: int) -> int:
        """Move every stored date and moment into the past, the hour of the day kept; answers how many columns.

        Raises `ScenarioError`.
        """
        if self.database is None or not self.database.exists():
            raise ScenarioError("the service's SQLite file is not there")
        with contextlib.closing(sqlite3.connect(self.database, timeout=_LOCKED_WITHIN_S)) as store, store:
            columns = _list_moments(store)
            for table, column in columns:
                store.execute(
                    f"UPDATE {table} SET {column} = date({column}, ?) || substr({column}, {_DATE_LENGTH + 1})"  # noqa: S608  names out of the schema
                    f" WHERE {column} IS NOT NULL",
                    (f"-{days} days",),
                )
        return len(columns)

    def find_part(self, part: str) -> int | None:
        """The pid of the worker or the service that the launcher runs now."""
        return self.find_module(_MODULES[part])

    def find_module(self, module: str) -> int | None:
        """The pid of what the launcher runs as `python -m module`."""
        for pid in _list_children(self.launcher_pid or 0):
            words = _read(pid, "cmdline").split("\0")
            if "-m" in words and words[words.index("-m") + 1] == module:
                return pid
        return None


async def wait_until(condition: Callable[[], bool], within_s: float, poll_s: float = 0.05) -> bool:
    """Whether a condition came true in time."""
    try:
        async with asyncio.timeout(within_s):
            while not condition():  # noqa: ASYNC110  what is waited for has no event
                await asyncio.sleep(poll_s)
    except TimeoutError:
        return condition()
    return True


def _list_moments(store: sqlite3.Connection) -> list[tuple[str, str]]:
    rows = store.execute(
        "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c"
        " WHERE t.type = 'table' AND upper(c.type) IN ('DATETIME', 'TIMESTAMP', 'DATE')"
    )
    return [(f'"{table}"', f'"{column}"') for table, column in rows]


def _read(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _list_children(parent: int) -> list[int]:
    pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [pid for pid in pids if _parent_of(pid) == parent]


def _parent_of(pid: int) -> int:
    # the command name, in parentheses, may hold anything: the fields begin behind its end
    fields = _read(pid, "stat").rpartition(")")[2].split()
    return int(fields[1]) if len(fields) > 1 else -1

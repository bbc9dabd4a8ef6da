"""One child process: started in a session of its own, its output in a log file, gone when the launcher is gone."""

import asyncio
import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from launch.plan import Part

_PR_SET_PDEATHSIG = 1
_STOP_GRACE_S = 8.0


def _die_with_parent() -> None:
    """Ask Linux to end this child when the launcher dies in whatever way; other systems have no such call."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def run_in_background() -> None:
    """For a child that is to take only the processor time that nobody else wants."""
    _die_with_parent()
    os.nice(15)


class ChildProcess:
    """A running part. `wait()` ends when it does; `stop()` asks first and insists later."""

    def __init__(self, part: Part, popen: subprocess.Popen[bytes], log_path: Path) -> None:
        self.part = part
        self.log_path = log_path
        self._popen = popen

    @classmethod
    def start(cls, part: Part, environment: Mapping[str, str], log_folder: Path) -> "ChildProcess":
        """Start `part` with its output appended to `log_folder/NAME.log`. Raises OSError."""
        log_path = log_folder / f"{part.name}.log"
        with log_path.open("ab") as log:
            popen = subprocess.Popen(
                part.command,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with_parent,  # noqa: PLW1509  runs one prctl; the launcher has no threads at this point
            )
        return cls(part, popen, log_path)

    @property
    def pid(self) -> int:
        """The process id, for people and tests."""
        return self._popen.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs."""
        return self._popen.poll()

    async def wait(self, poll_s: float = 0.1) -> int:
        """Wait until it ends; answer its exit code."""
        while (code := self._popen.poll()) is None:  # noqa: ASYNC110  the end of a Popen is no event
            await asyncio.sleep(poll_s)
        return code

    async def stop(self) -> None:
        """SIGTERM to its process group, and SIGKILL to what is left after a grace of some seconds."""
        if self.exit_code is None:
            self._signal_group(signal.SIGTERM)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.wait(), _STOP_GRACE_S)
        self._signal_group(signal.SIGKILL)
        await self.wait()

    def _signal_group(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._popen.pid, number)

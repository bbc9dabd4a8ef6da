"""`python -m tests.fakes.proof_forge`: real services, each forked from a process that has its modules loaded already.

One line of JSON on the input starts one (`{"port", "home", "env", "path", "kill_at"}`) and its pid is the answer. With
`kill_at`, the service ends itself by SIGKILL at that step of the next request to `path`: before and after each
statement, before and after the commit, before and after the answer. Without, it writes how many steps such a request
has into `home/steps`.
"""

import json
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.app import create_app
from api.settings import load_settings
from astra.llm.settings import LlmSettings

_NEVER_S = 1e6


@dataclass
class Steps:
    """Counts the steps of one request, and ends the process at the one that was chosen."""

    path: str
    kill_at: int | None
    report: Path
    is_counting: bool = False
    count: int = 0

    def step(self, *_: Any) -> None:
        """One step further."""
        if not self.is_counting:
            return
        self.count += 1
        if self.count == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def listen(self) -> None:
        """Count what the database does."""
        event.listen(Engine, "before_cursor_execute", self.step)
        event.listen(Engine, "after_cursor_execute", self.step)
        event.listen(Session, "before_commit", self.step)
        event.listen(Session, "after_commit", self.step)

    def watch(self, app: ASGIApp) -> ASGIApp:
        """Count the answers as well, and only while the request is served."""

        async def serve(scope: Scope, receive: Receive, send: Send) -> None:
            async def send_counted(message: Message) -> None:
                self.step()
                await send(message)
                self.step()

            if scope["type"] != "http" or scope["path"] != self.path:
                await app(scope, receive, send)
                return
            self.count, self.is_counting = 0, True
            await app(scope, receive, send_counted)
            self.is_counting = False
            self.report.write_text(str(self.count))

        return serve


def serve(port: int, home: Path, env: dict[str, str], path: str, kill_at: int | None) -> None:
    """The service, as `python -m api serve` runs it, without rounds beside the requests."""
    os.environ.update(env)
    settings = load_settings(
        home=home, port=port, watch_every_s=_NEVER_S, jobs_every_s=_NEVER_S, mind_look_every_s=_NEVER_S
    )
    steps = Steps(path, kill_at, home / "steps")
    steps.listen()
    uvicorn.run(
        steps.watch(create_app(settings, llm=LlmSettings())),
        host="127.0.0.1",
        port=port,
        log_config=None,
        access_log=False,
    )


def main() -> None:
    """Fork a service for each line that comes in."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        asked = json.loads(line)
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what it logs is not the forge's answer
            serve(asked["port"], Path(asked["home"]), asked["env"], asked["path"], asked["kill_at"])
            os._exit(0)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

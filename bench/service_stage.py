"""A service as a process of its own on a database full of talks, and a person in it who is signed in."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx

from api.auth.service import hash_secret
from api.db import Database, make_engine
from api.models import SignIn
from astra.kit.ids import new_id, new_secret
from bench.service_data import Plan, fill
from tests.fakes.rooms_server import Rooms, free_port, wait_until_up

PEOPLE = 10
"""Who share the talks, whatever their number: so each person's own history grows with it."""
_TOKEN = "a-service-token-of-the-benchmark-of-32-bytes-or-more"
_RATES = ("SIGN_IN", "SESSION", "CHAT", "SAVE")


@dataclass(frozen=True, slots=True)
class Stage:
    """A running service: its `page` is signed in as one of the people, its `worker` holds the service token."""

    page: httpx.AsyncClient
    worker: httpx.AsyncClient
    pid: int
    port: int

    def read_peak_mib(self) -> float:
        """The most memory that the service has held so far."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


@asynccontextmanager
async def staged(folder: Path, rooms: Rooms, messages: int) -> AsyncIterator[Stage]:
    """A service on a database of `messages` utterances in `folder`, up and warm."""
    url = f"sqlite+aiosqlite:///{folder / 'astra.db'}"
    people = await fill(url, Plan(messages, PEOPLE))
    secret = await _sign_in(url, people[0].user_id)
    port = free_port()
    base_url = f"http://127.0.0.1:{port}"
    process = _start(folder, rooms, url, port)
    cookies = {"astra_session": secret}
    own, worker = {"x-astra": "1"}, {"authorization": f"Bearer {_TOKEN}"}
    try:
        wait_until_up(f"{base_url}/healthz", process)
        async with (
            httpx.AsyncClient(base_url=base_url, headers=own, cookies=cookies, trust_env=False, timeout=60) as page,
            httpx.AsyncClient(base_url=base_url, headers=worker, trust_env=False, timeout=60) as ours,
        ):
            yield Stage(page, ours, process.pid, port)
    finally:
        process.terminate()
        process.wait()


async def _sign_in(url: str, user_id: object) -> str:
    secret, now = new_secret(), datetime.now(UTC)  # noqa: TID251  the service's own clock judges it
    database = Database(make_engine(url))
    async with database.write() as db:
        db.add(SignIn(id=new_id(), secret_hash=hash_secret(secret), user_id=user_id, created_at=now, last_used_at=now))
    await database.aclose()
    return secret


def _start(folder: Path, rooms: Rooms, url: str, port: int) -> subprocess.Popen[bytes]:
    settings = {
        "ASTRA_HOME": str(folder),
        "DATABASE_URL": url,
        "LIVEKIT_URL": rooms.url,
        "LIVEKIT_API_KEY": rooms.key,
        "LIVEKIT_API_SECRET": rooms.secret,
        "ASTRA_SERVICE_TOKEN": _TOKEN,
        "PATH": os.environ["PATH"],  # noqa: TID251  the child finds its tools where we do
        **{f"ASTRA_RATE_{name}": "1000000/minute" for name in _RATES},
    }
    command = [sys.executable, "-m", "api", "serve", "--port", str(port)]
    return subprocess.Popen(command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

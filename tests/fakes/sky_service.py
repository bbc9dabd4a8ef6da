"""The service with a small gazetteer, for tests of births and charts, and how a talk about a birth goes there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tests.fakes.api_service import Browser, Service, running_service, said
from tests.fakes.rooms_server import Rooms
from tests.fakes.small_places import build_small_places


@cache
def make_places() -> Path:
    """The small gazetteer, made once a run."""
    return build_small_places(Path(mkdtemp(prefix="places-")))


@asynccontextmanager
async def running_sky(folder: Path, rooms: Rooms, database_url: str) -> AsyncIterator[Service]:
    async with running_service(folder, rooms, places=make_places(), database_url=database_url) as running:
        yield running


@dataclass
class Talk:
    """A person's conversation: what they say is ingested and read behind it, as in the running service."""

    service: Service
    who: Browser
    session_id: str
    seq: int = field(default=0)

    async def say(self, text: str, *, source: str = "voice") -> dict[str, Any]:
        """Say a line; the context as the mind has it in the next turn."""
        self.seq += 1
        self.service.clock.move(5)
        line = {**said(self.seq, text, at=self.service.clock.at), "source": source}
        answer = await self.service.ingest(self.session_id, line)
        assert answer.status_code == 200, answer.text
        await self.service.root.jobs.run_due()
        return await self.context()

    async def context(self) -> dict[str, Any]:
        answer = await self.service.worker.get(f"/api/worker/sessions/{self.session_id}/context")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def told(self) -> None:
        """The pending updates were in a reply."""
        ids = [update["id"] for update in (await self.context())["updates"]]
        answer = await self.service.worker.post(
            f"/api/worker/sessions/{self.session_id}/told", json={"update_ids": ids}
        )
        assert answer.status_code == 204, answer.text


async def begin_talk(service: Service, who: Browser) -> Talk:
    return Talk(service, who, (await who.open())["session_id"])


def list_updates(context: dict[str, Any], kind: str) -> list[str]:
    return [update["text"] for update in context["updates"] if update["kind"] == kind]

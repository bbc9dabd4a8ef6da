"""An unmodified livekit-agents worker: it registers, takes a job, talks, and its death is noticed."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from livekit import api, rtc

from tests.fakes.rooms_clients import Cast, room_name, until
from tests.fakes.rooms_server import ROOT, Rooms

pytestmark = pytest.mark.rooms


@pytest.fixture
def worker(rooms: Rooms) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The name it goes by, and the process."""
    name = room_name()
    environment = {
        **os.environ,
        "LIVEKIT_URL": rooms.url,
        "LIVEKIT_API_KEY": rooms.key,
        "LIVEKIT_API_SECRET": rooms.secret,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.fakes.rooms_agent_worker", name],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield name, process
    process.kill()
    process.wait()


async def test_a_worker_greets_and_when_killed_makes_place_for_another(
    people: Cast, worker: tuple[str, subprocess.Popen[bytes]]
):
    name, process = worker
    texts: list[str] = []
    reading: set[asyncio.Task[None]] = set()

    def on_text(reader: rtc.TextStreamReader, _: str) -> None:
        async def run() -> None:
            texts.append(await reader.read_all())

        reading.add(asyncio.get_running_loop().create_task(run()))

    ann = await people.join("ann", prepare=lambda room: room.register_text_stream_handler("greetings", on_text))
    lk = people.api()
    request = api.CreateAgentDispatchRequest(agent_name=name, room=people.room, metadata="talk 9")
    made = await lk.agent_dispatch.create_dispatch(request)

    def the_agent() -> rtc.RemoteParticipant | None:
        kind = rtc.ParticipantKind.PARTICIPANT_KIND_AGENT
        return next((who for who in ann.remote_participants.values() if who.kind == kind), None)

    await until(lambda: (who := the_agent()) and who.attributes.get("asked") == "talk 9", "the agent is here", 60)
    await until(lambda: texts == ["hello ann"], "it greets")
    process.kill()
    await until(lambda: the_agent() is None, "its place is free again", 60)
    listed = await lk.agent_dispatch.list_dispatch(people.room)
    assert [dispatch.id for dispatch in listed] == [made.id]
    assert ann.isconnected()

"""The process: what it refuses to start with, how it ends, whom it tells what happens in its rooms."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from aiohttp import web
from livekit import api, rtc

from tests.fakes.rooms_clients import cast, until
from tests.fakes.rooms_server import KEY, ROOT, SECRET, Rooms, running_rooms

pytestmark = pytest.mark.rooms


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "local.rooms", *arguments],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", **environment},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_a_short_secret_is_refused_and_not_repeated():
    ended = start("--api-key", "k", "--api-secret", "tooshort")
    assert ended.returncode != 0
    assert "at least 32 bytes" in ended.stderr
    assert "tooshort" not in ended.stderr


def test_without_keys_it_says_what_is_missing():
    ended = start()
    assert ended.returncode != 0
    assert "--api-key" in ended.stderr


async def test_sigterm_tells_clients_and_ends_soon(tmp_path: Path):
    log = tmp_path / "log"
    with running_rooms(own=True, log=log) as rooms:
        why: list[int] = []
        async with cast(rooms) as people:
            await people.join("ann", prepare=lambda room: room.on("disconnected", why.append))
            assert rooms.process is not None
            began = time.monotonic()
            rooms.process.send_signal(signal.SIGTERM)
            await until(lambda: rooms.process.poll() is not None, "ended", 10)
            assert rooms.process.returncode == 0
            assert time.monotonic() - began < 5
            await until(lambda: why, "ann was told")
            assert why == [rtc.DisconnectReason.SERVER_SHUTDOWN]
    text = log.read_text()
    assert "Traceback" not in text
    assert SECRET not in text
    assert "ann" not in text


class Receiver:
    """A service that takes webhooks; it fails the first one that it gets."""

    def __init__(self) -> None:
        self.events: list[api.WebhookEvent] = []
        self.failed = 0
        self._check = api.WebhookReceiver(api.TokenVerifier(KEY, SECRET))
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def start(self) -> None:
        app = web.Application()
        app.router.add_post("/hook", self._take)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/hook"

    async def stop(self) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        event = self._check.receive(await request.text(), request.headers["Authorization"])
        if not self.failed:
            self.failed = 1
            return web.Response(status=503)
        self.events.append(event)
        return web.Response()


async def test_webhooks_tell_the_story_of_a_room_signed_and_in_order():
    receiver = Receiver()
    await receiver.start()
    try:
        with running_rooms(own=True, arguments=["--webhook-url", receiver.url]) as rooms:
            room = await _live_through(rooms, receiver)
    finally:
        await receiver.stop()
    story = [event.event for event in receiver.events]
    assert story == [
        "room_started",
        "participant_joined",
        "track_published",
        "track_unpublished",
        "participant_left",
        "room_finished",
    ]
    assert {event.room.name for event in receiver.events} == {room}
    assert receiver.events[2].track.source == rtc.TrackSource.SOURCE_MICROPHONE
    assert receiver.events[4].participant.identity == "ann"
    assert len({event.id for event in receiver.events}) == 6


async def _live_through(rooms: Rooms, receiver: Receiver) -> str:
    async with cast(rooms) as people:
        ann = await people.join("ann")
        voice = await people.speak(ann)
        assert voice.publication is not None
        await until(lambda: any(e.event == "track_published" for e in receiver.events), "told of the track", 15)
        await ann.local_participant.unpublish_track(voice.publication.sid)
        await ann.disconnect()
        await until(lambda: any(e.event == "participant_left" for e in receiver.events), "told of leaving", 15)
        await people.api().room.delete_room(api.DeleteRoomRequest(room=people.room))
        await until(lambda: any(e.event == "room_finished" for e in receiver.events), "told of the end")
        return people.room

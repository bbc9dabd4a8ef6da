"""Clients of a room server as the tests use them: the Python SDK with a sine wave for a voice."""

import asyncio
import contextlib
import datetime as dt
import secrets
import time
from collections.abc import AsyncIterator, Callable

import numpy as np
from livekit import api, rtc

from tests.fakes.rooms_server import Rooms

RATE = 48_000
FRAME_MS = 10
"""As microphones give it. Many clients on one machine take longer frames: each crosses into the SDK and back."""


def room_name() -> str:
    """A room that no other test uses."""
    return f"room-{secrets.token_hex(6)}"


def token(rooms: Rooms, room: str, identity: str, *, ttl_s: int = 600, kind: str = "", **grants: object) -> str:
    """A token for one room and identity; `grants` are fields of VideoGrants."""
    made = api.AccessToken(rooms.key, rooms.secret).with_identity(identity).with_name(identity.title())
    made = made.with_ttl(dt.timedelta(seconds=ttl_s))
    if kind:
        made = made.with_kind(kind)
    return made.with_grants(api.VideoGrants(room_join=True, room=room, **grants)).to_jwt()


async def until(condition: Callable[[], object], what: str, deadline_s: float = 10) -> None:
    """Poll until `condition` holds."""
    end = time.monotonic() + deadline_s
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"did not come about within {deadline_s} s: {what}")
        await asyncio.sleep(0.02)


class Voice:
    """A published sine wave that goes on until closed."""

    def __init__(self, room: rtc.Room, hz: float = 440, *, frame_ms: int = FRAME_MS) -> None:
        self._room = room
        self._hz = hz
        self._samples = RATE * frame_ms // 1000
        self._source = rtc.AudioSource(RATE, 1)
        self.track = rtc.LocalAudioTrack.create_audio_track("voice", self._source)
        self.publication: rtc.LocalTrackPublication | None = None
        self._speaking: asyncio.Task[None] | None = None

    async def publish(self, source: int = rtc.TrackSource.SOURCE_MICROPHONE) -> "Voice":
        options = rtc.TrackPublishOptions(source=source)
        self.publication = await self._room.local_participant.publish_track(self.track, options)
        self._speaking = asyncio.get_running_loop().create_task(self._speak())
        return self

    async def aclose(self) -> None:
        if self._speaking is not None:
            self._speaking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._speaking
        await self._source.aclose()

    async def _speak(self) -> None:
        at = 0
        while True:
            t = (np.arange(self._samples) + at) / RATE
            at += self._samples
            wave = (np.sin(2 * np.pi * self._hz * t) * 12_000).astype(np.int16)
            await self._source.capture_frame(rtc.AudioFrame(wave.tobytes(), RATE, 1, self._samples))


class Ear:
    """Listens to every track that a room subscribes to and remembers how loud it was and when."""

    def __init__(self, room: rtc.Room, *, frame_ms: int = FRAME_MS) -> None:
        self._frame_ms = frame_ms
        self.peaks: dict[str, int] = {}
        self.heard_at: dict[str, float] = {}
        self.tracks: dict[str, rtc.RemoteTrack] = {}
        self._listening: dict[str, asyncio.Task[None]] = {}
        room.on("track_subscribed", self._on_subscribed)
        room.on("track_unsubscribed", self._on_unsubscribed)

    def hears(self, identity: str) -> bool:
        """Something loud came from there in the last 100 ms."""
        return time.monotonic() - self.heard_at.get(identity, 0) < 0.1

    def silent(self, identity: str, for_s: float = 0.4) -> bool:
        """Nothing loud came from there for a while."""
        return time.monotonic() - self.heard_at.get(identity, 0) > for_s

    async def aclose(self) -> None:
        for task in self._listening.values():
            task.cancel()
        await asyncio.gather(*self._listening.values(), return_exceptions=True)

    def _on_subscribed(self, track: rtc.Track, _: rtc.RemoteTrackPublication, who: rtc.RemoteParticipant) -> None:
        self.tracks[who.identity] = track
        self._listening[track.sid] = asyncio.get_running_loop().create_task(self._listen(track, who.identity))

    def _on_unsubscribed(self, track: rtc.Track, _: rtc.RemoteTrackPublication, who: rtc.RemoteParticipant) -> None:
        self.tracks.pop(who.identity, None)
        if task := self._listening.pop(track.sid, None):
            task.cancel()

    async def _listen(self, track: rtc.Track, identity: str) -> None:
        stream = rtc.AudioStream(track, sample_rate=RATE, num_channels=1, frame_size_ms=self._frame_ms)
        try:
            async for event in stream:
                peak = int(np.abs(np.frombuffer(event.frame.data, dtype=np.int16).astype(np.int32)).max())
                self.peaks[identity] = peak
                if peak > 2_000:
                    self.heard_at[identity] = time.monotonic()
        finally:
            await stream.aclose()


class Cast:
    """The clients of one test, all of which leave when it ends."""

    def __init__(self, rooms: Rooms, *, frame_ms: int = FRAME_MS) -> None:
        self.rooms = rooms
        self.room = room_name()
        self._frame_ms = frame_ms
        self._closers: list[Callable[[], object]] = []

    async def join(
        self,
        identity: str,
        *,
        single: bool = True,
        auto_subscribe: bool = True,
        url: str | None = None,
        kind: str = "",
        prepare: Callable[[rtc.Room], object] | None = None,
        **grants: object,
    ) -> rtc.Room:
        """Connect with the Python SDK; `prepare` may put handlers on before."""
        room = rtc.Room()
        if prepare is not None:
            prepare(room)
        options = rtc.RoomOptions(auto_subscribe=auto_subscribe, single_peer_connection=single)
        made = token(self.rooms, self.room, identity, kind=kind, **grants)
        await room.connect(url or self.rooms.url, made, options)
        self._closers.append(room.disconnect)
        return room

    async def speak(self, room: rtc.Room, hz: float = 440, source: int = rtc.TrackSource.SOURCE_MICROPHONE) -> Voice:
        voice = await Voice(room, hz, frame_ms=self._frame_ms).publish(source)
        self._closers.append(voice.aclose)
        return voice

    def listen(self, room: rtc.Room) -> Ear:
        ear = Ear(room, frame_ms=self._frame_ms)
        self._closers.append(ear.aclose)
        return ear

    async def listener(self, identity: str, **how: object) -> tuple[rtc.Room, Ear]:
        """Join with ears open from the start."""
        ears: list[Ear] = []
        room = await self.join(identity, prepare=lambda r: ears.append(self.listen(r)), **how)
        return room, ears[0]

    def api(self) -> api.LiveKitAPI:
        client = api.LiveKitAPI(self.rooms.http, self.rooms.key, self.rooms.secret)
        self._closers.append(client.aclose)
        return client

    async def aclose(self) -> None:
        for close in reversed(self._closers):
            await close()


@contextlib.asynccontextmanager
async def cast(rooms: Rooms, *, frame_ms: int = FRAME_MS) -> AsyncIterator[Cast]:
    """A cast that leaves at the end, whatever happens."""
    people = Cast(rooms, frame_ms=frame_ms)
    try:
        yield people
    finally:
        await people.aclose()

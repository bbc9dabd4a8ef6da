"""The client that listens: a participant with a paced microphone and an ear that notes when it hears what.

A clip's end is known to the sample, because 10 ms frames go out unbuffered at their due times; what comes back is
stamped when the frame with sound in it leaves the client's own jitter buffer. Both are on the one monotonic clock.
"""

import asyncio
import contextlib
from dataclasses import dataclass, field

import numpy as np
from livekit import rtc

from astra.kit.clock import SYSTEM_CLOCK
from astra.kit.tasks import TaskGroup
from bench.clips import FRAME_SAMPLES, RATE, Clip

FRAME_S = FRAME_SAMPLES / RATE
_AUDIBLE = 300.0
"""Root mean square (of 32768) from which on a frame counts as sound: about -41 dB."""
_SILENCE = np.zeros(FRAME_SAMPLES, dtype=np.int16)


class NotHeardError(Exception):
    """What was waited for did not come in time."""


class SpokenOverError(Exception):
    """The agent took a pause for the end."""


@dataclass(slots=True)
class Utterance:
    """When a clip was spoken (monotonic seconds), and how late its latest frame left."""

    started_s: float
    ended_s: float
    frame_late_s: float


@dataclass(slots=True)
class Ear:
    """Times of the audible frames of the agent, oldest first, and the captions and states that came with them."""

    sounds_s: list[float] = field(default_factory=list[float])
    finals: list[tuple[float, str, str]] = field(default_factory=list[tuple[float, str, str]])
    """(when, whose identity is transcribed, text) of each final caption."""
    states: list[tuple[float, str]] = field(default_factory=list[tuple[float, str]])

    def first_sound_after(self, moment_s: float) -> float | None:
        """When something was first heard after `moment_s`."""
        return next((at for at in self.sounds_s if at >= moment_s), None)

    def last_sound_before(self, moment_s: float) -> float | None:
        """When something was last heard before `moment_s`."""
        return next((at for at in reversed(self.sounds_s) if at < moment_s), None)


class Caller:
    """One participant in one room. Its microphone sends silence whenever it is open and nothing is being said."""

    def __init__(self) -> None:
        self.ear = Ear()
        self.room = rtc.Room()
        self._source = rtc.AudioSource(RATE, 1, queue_size_ms=0)
        self._tasks = TaskGroup()
        self._queue: asyncio.Queue[tuple[Clip, asyncio.Future[Utterance]]] = asyncio.Queue()
        self._open = asyncio.Event()
        self._user_identity = ""

    async def join(self, url: str, token: str) -> None:
        """Connect, publish the microphone and begin to listen."""
        self.room.on("track_subscribed", self._on_track)
        self.room.on("participant_attributes_changed", self._on_attributes)
        self.room.on("participant_connected", self._on_participant)
        self.room.register_text_stream_handler("lk.transcription", self._on_caption)
        await self.room.connect(url, token)
        self._user_identity = self.room.local_participant.identity
        for participant in self.room.remote_participants.values():
            self._on_participant(participant)
        track = rtc.LocalAudioTrack.create_audio_track("microphone", self._source)
        options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
        self._open.set()
        self._tasks.spawn(self._feed(), name="microphone")
        await self.room.local_participant.publish_track(track, options)

    async def leave(self) -> None:
        """Disconnect and stop."""
        with contextlib.suppress(Exception):  # the room may be gone already, and then there is nothing to leave
            await asyncio.wait_for(self.room.disconnect(), 5)
        await self._tasks.aclose()
        await self._source.aclose()

    def rest(self) -> None:
        """Close the microphone, so that an idle session costs no one processor time."""
        self._open.clear()

    def attend(self) -> None:
        """Open the microphone."""
        self._open.set()

    async def say(self, clip: Clip) -> Utterance:
        """Speak `clip` now; answers once its last sample has left."""
        said: asyncio.Future[Utterance] = asyncio.get_running_loop().create_future()
        self._queue.put_nowait((clip, said))
        return await said

    async def hear_after(self, moment_s: float, within_s: float) -> float:
        """When the agent is first heard after `moment_s`. Raises `NotHeardError`."""
        deadline_s = moment_s + within_s
        while SYSTEM_CLOCK.monotonic() < deadline_s:
            if (at := self.ear.first_sound_after(moment_s)) is not None:
                return at
            await asyncio.sleep(0.005)
        raise NotHeardError(f"nothing heard within {within_s:.0f} s")

    async def wait_quiet(self, quiet_s: float, within_s: float) -> None:
        """Until the agent has been silent for `quiet_s`. Raises `NotHeardError` when it talks on."""
        started_s = SYSTEM_CLOCK.monotonic()
        while (now_s := SYSTEM_CLOCK.monotonic()) < started_s + within_s:
            last_s = self.ear.sounds_s[-1] if self.ear.sounds_s else started_s
            if now_s - max(last_s, started_s) >= quiet_s:
                return
            await asyncio.sleep(0.02)
        raise NotHeardError("the agent does not stop")

    async def wait_state(self, state: str, after_s: float, within_s: float) -> float:
        """When the agent first says it is in `state` after `after_s`. Raises `NotHeardError`."""
        while SYSTEM_CLOCK.monotonic() < after_s + within_s:
            for at, name in self.ear.states:
                if at >= after_s and name == state:
                    return at
            await asyncio.sleep(0.005)
        raise NotHeardError(f"the agent is not {state} within {within_s:.0f} s")

    async def wait_understood(self, after_s: float, within_s: float) -> bool:
        """Whether a final caption of our own words comes in time."""
        while SYSTEM_CLOCK.monotonic() < after_s + within_s:
            if any(at >= after_s and whose == self._user_identity for at, whose, _ in self.ear.finals):
                return True
            await asyncio.sleep(0.02)
        return False

    async def _feed(self) -> None:
        """Send 10 ms every 10 ms: the queued clip, else silence. A late start shifts the schedule, never bunches it."""
        due_s = SYSTEM_CLOCK.monotonic()
        while True:
            if not self._open.is_set() and self._queue.empty():
                await self._open.wait()
                due_s = SYSTEM_CLOCK.monotonic()
            if self._queue.empty():
                due_s, _ = await self._send(_SILENCE, due_s)
                continue
            clip, said = self._queue.get_nowait()
            began_s, late_s = max(due_s, SYSTEM_CLOCK.monotonic()), 0.0
            for start in range(0, len(clip.samples), FRAME_SAMPLES):
                piece = clip.samples[start : start + FRAME_SAMPLES]
                due_s, late = await self._send(np.pad(piece, (0, FRAME_SAMPLES - len(piece))), due_s)
                late_s = max(late_s, late)
            unspoken_s = (-len(clip.samples) % FRAME_SAMPLES) / RATE
            said.set_result(Utterance(began_s, due_s - FRAME_S - unspoken_s, late_s))

    async def _send(self, samples: np.ndarray, due_s: float) -> tuple[float, float]:
        """Send a frame when it is due; answers when the next one is, and how late this one was."""
        await asyncio.sleep(max(0.0, due_s - SYSTEM_CLOCK.monotonic()))
        late_s = SYSTEM_CLOCK.monotonic() - due_s
        if late_s > 0.1:
            due_s += late_s
        await self._source.capture_frame(rtc.AudioFrame(samples.tobytes(), RATE, 1, FRAME_SAMPLES))
        return due_s + FRAME_S, late_s

    def _on_track(
        self, track: rtc.Track, _publication: rtc.RemoteTrackPublication, _participant: rtc.RemoteParticipant
    ) -> None:
        if track.kind == rtc.TrackKind.KIND_AUDIO:
            self._tasks.spawn(self._listen(track), name="ear")

    async def _listen(self, track: rtc.Track) -> None:
        stream = rtc.AudioStream.from_track(track=track, sample_rate=RATE, num_channels=1, frame_size_ms=10)
        try:
            async for event in stream:
                samples = np.frombuffer(event.frame.data, dtype=np.int16).astype(np.float32)
                if float(np.sqrt(np.mean(samples * samples))) > _AUDIBLE:
                    self.ear.sounds_s.append(SYSTEM_CLOCK.monotonic())
        finally:
            await stream.aclose()

    def _on_participant(self, participant: rtc.RemoteParticipant) -> None:
        self._on_attributes(dict(participant.attributes), participant)

    def _on_attributes(self, changed: dict[str, str], participant: rtc.Participant) -> None:
        del participant
        if state := changed.get("lk.agent.state"):
            self.ear.states.append((SYSTEM_CLOCK.monotonic(), state))

    def _on_caption(self, reader: rtc.TextStreamReader, _sender: str) -> None:
        self._tasks.spawn(self._read_caption(reader, _sender), name="caption")

    async def _read_caption(self, reader: rtc.TextStreamReader, sender: str) -> None:
        attributes = reader.info.attributes or {}
        try:
            text = await reader.read_all()
        except rtc.StreamError:
            return  # the room closed in the middle of it
        if attributes.get("lk.transcription_final") != "true":
            return
        self.ear.finals.append((SYSTEM_CLOCK.monotonic(), self._whose(attributes, sender), text))

    def _whose(self, attributes: dict[str, str], sender: str) -> str:
        """The identity whose track is transcribed; without a track named, the sender speaks for itself."""
        track_id = attributes.get("lk.transcribed_track_id", "")
        own = {publication.sid for publication in self.room.local_participant.track_publications.values()}
        return self._user_identity if track_id in own else sender

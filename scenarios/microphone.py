"""A microphone that never stops: it sends silence, and sound as soon as there is some to say, in real time."""

import asyncio
from collections import deque

import numpy as np
from livekit import rtc

from astra.kit.clock import SYSTEM_CLOCK
from astra.kit.tasks import TaskGroup
from scenarios.sound import Samples, Sound
from scenarios.voices import MICROPHONE_RATE

_FRAME_S = 0.02
_FRAME = round(MICROPHONE_RATE * _FRAME_S)
_LEAD_S = 0.06


class Microphone:
    """Publishes one audio track and feeds it."""

    def __init__(self) -> None:
        self._source = rtc.AudioSource(MICROPHONE_RATE, 1, queue_size_ms=200)
        self._queue: deque[tuple[Samples, asyncio.Event]] = deque()
        self._tasks = TaskGroup()
        self.track_sid = ""

    async def publish(self, room: rtc.Room) -> None:
        """Put the track into the room and begin to feed it."""
        track = rtc.LocalAudioTrack.create_audio_track("microphone", self._source)
        options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
        publication = await room.local_participant.publish_track(track, options)
        self.track_sid = publication.sid
        self._tasks.spawn(self._feed(), name="microphone")

    async def say(self, sound: Sound) -> None:
        """Queue a sound; returns when its last frame has gone out."""
        samples = sound.at_rate(MICROPHONE_RATE).samples
        done = asyncio.Event()
        self._queue.append((samples, done))
        await done.wait()

    async def aclose(self) -> None:
        """Stop."""
        await self._tasks.aclose()
        await self._source.aclose()

    async def _feed(self) -> None:
        silence = np.zeros(_FRAME, np.int16)
        started, sent = SYSTEM_CLOCK.monotonic(), 0
        at = 0
        while True:
            frame, finished = silence, None
            if self._queue:
                samples, done = self._queue[0]
                frame = samples[at : at + _FRAME]
                at += _FRAME
                if at >= len(samples):
                    self._queue.popleft()
                    at, finished = 0, done
                if len(frame) < _FRAME:
                    frame = np.concatenate([frame, silence[: _FRAME - len(frame)]])
            await self._source.capture_frame(rtc.AudioFrame(frame.tobytes(), MICROPHONE_RATE, 1, _FRAME))
            if finished is not None:
                finished.set()
            sent += 1
            ahead_s = started + sent * _FRAME_S - _LEAD_S - SYSTEM_CLOCK.monotonic()
            if ahead_s > 0:
                await asyncio.sleep(ahead_s)
            elif ahead_s < -1:
                started, sent = SYSTEM_CLOCK.monotonic(), 0

"""A person in a room, through the real client SDK: speaks recordings, types lines, hears and reads what comes back."""

import asyncio
import io
import json
import wave
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

import av
import numpy as np
from livekit import rtc

RATE = 24_000
FRAME = RATE // 50
LOUD = 300


async def wait_until(condition: Callable[[], Any], *, within_s: float = 20.0, what: str = "") -> Any:
    """The first true value of `condition`; fails the test when the time is up."""
    deadline = monotonic() + within_s
    while monotonic() < deadline:
        if value := condition():
            return value
        await asyncio.sleep(0.02)
    raise AssertionError(f"not within {within_s} s: {what or condition}")


@dataclass
class Guest:
    """What a person perceived. Captions are (identity of the speaker's stream, final?, text) in order of arrival."""

    room: rtc.Room
    source: rtc.AudioSource
    heard_at: list[float] = field(default_factory=list)
    """When loud audio of the agent arrived, monotonic seconds."""
    captions: dict[str, str] = field(default_factory=dict)
    caption_owner: dict[str, str] = field(default_factory=dict)
    notices: list[dict[str, str]] = field(default_factory=list)
    tasks: set[asyncio.Task[Any]] = field(default_factory=set)
    _queue: asyncio.Queue[bytes] = field(default_factory=asyncio.Queue)

    @property
    def is_hearing(self) -> bool:
        return bool(self.heard_at) and monotonic() - self.heard_at[-1] < 0.4

    def agent_captions(self) -> list[str]:
        me = self.room.local_participant.identity
        return [text for key, text in self.captions.items() if self.caption_owner[key] != me]

    async def speak(self, pcm: bytes) -> None:
        """Say a recording (mono, 24 kHz, 16 bit) and wait until it is said."""
        for start in range(0, len(pcm), FRAME * 2):
            self._queue.put_nowait(pcm[start : start + FRAME * 2].ljust(FRAME * 2, b"\0"))
        while not self._queue.empty():
            await asyncio.sleep(0.02)

    async def type(self, text: str, *, line_id: str | None = None) -> None:
        attributes = {} if line_id is None else {"astra.line_id": line_id}
        await self.room.local_participant.send_text(text, topic="lk.chat", attributes=attributes)

    async def talk(self) -> None:
        """The microphone: what waits in the queue, else silence."""
        while True:
            chunk = b"\0\0" * FRAME if self._queue.empty() else self._queue.get_nowait()
            await self.source.capture_frame(rtc.AudioFrame(chunk, RATE, 1, FRAME))

    async def listen(self, track: rtc.Track) -> None:
        stream = rtc.AudioStream(track, sample_rate=RATE, num_channels=1)
        try:
            async for event in stream:
                if np.abs(np.frombuffer(event.frame.data, np.int16)).max(initial=0) > LOUD:
                    self.heard_at.append(monotonic())
        finally:
            await stream.aclose()

    async def hand_over_early_words(self, pcm: bytes, track_sid: str) -> None:
        """What the browser's client does with words recorded before the agent came: send them once it is there."""
        agents = await wait_until(self._active_agents, what="agent active")
        writer = await self.room.local_participant.stream_bytes(
            "preconnect-buffer",
            mime_type="audio/webm;codecs=opus",
            topic="lk.agent.pre-connect-audio-buffer",
            destination_identities=agents,
            attributes={"trackId": track_sid, "sampleRate": "48000", "channels": "1"},
        )
        await writer.write(await asyncio.to_thread(record_webm, pcm))
        await writer.aclose()

    def _active_agents(self) -> list[str]:
        return [
            one.identity
            for one in self.room.remote_participants.values()
            if one.kind == rtc.ParticipantKind.PARTICIPANT_KIND_AGENT
            and one.state == rtc.ParticipantState.PARTICIPANT_STATE_ACTIVE
        ]

    def spawn(self, errand: Any) -> None:
        task = asyncio.get_running_loop().create_task(errand)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)


@asynccontextmanager
async def guest_in_room(
    url: str, token: str, *, microphone: bool = True, early_words: bytes | None = None, promises_recording: bool = False
) -> AsyncIterator[Guest]:
    """A connected guest whose microphone is open; `early_words` were said before there was an agent to hear them.

    With `promises_recording` such words are announced, as a browser does, whether or not they come.
    """
    room = rtc.Room()
    guest = Guest(room, rtc.AudioSource(RATE, 1, queue_size_ms=100))

    async def read_caption(reader: rtc.TextStreamReader, identity: str) -> None:
        key = reader.info.stream_id
        guest.caption_owner[key] = identity
        async for piece in reader:
            guest.captions[key] = guest.captions.get(key, "") + piece

    async def read_notice(reader: rtc.TextStreamReader) -> None:
        guest.notices.append(json.loads(await reader.read_all()))

    room.register_text_stream_handler("lk.transcription", lambda r, who: guest.spawn(read_caption(r, who)))
    room.register_text_stream_handler("astra.notice", lambda r, who: guest.spawn(read_notice(r)))
    room.on("track_subscribed", lambda track, *_: guest.spawn(guest.listen(track)))
    await room.connect(url, token)
    if microphone:
        track = rtc.LocalAudioTrack.create_audio_track("mic", guest.source)
        options = rtc.TrackPublishOptions(
            source=rtc.TrackSource.SOURCE_MICROPHONE, preconnect_buffer=promises_recording or early_words is not None
        )
        published = await room.local_participant.publish_track(track, options)
        guest.spawn(guest.talk())
        if early_words is not None:
            guest.spawn(guest.hand_over_early_words(early_words, published.sid))
    try:
        yield guest
    finally:
        for task in list(guest.tasks):
            task.cancel()
        await asyncio.gather(*guest.tasks, return_exceptions=True)
        await room.disconnect()
        await guest.source.aclose()


def record_webm(pcm: bytes) -> bytes:
    """The recording (mono, 24 kHz, 16 bit) as a browser's MediaRecorder writes it: Opus in WebM."""
    sink = io.BytesIO()
    with av.open(sink, "w", format="webm") as container:
        stream = container.add_stream("libopus", rate=48_000, layout="mono")
        resampler = av.AudioResampler(format="s16", layout="mono", rate=48_000)
        frame = av.AudioFrame.from_ndarray(np.frombuffer(pcm, np.int16).reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = RATE
        for piece in (*resampler.resample(frame), *resampler.resample(None), None):
            container.mux(stream.encode(piece))
    return sink.getvalue()


def read_pcm(path: Path) -> bytes:
    """The samples of a mono 24 kHz wav."""
    with wave.open(str(path), "rb") as wav:
        assert (wav.getframerate(), wav.getnchannels(), wav.getsampwidth()) == (RATE, 1, 2)
        return wav.readframes(wav.getnframes())

"""What a page would show: captions of both sides as they grow, notices, and the agent's state."""

import json
from dataclasses import dataclass, field

from livekit import rtc

from astra.kit.clock import SYSTEM_CLOCK
from astra.kit.tasks import TaskGroup

_FINAL, _SEGMENT, _TRACK = "lk.transcription_final", "lk.segment_id", "lk.transcribed_track_id"


@dataclass
class Caption:
    """One segment. `versions` counts what was shown before it was final; moments are monotonic seconds."""

    own: bool
    text: str = ""
    final: bool = False
    versions: int = 0
    first_s: float = 0.0
    last_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Seen:
    """A notice, with when it came."""

    kind: str
    text: str
    at_s: float


@dataclass
class Screen:
    """Collects everything that comes as text."""

    own_identity: str
    own_track_sid: str = ""
    captions: dict[str, Caption] = field(default_factory=dict[str, Caption])
    notices: list[Seen] = field(default_factory=list[Seen])
    _tasks: TaskGroup = field(default_factory=TaskGroup)

    def attend(self, room: rtc.Room) -> None:
        """Read what comes into this room from now on."""
        room.register_text_stream_handler(
            "lk.transcription", lambda reader, sender: self._spawn(self._read_caption(reader, sender))
        )
        room.register_text_stream_handler(
            "astra.notice", lambda reader, _sender: self._spawn(self._read_notice(reader))
        )

    async def aclose(self) -> None:
        """Stop reading."""
        await self._tasks.aclose()

    def list_captions(self, *, own: bool, after_s: float, before_s: float = float("inf")) -> list[Caption]:
        """Captions of one side that began between two moments, in order."""
        chosen = [c for c in self.captions.values() if c.own is own and after_s <= c.first_s <= before_s and c.text]
        return sorted(chosen, key=lambda caption: caption.first_s)

    def _spawn(self, errand: object) -> None:
        self._tasks.spawn(errand, name="screen")  # pyright: ignore[reportArgumentType]  always a coroutine

    async def _read_caption(self, reader: rtc.TextStreamReader, sender: str) -> None:
        attributes = reader.info.attributes or {}
        own = sender == self.own_identity or attributes.get(_TRACK) == self.own_track_sid != ""
        now = SYSTEM_CLOCK.monotonic()
        key = f"{own}:{attributes.get(_SEGMENT) or reader.info.stream_id}"
        caption = self.captions.setdefault(key, Caption(own=own, first_s=now))
        text = ""
        async for chunk in reader:
            text += chunk
            if chunk:
                caption.versions += 1
                caption.last_s = SYSTEM_CLOCK.monotonic()
            if len(text) >= len(caption.text) or not caption.final:
                caption.text = text or caption.text
        if attributes.get(_FINAL) == "true":
            caption.text, caption.final = text or caption.text, True

    async def _read_notice(self, reader: rtc.TextStreamReader) -> None:
        body = json.loads(await reader.read_all())
        self.notices.append(Seen(str(body["kind"]), str(body["text"]), SYSTEM_CLOCK.monotonic()))

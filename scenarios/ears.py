"""What a person in the room hears of the companion: the sound as it arrived, with when, and where speech is in it."""

from dataclasses import dataclass

import numpy as np
from livekit import rtc

from astra.kit.clock import SYSTEM_CLOCK
from astra.kit.tasks import TaskGroup
from scenarios.sound import Sound

EAR_RATE = 16_000
_WINDOW_S = 0.02
_LOUD = 120.0
"""Root mean square of 16-bit samples above which a window counts as sound (about -49 dBFS)."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of speech with gaps shorter than was asked for; seconds on the monotonic clock."""

    start_s: float
    end_s: float
    closed: bool
    """Whether enough quiet has followed."""


class Ears:
    """Records every audio track it is given, on one time line."""

    def __init__(self) -> None:
        self._began_s = SYSTEM_CLOCK.monotonic()
        self._samples = np.zeros(EAR_RATE * 30, np.int16)
        self._tasks = TaskGroup()
        self._filled = 0
        self._streams: list[rtc.AudioStream] = []

    def attend(self, track: rtc.Track) -> None:
        """Begin to record a track."""
        stream = rtc.AudioStream(track, sample_rate=EAR_RATE, num_channels=1)
        self._streams.append(stream)
        self._tasks.spawn(self._record(stream), name="ears")

    async def aclose(self) -> None:
        """Stop recording; what was heard stays."""
        await self._tasks.aclose()
        for stream in self._streams:
            await stream.aclose()
        self._streams.clear()

    def find_run(self, after_s: float, gap_s: float) -> Run | None:
        """The first stretch of speech after a moment."""
        loud = self._find_loud(after_s)
        if not len(loud):
            return None
        gap_windows = round(gap_s / _WINDOW_S)
        breaks = np.flatnonzero(np.diff(loud) > gap_windows)
        last = loud[breaks[0]] if len(breaks) else loud[-1]
        end_s = after_s + (int(last) + 1) * _WINDOW_S
        closed = bool(len(breaks)) or SYSTEM_CLOCK.monotonic() - end_s >= gap_s
        return Run(after_s + int(loud[0]) * _WINDOW_S, end_s, closed)

    def measure_speech_s(self, after_s: float) -> float:
        """How much sound there has been since a moment."""
        return len(self._find_loud(after_s)) * _WINDOW_S

    def cut_out(self, start_s: float, end_s: float) -> Sound:
        """What was heard between two moments."""
        start, end = (max(0, round((moment - self._began_s) * EAR_RATE)) for moment in (start_s, end_s))
        return Sound(self._samples[start : min(end, self._filled)].copy(), EAR_RATE)

    def whole(self) -> Sound:
        """Everything."""
        return Sound(self._samples[: self._filled].copy(), EAR_RATE)

    def _find_loud(self, after_s: float) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
        start = max(0, round((after_s - self._began_s) * EAR_RATE))
        window = round(EAR_RATE * _WINDOW_S)
        heard = self._samples[start : self._filled].astype(np.float32)
        whole = heard[: len(heard) // window * window].reshape(-1, window)
        return np.flatnonzero(np.sqrt((whole**2).mean(axis=1)) > _LOUD) if len(whole) else np.zeros(0, np.intp)

    async def _record(self, stream: rtc.AudioStream) -> None:
        at: int | None = None
        async for event in stream:
            frame = np.frombuffer(event.frame.data, dtype=np.int16)
            now = round((SYSTEM_CLOCK.monotonic() - self._began_s) * EAR_RATE) - len(frame)
            # frames come in bursts: stay on the running position unless the clock has clearly left it behind
            if at is None or now - at > EAR_RATE // 5:
                at = max(0, now)
            end = at + len(frame)
            if end > len(self._samples):
                self._samples = np.concatenate([self._samples, np.zeros(len(self._samples) + len(frame), np.int16)])
            self._samples[at:end] += frame
            self._filled = max(self._filled, end)
            at = end

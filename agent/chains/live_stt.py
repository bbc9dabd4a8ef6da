"""Ears that listen along: a live recogniser in front, the POST chain behind it, and no word lost between them.

The live recogniser hears everything as it is said and answers with interim and final words. Each stretch of speech is
kept as well: where final words stay out, or the connection breaks, that stretch goes through the POST chain. A live
recogniser that proved mute or too slow is left alone for a while.
"""

import asyncio
from typing import Any, Literal

import structlog
from livekit import rtc
from livekit.agents import APIConnectOptions, stt, utils, vad
from livekit.agents.types import DEFAULT_API_CONNECT_OPTIONS, NOT_GIVEN, NotGivenOr
from livekit.agents.utils import AudioBuffer

from agent.chains.live_line import LiveLine
from agent.chains.stretches import Ledger, Stretch
from agent.chains.stt_chain import SURE_SPEECH_S, SttChain, SttLink, is_echo
from astra.contracts.worker import LinkState
from astra.kit.clock import SYSTEM_CLOCK, Clock
from astra.kit.tasks import TaskGroup

_log = structlog.get_logger(__name__)

CONNECT_S = 5.0


class LiveSttChain(stt.STT[Literal["live chain"]]):
    """Never raises for a provider's failure. One stream at a time: a session has one person to listen to."""

    def __init__(
        self, live: SttLink, post: SttChain, *, detector: vad.VAD, final_s: float, clock: Clock = SYSTEM_CLOCK
    ) -> None:
        super().__init__(capabilities=stt.STTCapabilities(streaming=True, interim_results=True))
        self.live = live
        self.post = post
        self.detector = detector
        self.final_s = final_s
        self.hint = ""
        self._clock = clock
        self._stream: LiveStream | None = None

    @property
    def model(self) -> str:
        """The live recogniser's model."""
        return self.live.stt.model

    @property
    def provider(self) -> str:
        """The live recogniser's label."""
        return self.live.label

    @property
    def is_busy(self) -> bool:
        """Whether words of speech that is over may still come."""
        return self.post.is_busy or (self._stream is not None and self._stream.ledger.is_waiting)

    def set_hint(self, hint: str) -> None:
        """What is likely to be said from now on; `""` when nothing is known of it any more."""
        if hint != self.hint:
            self.hint = hint
            self.live.set_hint(hint)
            self.post.set_hint(hint)

    def states(self) -> list[LinkState]:
        """How each link fares."""
        reason = self._stream.line.reason if self._stream is not None else None
        return [LinkState(label=self.live.label, available=reason is None, reason=reason), *self.post.states()]

    def stream(
        self, *, language: NotGivenOr[str] = NOT_GIVEN, conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS
    ) -> "LiveStream":
        """Begin to listen."""
        del language
        self._stream = LiveStream(self, conn_options=conn_options, clock=self._clock)
        return self._stream

    async def aclose(self) -> None:
        """Let go of all links; the framework has closed the stream."""
        await self.post.aclose()
        await self.live.stt.aclose()

    async def _recognize_impl(
        self, buffer: AudioBuffer, *, language: NotGivenOr[str] = NOT_GIVEN, conn_options: APIConnectOptions
    ) -> stt.SpeechEvent:
        return await self.post.recognize(buffer, language=language, conn_options=conn_options)


class LiveStream(stt.RecognizeStream):
    """What one session hears."""

    def __init__(self, chain: LiveSttChain, *, conn_options: APIConnectOptions, clock: Clock) -> None:
        super().__init__(stt=chain, conn_options=conn_options)
        self._chain = chain
        self.ledger = Ledger(clock)
        self.line = LiveLine(chain.live, timeout_s=CONNECT_S, on_event=self._note, on_lost=self.ledger.lose)
        self._over: asyncio.Queue[Stretch] = asyncio.Queue()
        self._held: list[stt.SpeechEvent] | None = None
        self._has_answered = False

    async def _run(self) -> None:
        detecting, tasks = self._chain.detector.stream(), TaskGroup()
        self.line.open()
        tasks.spawn(self._settle_all(), name="settle stretches")
        cutting = tasks.spawn(self._cut(detecting), name="cut stretches")
        try:
            async for piece in self._input_ch:
                if isinstance(piece, rtc.AudioFrame):
                    detecting.push_frame(piece)
                    self.line.push(piece)
            detecting.end_input()
            await asyncio.wait({cutting})
        finally:
            await tasks.aclose()
            await self.line.aclose()
            await detecting.aclose()

    async def _cut(self, detecting: vad.VADStream) -> None:
        async for event in detecting:
            if event.type is vad.VADEventType.START_OF_SPEECH:
                self.ledger.begin()
                self.line.note_voice(is_speaking=True)
            elif event.type is vad.VADEventType.END_OF_SPEECH:
                stretch = self.ledger.end(event.frames)
                if not self.line.is_open:
                    self.ledger.close(stretch, is_heard=False)
                self._over.put_nowait(stretch)
                self.line.note_voice(is_speaking=False)

    def _note(self, event: stt.SpeechEvent) -> None:
        """What the live recogniser says."""
        if event.type is stt.SpeechEventType.RECOGNITION_USAGE:
            self._note_answered()
            return
        text = event.alternatives[0].text.strip() if event.alternatives else ""
        is_final = event.type is stt.SpeechEventType.FINAL_TRANSCRIPT
        if not text or not (is_final or event.type is stt.SpeechEventType.INTERIM_TRANSCRIPT):
            return
        if self._held is not None:
            self._held.append(event)
        elif not is_final:
            self.ledger.note_interim(event.request_id, text)
            self._event_ch.send_nowait(event)
        elif is_echo(text, self._chain.hint):
            _log.info("stt.hint_echoed", link=self._chain.live.label)
        else:
            self._has_answered = True
            self.line.note_final()
            self.ledger.note_final(event.request_id)
            self._event_ch.send_nowait(event)

    def _note_answered(self) -> None:
        """One answer is complete. One without words is believed of a short sound, and heard again of a long one."""
        if self._chain.live.tells_empty and not self._has_answered and self._held is None:
            stretch = self.ledger.note_nothing()
            if stretch is not None:
                self.ledger.close(stretch, is_heard=stretch.duration_s < SURE_SPEECH_S)
        self._has_answered = False

    async def _settle_all(self) -> None:
        while True:
            await self._settle(await self._over.get())

    async def _settle(self, stretch: Stretch) -> None:
        while not stretch.settled.is_set():
            try:
                await asyncio.wait_for(stretch.settled.wait(), self._chain.final_s)
            except TimeoutError:
                if not (
                    self.ledger.is_speaking and self.ledger.guess
                ):  # else it takes both for one, and is still at it
                    await self._hear_late(stretch)
                    return
        if stretch.is_heard is False:
            has_answered = self.line.is_open
            if await self._hear_again(stretch) and has_answered:
                self.line.lose("mute")

    async def _hear_late(self, stretch: Stretch) -> None:
        """No final words in time: was there nothing to hear, or does the recogniser not answer?"""
        if self.ledger.guess:
            self.line.lose("timeout")
            await self._hear_again(stretch)
            return
        if stretch.duration_s < SURE_SPEECH_S and self.line.is_proven:
            self.ledger.close(stretch, is_heard=True)
            return
        self._held = []
        try:
            is_heard = await self._hear_again(stretch)
        finally:
            held, self._held = self._held, None
        if is_heard:
            self.line.lose("mute")
        for event in [] if is_heard else held:
            self._note(event)

    async def _hear_again(self, stretch: Stretch) -> bool:
        """The stretch by POST; where that fails too, the words that were guessed. Answers whether there were words."""
        buffer: Any = utils.merge_frames(stretch.sound)
        event = await self._chain.post.recognize(buffer, conn_options=self._conn_options)
        guess = self.ledger.take_guess()
        self.ledger.close(stretch, is_heard=False)
        if not (event.alternatives and event.alternatives[0].text.strip()):
            if not guess:
                return False
            event = stt.SpeechEvent(
                type=stt.SpeechEventType.FINAL_TRANSCRIPT,
                alternatives=[stt.SpeechData(language="", text=guess)],  # pyright: ignore[reportArgumentType]  it converts
            )
        self._event_ch.send_nowait(event)
        return True

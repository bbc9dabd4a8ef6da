"""Ears that listen along: a live recogniser in front, the POST chain behind it, and no word lost between them.

The live recogniser hears everything as it is said and answers with interim and final words. Each stretch of speech is
kept as well: where final words stay out, or the connection breaks, that stretch goes through the POST chain. A live
recogniser that proved mute or too slow is left alone for a while. Interim words that stand still may be told as
preflight ones, so that a reply to them can be thought about before they are final.
"""

import asyncio
from contextlib import suppress
from typing import Literal

import structlog
from livekit import rtc
from livekit.agents import APIConnectOptions, LanguageCode, stt, utils, vad
from livekit.agents.types import DEFAULT_API_CONNECT_OPTIONS, NOT_GIVEN, NotGivenOr
from livekit.agents.utils import AudioBuffer

from agent.chains.live_line import LiveLine
from agent.chains.stretches import Ledger, Stretch, are_alike
from agent.chains.stt_chain import SURE_SPEECH_S, SttChain, SttLink, is_echo
from agent.turns.steady_words import SteadyWords
from astra.contracts.worker import LinkState
from astra.kit.clock import SYSTEM_CLOCK, Clock
from astra.kit.tasks import TaskGroup

_log = structlog.get_logger(__name__)

CONNECT_S = 5.0


class LiveSttChain(stt.STT[Literal["live chain"]]):
    """Never raises for a provider's failure. One stream at a time: a session has one person to listen to."""

    def __init__(
        self,
        live: SttLink,
        post: SttChain,
        *,
        detector: vad.VAD,
        final_s: float,
        tells_steady: bool = False,
        clock: Clock = SYSTEM_CLOCK,
    ) -> None:
        super().__init__(capabilities=stt.STTCapabilities(streaming=True, interim_results=True))
        self.live = live
        self.post = post
        self.detector = detector
        self.final_s = final_s
        self.tells_steady = tells_steady
        self.hint = ""
        self.heard_by = ""
        """The label of the link that the last words came from; empty before there were any."""
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
        self._steady = SteadyWords(clock)
        self._stirred = asyncio.Event()

    async def _run(self) -> None:
        detecting, tasks = self._chain.detector.stream(), TaskGroup()
        self.line.open()
        tasks.spawn(self._settle_all(), name="settle stretches")
        if self._chain.tells_steady:
            tasks.spawn(self._tell_steady(), name="tell steady words")
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
                self._stir(is_speaking=True)
            elif event.type is vad.VADEventType.END_OF_SPEECH:
                stretch = self.ledger.end(event.frames)
                if not self.line.is_open:
                    self.ledger.close(stretch, is_heard=False)
                self._over.put_nowait(stretch)
                self.line.note_voice(is_speaking=False)
                self._stir(is_speaking=False)

    def _stir(self, *, is_speaking: bool | None = None) -> None:
        """The words that are not final may have changed, or the voice has."""
        if is_speaking is not None:
            self._steady.note_voice(is_speaking=is_speaking)
        self._steady.note_words(self.ledger.only_guess)
        self._stirred.set()

    async def _tell_steady(self) -> None:
        while True:
            due_s = self._steady.due_in_s()
            if due_s == 0.0 and self._held is None:
                words = self._steady.take()
                if not is_echo(words, self._chain.hint):
                    self._tell(stt.SpeechEventType.PREFLIGHT_TRANSCRIPT, words)
                continue
            self._stirred.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stirred.wait(), due_s or None)

    def _note(self, event: stt.SpeechEvent) -> None:
        """What the live recogniser says."""
        if event.type is stt.SpeechEventType.RECOGNITION_USAGE:
            self._note_answered()
            return
        text = _text(event)
        is_final = event.type is stt.SpeechEventType.FINAL_TRANSCRIPT
        if not text or not (is_final or event.type is stt.SpeechEventType.INTERIM_TRANSCRIPT):
            return
        if self._held is not None:
            self._held.append(event)
        elif not is_final:
            self.ledger.note_interim(event.request_id, text)
            self._event_ch.send_nowait(event)
            self._stir()
        elif is_echo(text, self._chain.hint):
            _log.info("stt.hint_echoed", link=self._chain.live.label)
        else:
            self._has_answered = True
            self._chain.heard_by = self._chain.live.label
            self.line.note_final()
            self.ledger.note_final(event.request_id)
            self._event_ch.send_nowait(event)
            self._stir()

    def _note_answered(self) -> None:
        """One answer is complete. One without words is believed of a short sound, and heard again of a long one."""
        if self._chain.live.tells_empty and not self._has_answered and self._held is None:
            stretch = self.ledger.note_nothing()
            if stretch is not None:
                self.ledger.close(stretch, is_heard=stretch.duration_s < SURE_SPEECH_S)
            self._stir()
        self._has_answered = False

    async def _settle_all(self) -> None:
        while True:
            await self._settle(await self._over.get())

    async def _settle(self, stretch: Stretch) -> None:
        while not stretch.settled.is_set():
            try:
                await asyncio.wait_for(stretch.settled.wait(), self._chain.final_s)
            except TimeoutError:
                is_still_at_it = self.ledger.is_speaking and self.ledger.guess  # it takes this and what follows for one
                if not is_still_at_it:
                    await self._hear_late(stretch)
                    return
        if stretch.is_heard is False:
            await self._hear_again(stretch)

    async def _hear_late(self, stretch: Stretch) -> None:
        """No final words in time: was there nothing to hear, or does the recogniser not answer?"""
        if self.ledger.guess:
            self.line.lose("timeout")
        elif stretch.duration_s < SURE_SPEECH_S and self.line.is_proven:
            self.ledger.close(stretch, is_heard=True)
            return
        await self._hear_again(stretch)

    async def _hear_again(self, stretch: Stretch) -> None:
        """The stretch by POST; where that fails too and the connection is gone, the words that were guessed."""
        is_open, buffer = self.line.is_open, utils.merge_frames(stretch.sound)
        self._held = []
        try:
            event = await self._chain.post.recognize(buffer, conn_options=self._conn_options)
        finally:
            held, self._held = self._held, None
        self.ledger.close(stretch, is_heard=False)
        words = _text(event)
        late = [_text(each) for each in held if each.type is stt.SpeechEventType.FINAL_TRANSCRIPT]
        if not is_open:
            words = words or self.ledger.guess
            self.ledger.clear_guesses()
        if words and not any(are_alike(words, other) for other in late):
            self._chain.heard_by = self._chain.post.heard_by if _text(event) else self._chain.live.label
            self._tell(stt.SpeechEventType.FINAL_TRANSCRIPT, words)
            if is_open and not late:
                self.line.lose("mute")
                return
        for each in held:
            self._note(each)
        self._stir()

    def _tell(self, kind: stt.SpeechEventType, words: str) -> None:
        data = stt.SpeechData(language=LanguageCode(""), text=words)
        self._event_ch.send_nowait(stt.SpeechEvent(type=kind, alternatives=[data]))


def _text(event: stt.SpeechEvent) -> str:
    return event.alternatives[0].text.strip() if event.alternatives else ""

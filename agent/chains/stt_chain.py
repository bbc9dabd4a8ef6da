"""Speech to text over several providers, with the holes of the stock fallback closed.

It takes whole stretches of speech (the framework cuts them out with its VAD), so a link that is connected but mute is
seen at once: audio in which speech was detected came back as nothing, and the next link is asked about the same audio.

Recognisers may be told beforehand what is likely to be said. Given noise, some write down that hint instead of nothing:
words that stand in it are heard a second time without it.
"""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import structlog
from livekit import rtc
from livekit.agents import APIConnectOptions, stt
from livekit.agents.types import NOT_GIVEN, NotGivenOr
from livekit.agents.utils import AudioBuffer

from agent.chains.link_health import LinkHealth
from astra.contracts.worker import LinkState

_log = structlog.get_logger(__name__)

SURE_SPEECH_S = 1.2
"""Shorter stretches (a cough, an "mm") may honestly transcribe to nothing. The VAD's padding is counted in."""

MUTE_AFTER = 3
"""So many empty answers in a row make a link mute when no other link can be asked."""

_WORD = re.compile(r"[^\W_]+")

ECHO_WORDS = 4
"""So many words in a row, and nothing else, may be the hint's own; fewer are an answer that the hint helped to hear."""


def _take_no_hint(_hint: str) -> None:
    """For a provider that can't be told anything."""


@dataclass(frozen=True, slots=True)
class SttLink:
    """One provider of the chain; `set_hint` tells it what is likely to be said, `""` that nothing is known of it.

    `tells_empty` says of a live recogniser that a usage event follows each of its answers, also one without words.
    """

    label: str
    stt: stt.STT[Any]
    set_hint: Callable[[str], None] = _take_no_hint
    tells_empty: bool = False


class SttChain(stt.STT[Literal["chain"]]):
    """Asks links in order. Never raises for a provider's failure: it reports it and answers with no words."""

    def __init__(
        self,
        links: Sequence[SttLink],
        *,
        timeout_s: float,
        on_all_failed: Callable[[], None],
        health: LinkHealth | None = None,
    ) -> None:
        super().__init__(capabilities=stt.STTCapabilities(streaming=False, interim_results=False))
        self._links = tuple(links)
        self._timeout_s = timeout_s
        self._on_all_failed = on_all_failed
        self._health = health or LinkHealth([link.label for link in links])
        self._empty_in_row: dict[str, int] = {}
        self.heard_by = ""
        """The label of the link that answered last; empty before any has."""
        self._hint = ""
        self._in_flight = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def model(self) -> str:
        """The model of the link that is asked first."""
        return self._links[0].stt.model

    @property
    def provider(self) -> str:
        """The provider of the link that is asked first."""
        return self._links[0].label

    @property
    def is_busy(self) -> bool:
        """Whether a stretch of speech is being transcribed."""
        return self._in_flight > 0

    def set_hint(self, hint: str) -> None:
        """What is likely to be said from now on; `""` when nothing is known of it any more."""
        if hint != self._hint:
            self._hint = hint
            for link in self._links:
                link.set_hint(hint)

    async def wait_idle(self, timeout_s: float) -> None:
        """Wait until nothing is being transcribed, or the time is up."""
        try:
            await asyncio.wait_for(self._idle.wait(), timeout_s)
        except TimeoutError:
            return

    def states(self) -> list[LinkState]:
        """How each link fares."""
        return self._health.states()

    async def aclose(self) -> None:
        """Stop probing and close the links."""
        await self._health.aclose()
        for link in self._links:
            await link.stt.aclose()

    async def _recognize_impl(
        self,
        buffer: AudioBuffer,
        *,
        language: NotGivenOr[str] = NOT_GIVEN,
        conn_options: APIConnectOptions,
    ) -> stt.SpeechEvent:
        del language, conn_options
        self._in_flight += 1
        self._idle.clear()
        try:
            return await self._ask_links(buffer)
        finally:
            self._in_flight -= 1
            if not self._in_flight:
                self._idle.set()

    async def _ask_links(self, buffer: AudioBuffer) -> stt.SpeechEvent:
        is_sure = _duration_s(buffer) >= SURE_SPEECH_S
        usable = [link for link in self._links if self._health.is_available(link.label)] or list(self._links)
        silent: list[SttLink] = []
        for link in usable:
            event, reason = await self._ask(link, buffer)
            if event is None:
                self._health.note_failure(link.label, reason, lambda link=link: self._probe(link, buffer))
                continue
            if not _text(event) and is_sure:
                silent.append(link)
                continue
            self._note_heard(link, silent, buffer)
            return event
        if silent:
            self._note_all_silent(silent, buffer)
        else:
            self._on_all_failed()
        return _nothing()

    async def _ask(
        self, link: SttLink, buffer: AudioBuffer
    ) -> tuple[stt.SpeechEvent | None, Literal["", "timeout", "error"]]:
        options = APIConnectOptions(max_retry=0, timeout=self._timeout_s)
        try:
            async with asyncio.timeout(self._timeout_s):
                return await self._hear(link, buffer, options), ""
        except TimeoutError:
            _log.warning("stt.link_failed", link=link.label, reason="timeout")
            return None, "timeout"
        except Exception as error:  # noqa: BLE001  whatever a provider's plugin raises, the next link is asked
            _log.warning("stt.link_failed", link=link.label, reason=type(error).__name__)
            return None, "error"

    async def _hear(self, link: SttLink, buffer: AudioBuffer, options: APIConnectOptions) -> stt.SpeechEvent:
        hint = self._hint
        event = await link.stt.recognize(buffer, conn_options=options)
        if not is_echo(_text(event), hint):
            return event
        _log.info("stt.hint_echoed", link=link.label)
        link.set_hint("")
        try:
            return await link.stt.recognize(buffer, conn_options=options)
        finally:
            link.set_hint(self._hint)

    def _note_heard(self, link: SttLink, silent: list[SttLink], buffer: AudioBuffer) -> None:
        self.heard_by = link.label
        self._empty_in_row.pop(link.label, None)
        self._health.note_success(link.label)
        for mute in silent:
            _log.warning("stt.link_mute", link=mute.label)
            self._health.note_failure(mute.label, "mute", lambda link=mute: self._probe(link, buffer))

    def _note_all_silent(self, silent: list[SttLink], buffer: AudioBuffer) -> None:
        """Nobody heard words: noise, most likely, unless it goes on and on."""
        for link in silent:
            self._empty_in_row[link.label] = self._empty_in_row.get(link.label, 0) + 1
        if all(self._empty_in_row[link.label] >= MUTE_AFTER for link in silent):
            for link in silent:
                self._health.note_failure(link.label, "mute", lambda link=link: self._probe(link, buffer))
            self._on_all_failed()

    async def _probe(self, link: SttLink, buffer: AudioBuffer) -> bool:
        event, _ = await self._ask(link, buffer)
        return event is not None and bool(_text(event))


def _text(event: stt.SpeechEvent) -> str:
    return event.alternatives[0].text.strip() if event.alternatives else ""


def is_echo(text: str, hint: str) -> bool:
    """Whether `text` is nothing but a stretch of the hint."""
    words = _WORD.findall(text.casefold())
    return len(words) >= ECHO_WORDS and f" {' '.join(words)} " in f" {' '.join(_WORD.findall(hint.casefold()))} "


def _nothing() -> stt.SpeechEvent:
    return stt.SpeechEvent(type=stt.SpeechEventType.FINAL_TRANSCRIPT, alternatives=[])


def _duration_s(buffer: AudioBuffer) -> float:
    frames = [buffer] if isinstance(buffer, rtc.AudioFrame) else buffer
    return sum(frame.duration for frame in frames)

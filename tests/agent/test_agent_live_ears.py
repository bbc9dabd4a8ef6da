"""Ears that listen along: interim words, final ones, and the POST chain where the live recogniser fails."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import numpy as np
import pytest
from livekit import rtc
from livekit.agents import APIConnectionError, APIConnectOptions, inference, stt
from livekit.agents.utils import http_context
from livekit.plugins import elevenlabs
from pydantic import SecretStr, ValidationError

from agent.chains.build import SttClients, build_ears, list_links, open_stt_clients
from agent.chains.live_line import LiveLine
from agent.chains.live_stt import LiveStream, LiveSttChain
from agent.chains.stt_chain import SttChain, SttLink
from agent.settings import WorkerSettings
from astra.contracts.worker import Stage as Part
from astra.llm.settings import LlmSettings
from tests.fakes.agent_stage import Stage
from tests.fakes.room_guest import RATE, wait_until

LIVE_MODEL = "whisper-tiny-live"
FRAME = RATE // 50
SECOND_OF_SILENCE = b"\0\0" * RATE
Events = list[tuple[str, str]]


def settings_of(base_url: str, **changes: object) -> WorkerSettings:
    given: dict[str, object] = {
        "livekit_url": "ws://127.0.0.1:1",
        "livekit_api_key": "key",
        "livekit_api_secret": SecretStr("s" * 32),
        "astra_service_token": SecretStr("t" * 32),
        "stt_base_url": base_url,
        "stt_api_key": SecretStr("any"),
        "stt_model": "whisper-tiny",
        "stt_live": "openai",
        "stt_live_model": LIVE_MODEL,
        "astra_stt_final_s": 0.6,
    }
    return WorkerSettings.model_validate(given | changes)


def open_ears(settings: WorkerSettings, alarms: list[str]) -> tuple[SttChain | LiveSttChain, SttClients]:
    clients = open_stt_clients(settings)
    detector = inference.VAD(min_silence_duration=0.25, prefix_padding_duration=0.25)
    ears = build_ears(settings, clients, language="en", detector=detector, on_all_failed=lambda: alarms.append("down"))
    return ears, clients


class Hearing:
    """A stream of the ears that is fed, and what comes out of it."""

    def __init__(self, ears: LiveSttChain, stream: LiveStream) -> None:
        self.ears = ears
        self.stream = stream
        self.events: Events = []
        self.alarms: list[str] = []

    async def feed(self, pcm: bytes, *, pace: float = 4.0) -> None:
        """Push sound at so many times the pace of life."""
        samples = np.frombuffer(pcm, np.int16)
        for start in range(0, len(samples) - FRAME + 1, FRAME):
            self.stream.push_frame(rtc.AudioFrame(samples[start : start + FRAME].tobytes(), RATE, 1, FRAME))
            await asyncio.sleep(0.02 / pace)

    def finals(self) -> list[str]:
        return [text for kind, text in self.events if kind == "final_transcript"]

    def interims(self) -> list[str]:
        return [text for kind, text in self.events if kind == "interim_transcript"]

    async def wait_finals(self, count: int) -> None:
        await wait_until(lambda: len(self.finals()) >= count, what=f"{count} finals")

    async def read(self) -> None:
        async for event in self.stream:
            self.events.append((event.type.value, event.alternatives[0].text))


def hearing(stage: Stage, **changes: object) -> AbstractAsyncContextManager[Hearing]:
    return _hearing(settings_of(stage.openai.base_url, **changes))


@asynccontextmanager
async def _hearing(settings: WorkerSettings) -> AsyncIterator[Hearing]:
    async with http_context.open():
        alarms: list[str] = []
        ears, clients = open_ears(settings, alarms)
        assert isinstance(ears, LiveSttChain)
        stream = ears.stream(conn_options=APIConnectOptions(max_retry=0))
        listener = Hearing(ears, stream)
        listener.alarms = alarms
        reading = asyncio.get_running_loop().create_task(listener.read())
        try:
            yield listener
        finally:
            await stream.aclose()
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
            await ears.aclose()
            for client in {clients.first, clients.live} - {None}:
                await client.close()  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def sentence(running_stage: Stage) -> bytes:
    spoken = running_stage.synthesise("How is the moon looking over the hills tonight?")
    return SECOND_OF_SILENCE[: RATE // 2] + spoken + SECOND_OF_SILENCE


@pytest.mark.rooms
async def test_words_come_while_they_are_said_and_final_ones_after_them(stage: Stage, sentence: bytes) -> None:
    stage.openai.script(transcripts=["how is the moon looking over the hills tonight"])
    async with hearing(stage) as ears:
        await ears.feed(sentence, pace=1.5)
        await ears.wait_finals(1)
        assert ears.finals() == ["how is the moon looking over the hills tonight"]
        assert ears.interims()
        assert all(ears.finals()[0].startswith(guess) for guess in ears.interims())
        assert [state.available for state in ears.ears.states()] == [True, True]
        assert ears.ears.heard_by == "stt/live"
        assert not ears.ears.is_busy


@pytest.mark.rooms
@pytest.mark.parametrize("kind", ["hang_before", "cut", "empty"])
async def test_stretch_that_the_live_one_fails_on_is_heard_by_post(stage: Stage, sentence: bytes, kind: str) -> None:
    stage.openai.set_fault(kind, stage="stt", model=LIVE_MODEL)
    stage.openai.script(transcripts=["what the live one keeps to itself", "the whole by post"])
    async with hearing(stage) as ears:
        await ears.feed(sentence)
        await ears.wait_finals(1)
        await wait_until(lambda: not ears.ears.is_busy, what="settled")
        assert (ears.finals(), ears.ears.heard_by) == (["the whole by post"], "stt/primary")
        assert [state.available for state in ears.ears.states()] == [False, True]
        assert ears.alarms == []


@pytest.mark.rooms
async def test_silence_of_a_connection_that_never_brought_words_is_not_believed(stage: Stage) -> None:
    stage.openai.set_fault("hang_before", stage="stt", model=LIVE_MODEL)
    stage.openai.script(transcripts=["", "yes"])
    async with hearing(stage) as ears:
        await ears.feed(stage.synthesise("Yes.") + SECOND_OF_SILENCE)
        await ears.wait_finals(1)
        assert ears.finals() == ["yes"]


@pytest.mark.rooms
async def test_without_a_live_connection_everything_goes_by_post(stage: Stage, sentence: bytes) -> None:
    stage.openai.set_fault("status", stage="stt", model=LIVE_MODEL, status=503)
    stage.openai.script(transcripts=["one", "two"])
    async with hearing(stage) as ears:
        await ears.feed(sentence)
        await ears.wait_finals(1)
        await ears.feed(sentence)
        await ears.wait_finals(2)
        assert (ears.finals(), ears.interims()) == (["one", "two"], [])


@pytest.mark.rooms
async def test_guessed_words_are_taken_when_nobody_makes_them_final(stage: Stage, sentence: bytes) -> None:
    stage.openai.set_fault("hang_before", stage="stt", model=LIVE_MODEL)
    stage.openai.set_fault("status", stage="stt", model="whisper-tiny", status=500)
    stage.openai.script(transcripts=["how is the moon looking"])
    async with hearing(stage) as ears:
        await ears.feed(sentence, pace=1.5)
        await ears.wait_finals(1)
        assert ears.finals()[0]
        assert "how is the moon looking".startswith(ears.finals()[0])
        assert ears.alarms == ["down"]


@pytest.mark.rooms
async def test_hint_that_the_live_one_gives_back_is_not_what_was_said(stage: Stage, sentence: bytes) -> None:
    stage.openai.script(transcripts=["Calcutta, Bangalore, Pune and Delhi.", "How is the moon?"])
    async with hearing(stage) as ears:
        ears.ears.set_hint("Cities: Calcutta, Bangalore, Pune and Delhi.")
        await ears.feed(sentence)
        await ears.wait_finals(1)
        assert ears.finals() == ["How is the moon?"]


async def test_scribe_takes_its_place_by_settings_alone() -> None:
    settings = settings_of(
        "http://127.0.0.1:1/v1", stt_live="elevenlabs", stt_live_model=None, eleven_api_key=SecretStr("key")
    )
    ears, clients = open_ears(settings, [])
    assert isinstance(ears, LiveSttChain)
    assert isinstance(ears.live.stt, elevenlabs.STT)
    assert (ears.model, ears.capabilities.interim_results) == ("scribe_v2_realtime", True)
    assert [state.label for state in ears.states()] == ["stt/live", "stt/primary"]
    assert [state.label for state in list_links(settings, LlmSettings())[Part.STT]] == ["stt/live", "stt/primary"]
    await ears.aclose()
    assert clients.first is not None
    await clients.first.close()


async def test_live_recogniser_is_off_unless_it_is_switched_on() -> None:
    settings = settings_of("http://127.0.0.1:1/v1", stt_live="off")
    ears, clients = open_ears(settings, [])
    assert isinstance(ears, SttChain)
    await ears.aclose()
    assert clients.live is None
    with pytest.raises(ValidationError):
        settings_of("http://127.0.0.1:1/v1", stt_live="loud")


def sound(seconds: float = 1.0) -> list[rtc.AudioFrame]:
    return [rtc.AudioFrame.create(RATE, 1, int(RATE * seconds))]


class PuppetStream(stt.RecognizeStream):
    """Says what the test makes it say, until it is made to fail."""

    async def _run(self) -> None:
        await self._stt.run(self)  # type: ignore[attr-defined]


class PuppetStt(stt.STT):
    """A live recogniser whose connections are counted; `fail` ends the one that is open."""

    def __init__(self) -> None:
        super().__init__(capabilities=stt.STTCapabilities(streaming=True, interim_results=True))
        self.opened = 0
        self.is_failing = asyncio.Event()

    async def run(self, stream: PuppetStream) -> None:
        self.opened += 1
        stream._event_ch.send_nowait(
            stt.SpeechEvent(
                type=stt.SpeechEventType.FINAL_TRANSCRIPT, alternatives=[stt.SpeechData(language="en", text="one")]
            )
        )
        await self.is_failing.wait()
        self.is_failing.clear()
        raise APIConnectionError("gone")

    def stream(self, *, language: object = None, conn_options: APIConnectOptions) -> PuppetStream:
        return PuppetStream(stt=self, conn_options=conn_options)

    async def _recognize_impl(self, buffer: object, *, language: object, conn_options: object) -> stt.SpeechEvent:
        raise NotImplementedError


async def test_lost_connection_is_opened_anew_after_growing_pauses_when_nobody_speaks() -> None:
    puppet, pauses, lost = PuppetStt(), list[float](), list[str]()

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    line = LiveLine(
        SttLink("stt/live", puppet),
        timeout_s=1.0,
        on_event=lambda _: line.note_final(),
        on_lost=lambda: lost.append(line.reason or ""),
        pause=pause,
    )
    line.open()
    for count in (1, 2, 3):
        await wait_until(lambda count=count: puppet.opened == count and line.reason is None, what="words")
        puppet.is_failing.set()
        await wait_until(lambda count=count: len(lost) == count, what="lost")
    assert (pauses, lost) == ([5.0, 10.0, 20.0], ["APIConnectionError"] * 3)
    await wait_until(lambda: puppet.opened == 4 and line.is_proven, what="opened anew")
    line.note_voice(is_speaking=True)
    puppet.is_failing.set()
    await wait_until(lambda: len(pauses) == 4, what="paused")
    assert (puppet.opened, line.is_open) == (4, False)
    line.push(sound()[0])
    line.note_voice(is_speaking=False)
    await wait_until(lambda: puppet.opened == 5, what="opened in silence")
    await line.aclose()


class SlowPuppet(PuppetStt):
    """Brings its words, without any guess before them, while the same speech is out by POST."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words
        self.is_asked_by_post = asyncio.Event()
        self.has_answered = asyncio.Event()

    async def run(self, stream: PuppetStream) -> None:
        await self.is_asked_by_post.wait()
        data = stt.SpeechData(language="en", text=self.words)
        stream._event_ch.send_nowait(stt.SpeechEvent(type=stt.SpeechEventType.FINAL_TRANSCRIPT, alternatives=[data]))
        self.has_answered.set()
        await asyncio.Event().wait()


class PostStt(stt.STT):
    """Answers once the live one has."""

    def __init__(self, live: SlowPuppet, words: str) -> None:
        super().__init__(capabilities=stt.STTCapabilities(streaming=False, interim_results=False))
        self.live = live
        self.words = words

    async def _recognize_impl(self, buffer: object, *, language: object, conn_options: object) -> stt.SpeechEvent:
        self.live.is_asked_by_post.set()
        await self.live.has_answered.wait()
        await asyncio.sleep(0)
        data = stt.SpeechData(language="en", text=self.words)
        return stt.SpeechEvent(type=stt.SpeechEventType.FINAL_TRANSCRIPT, alternatives=[data])


@pytest.mark.rooms
@pytest.mark.parametrize(
    ("live", "post", "told"),
    [
        ("How is the moon tonight?", "how is the moon tonight", ["How is the moon tonight?"]),
        ("And how are you?", "how is the moon tonight", ["how is the moon tonight", "And how are you?"]),
    ],
)
async def test_words_that_both_bring_are_told_once_and_none_are_lost(
    sentence: bytes, live: str, post: str, told: list[str]
) -> None:
    puppet = SlowPuppet(live)
    chain = SttChain([SttLink("stt/post", PostStt(puppet, post))], timeout_s=5.0, on_all_failed=lambda: None)
    detector = inference.VAD(min_silence_duration=0.25, prefix_padding_duration=0.25)
    ears = LiveSttChain(SttLink("stt/live", puppet), chain, detector=detector, final_s=0.5)
    stream = ears.stream(conn_options=APIConnectOptions(max_retry=0))
    listener = Hearing(ears, stream)
    reading = asyncio.get_running_loop().create_task(listener.read())
    await listener.feed(sentence)
    await listener.wait_finals(len(told))
    assert (listener.finals(), [state.available for state in ears.states()]) == (told, [True, True])
    await stream.aclose()
    reading.cancel()
    await asyncio.gather(reading, return_exceptions=True)
    await ears.aclose()

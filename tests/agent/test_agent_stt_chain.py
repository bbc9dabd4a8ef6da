"""The STT chain: failing, hanging and mute links, and how they come back."""

import asyncio
from collections.abc import Callable

from livekit import rtc
from livekit.agents import APIConnectionError, APIConnectOptions, stt
from pydantic import SecretStr

from agent.chains.build import build_stt_chain, open_stt_clients
from agent.chains.link_health import LinkHealth
from agent.chains.stt_chain import SttChain, SttLink
from agent.settings import WorkerSettings
from tests.fakes.room_guest import wait_until
from tests.fakes.speech_wire import SpeechWire

HINT = "Birth details: I was born on the fourteenth of May 1996. Calcutta, Bangalore, Pune."
OPTIONS = APIConnectOptions(max_retry=0)


class FakeStt(stt.STT):
    """Answers what `hear` says; counts how often it was asked."""

    def __init__(self, hear: Callable[[], str]) -> None:
        super().__init__(capabilities=stt.STTCapabilities(streaming=False, interim_results=False))
        self.hear = hear
        self.asked = 0
        self.hint = ""
        self.hints_heard_with: list[str] = []

    def take_hint(self, hint: str) -> None:
        self.hint = hint

    async def _recognize_impl(self, buffer: object, *, language: object, conn_options: object) -> stt.SpeechEvent:
        self.asked += 1
        self.hints_heard_with.append(self.hint)
        text = self.hear()
        if text == "hang":
            await asyncio.sleep(3600)
        return stt.SpeechEvent(
            type=stt.SpeechEventType.FINAL_TRANSCRIPT, alternatives=[stt.SpeechData(language="en", text=text)]
        )


def fail() -> str:
    raise APIConnectionError("no")


def speech(seconds: float = 2.0) -> rtc.AudioFrame:
    return rtc.AudioFrame.create(16_000, 1, int(16_000 * seconds))


def chain_of(*links: FakeStt, alarms: list[str] | None = None) -> SttChain:
    named = [SttLink(f"stt/{index}", link, link.take_hint) for index, link in enumerate(links)]
    return SttChain(
        named,
        timeout_s=0.2,
        on_all_failed=lambda: (alarms if alarms is not None else []).append("down"),
        health=LinkHealth([link.label for link in named], first_probe_s=0.05),
    )


async def hear(chain: SttChain, seconds: float = 2.0) -> str:
    event = await chain.recognize(speech(seconds), conn_options=OPTIONS)
    return event.alternatives[0].text if event.alternatives else ""


async def test_second_link_hears_what_the_first_fails_on_and_the_first_comes_back() -> None:
    first, second = FakeStt(fail), FakeStt(lambda: "hello")
    chain = chain_of(first, second)
    assert await hear(chain) == "hello"
    assert [state.available for state in chain.states()] == [False, True]
    assert chain.heard_by == "stt/1"
    first.hear = lambda: "back again"
    await wait_until(lambda: chain.states()[0].available, what="recovery")
    assert await hear(chain) == "back again"
    assert chain.heard_by == "stt/0"
    await chain.aclose()


async def test_hanging_link_is_left_within_its_time() -> None:
    chain = chain_of(FakeStt(lambda: "hang"), FakeStt(lambda: "hello"))
    assert await hear(chain) == "hello"
    assert chain.states()[0].reason == "timeout"
    await chain.aclose()


async def test_mute_link_is_found_out_by_the_next_one() -> None:
    mute, second = FakeStt(lambda: ""), FakeStt(lambda: "hello")
    chain = chain_of(mute, second)
    assert await hear(chain) == "hello"
    assert chain.states()[0].reason == "mute"
    await chain.aclose()


async def test_short_noise_that_is_no_speech_blames_nobody() -> None:
    mute, second = FakeStt(lambda: ""), FakeStt(lambda: "hello")
    chain = chain_of(mute, second)
    assert await hear(chain, 0.7) == ""
    assert (second.asked, chain.states()[0].available) == (0, True)
    await chain.aclose()


async def test_only_link_that_stays_mute_is_reported() -> None:
    alarms: list[str] = []
    chain = chain_of(FakeStt(lambda: ""), alarms=alarms)
    for _ in range(2):
        await hear(chain)
    assert alarms == []
    await hear(chain)
    assert alarms == ["down"]
    await chain.aclose()


async def test_all_links_failing_is_reported_and_raises_nothing() -> None:
    alarms: list[str] = []
    chain = chain_of(FakeStt(fail), FakeStt(fail), alarms=alarms)
    assert await hear(chain) == ""
    assert alarms == ["down"]
    await chain.aclose()


async def test_every_link_is_told_what_to_expect_until_it_is_over() -> None:
    first, second = FakeStt(fail), FakeStt(lambda: "In Pune.")
    chain = chain_of(first, second)
    chain.set_hint(HINT)
    assert await hear(chain) == "In Pune."
    assert (first.hints_heard_with, second.hints_heard_with) == ([HINT], [HINT])
    chain.set_hint("")
    await hear(chain)
    assert second.hints_heard_with == [HINT, ""]
    await chain.aclose()


async def test_hint_that_comes_back_as_words_is_heard_again_without_it() -> None:
    link = FakeStt(lambda: "")
    link.hear = lambda: "i was born on the fourteenth of May" if link.hint else ""
    chain = chain_of(link)
    chain.set_hint(HINT)
    assert await hear(chain, 0.7) == ""
    assert (link.hints_heard_with, link.hint) == ([HINT, ""], HINT)
    link.hear = lambda: "Calcutta, Bangalore."
    assert await hear(chain) == "Calcutta, Bangalore."
    assert link.hints_heard_with == [HINT, "", HINT]
    await chain.aclose()


async def test_both_providers_get_the_hint_as_their_prompt() -> None:
    async with SpeechWire(heard="In Pune.", status={"stt": 500}) as wire:
        settings = WorkerSettings(
            livekit_url="ws://127.0.0.1:1",
            livekit_api_key="key",
            livekit_api_secret=SecretStr("s" * 32),
            astra_service_token=SecretStr("t" * 32),
            stt_base_url=f"{wire.url}/stt",
            stt2_base_url=f"{wire.url}/stt2",
            stt2_model="whisper-1",
        )
        clients = open_stt_clients(settings)
        chain = build_stt_chain(settings, clients, language="en", on_all_failed=lambda: None)
        for hint in ("", HINT, ""):
            chain.set_hint(hint)
            assert await hear(chain) == "In Pune."
        await chain.aclose()
        for client in (clients.first, clients.second):
            assert client is not None
            await client.close()
    by_model = {str(upload["model"]): [] for upload in wire.uploads}
    for upload in wire.uploads:
        by_model[str(upload["model"])].append(upload["prompt"])
    assert by_model == {settings.stt_model: [None], "whisper-1": [None, HINT, None]}


async def test_chain_is_busy_while_it_listens() -> None:
    chain = chain_of(FakeStt(lambda: "hang"))
    hearing = asyncio.gather(hear(chain))
    await wait_until(lambda: chain.is_busy, what="busy")
    await chain.wait_idle(5)
    assert not chain.is_busy
    await hearing
    await chain.aclose()

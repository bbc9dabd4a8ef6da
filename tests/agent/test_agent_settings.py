"""What the worker makes of its settings: which links there are, and which voice a persona has."""

from typing import Any
from uuid import uuid4

import pytest
from pydantic import ValidationError

from agent.chain_board import LAST_WORD_S, ChainBoard
from agent.chains.build import list_links
from agent.settings import DEFAULT_ELEVEN_VOICE, WorkerSettings
from astra.contracts.worker import LinkState, Stage
from astra.kernels.kernels import Voice
from astra.kit.clock import SYSTEM_CLOCK, Clock
from astra.llm.settings import LlmSettings

ROOMS = {
    "livekit_url": "ws://127.0.0.1:9",
    "livekit_api_key": "key",
    "livekit_api_secret": "secret",
    "astra_service_token": "token",
}


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENROUTER_API_KEY", "OPENROUTER_BASE_URL", "TTS_VOICE"):
        monkeypatch.delenv(name, raising=False)


def settings(**given: Any) -> WorkerSettings:
    return WorkerSettings.model_validate(ROOMS | given)


def labels(chains: dict[Stage, list[LinkState]]) -> dict[str, list[str]]:
    return {stage.value: [link.label for link in links if link.available] for stage, links in chains.items()}


def test_configured_links_are_available_until_someone_tries_them() -> None:
    worker = settings(openai_api_key="key", eleven_api_key="key", tts2_base_url="http://127.0.0.1:9", tts2_model="x")
    llm = LlmSettings.model_validate({"openrouter_api_key": "key"})
    assert labels(list_links(worker, llm)) == {
        "stt": ["stt/primary"],
        "llm": ["openrouter/primary", "openrouter/fallback"],
        "tts": ["tts/elevenlabs", "tts/second"],
    }


def test_stage_without_key_and_address_has_no_links() -> None:
    assert labels(list_links(settings(), LlmSettings())) == {"stt": [], "llm": [], "tts": []}


def test_last_word_of_a_session_holds_for_a_while() -> None:
    at_s = [0.0]
    clock = Clock(now=SYSTEM_CLOCK.now, monotonic=lambda: at_s[0])
    configured = {Stage.LLM: [LinkState(label="one", available=True)]}
    broken = {Stage.LLM: [LinkState(label="one", available=False, reason="cut")]}
    board = ChainBoard(configured, clock=clock)
    assert board.read() == configured
    session_id = uuid4()
    board.pin(session_id, lambda: broken)
    assert (board.sessions, board.read()) == (1, broken)
    board.unpin(session_id)
    assert (board.sessions, board.read()) == (0, broken)
    at_s[0] += LAST_WORD_S + 1
    assert board.read() == configured


def test_personas_have_voices_of_their_own_where_they_are_mapped() -> None:
    worker = settings(tts_voices="warm=one, deep=two")
    assert [worker.choose_voice(voice) for voice in (Voice.WARM, Voice.DEEP)] == ["one", "two"]
    assert worker.choose_voice(Voice.BRIGHT) == DEFAULT_ELEVEN_VOICE


def test_one_voice_for_all_wins() -> None:
    assert settings(tts_voice="mine", tts_voices="warm=one").choose_voice(Voice.WARM) == "mine"


@pytest.mark.parametrize("pairs", ["warm", "warm=", "=one", "loud=one", "warm=one,deep"])
def test_malformed_voices_are_refused(pairs: str) -> None:
    with pytest.raises(ValidationError, match="tts_voices"):
        settings(tts_voices=pairs)

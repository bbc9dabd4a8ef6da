"""The running Astra that the browser visits, and WAV files for its microphone."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from scenarios.script import Person, Say
from scenarios.sound import Sound, join_sounds, make_silence
from scenarios.voices import MICROPHONE_RATE, VoiceBox
from tests.fakes.astra_stack import ROOT, AstraStack
from tests.fakes.shared_astra import share_astra


@pytest.fixture(scope="session")
def astra(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AstraStack:
    assert (ROOT / "web/dist/index.html").exists(), "the page is not built: run `make web/dist/.built`"
    return share_astra(request.config, tmp_path_factory)


@pytest.fixture
def record(astra: AstraStack, tmp_path: Path) -> Callable[..., Path]:
    """Make a microphone file of lines and silences (seconds), in order."""

    def make(*parts: str | float) -> Path:
        voices = VoiceBox(f"{astra.openai_standin}/v1", tmp_path / "voices")

        async def speak() -> list[Sound]:
            return [
                await voices.speak(Say(text=part), Person(), tmp_path)
                if isinstance(part, str)
                else make_silence(part, MICROPHONE_RATE)
                for part in parts
            ]

        whole = join_sounds(asyncio.run(speak()))
        hiss = np.random.default_rng(1).normal(0, 4, len(whole.samples)).astype(np.int16)
        path = tmp_path / "microphone.wav"
        path.write_bytes(Sound(whole.samples + hiss, whole.rate).at_rate(48_000).to_wav())
        return path

    return make

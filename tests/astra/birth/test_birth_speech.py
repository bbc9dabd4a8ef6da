"""Birth details through a real voice and a real recogniser: what Piper says and Whisper writes is read as meant."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from astra.kernels import load_kernels
from astra.places import Places
from local.engines.decoding import RECOGNISER_RATE
from local.engines.recogniser import Recogniser
from local.engines.synthesiser import Synthesiser
from local.engines.voices import load_voices
from tests.fakes.birth_utterances import Utterance, load_utterances, play

pytestmark = pytest.mark.speech

_HINT = load_kernels(Path(__file__).parents[3] / "prompts").spoken("hint_birth_details", seed="")
"""What the worker tells a recogniser while birth details are asked for; it spells names and times better for it."""

_CLEAR = (
    "May 14th, 1996",
    "I was born on the twenty first of June two thousand and three",
    "I was born at 7:20 AM",
    "half past nine at night",
    "I was born in Chicago on July fourth nineteen eighty at five in the evening",
    "My sister was born on 14 May 1990 in Delhi at 7 am",
)
_MISHEARD_AT_MOST = 1
"""No two recordings of the voice are alike, and the small recogniser mishears one in a while."""


@dataclass(frozen=True)
class _Ear:
    synthesiser: Synthesiser
    recogniser: Recogniser

    async def hear(self, text: str) -> str:
        voice = load_voices().find("joe")
        parts = [spoken.at_rate(RECOGNISER_RATE).samples async for spoken in self.synthesiser.speak(text, voice)]
        silence = np.zeros(RECOGNISER_RATE // 4, dtype=np.int16)
        audio = np.concatenate([silence, *parts, silence]).astype(np.float32) / np.float32(32768)
        return (await self.recogniser.transcribe(audio, prompt=_HINT)).text.strip()


@pytest.fixture
async def ear() -> AsyncIterator[_Ear]:
    made = _Ear(Synthesiser(threads=1), Recogniser(threads=2))
    await made.recogniser.load()
    await made.synthesiser.load()
    yield made
    made.synthesiser.close()
    made.recogniser.close()


async def _listen(ear: _Ear, places: Places, utterances: list[Utterance]) -> list[str]:
    """What was misunderstood, with what was heard."""
    wrong: list[str] = []
    for utterance in utterances:
        heard = tuple([await ear.hear(turn) for turn in utterance.turns])
        if play(utterance, places, heard) != utterance.wants:
            wrong.append(f"{utterance.name} -> {' >> '.join(heard)}")
    return wrong


async def test_clear_speech_is_understood(ear: _Ear, places: Places) -> None:
    chosen = [utterance for utterance in load_utterances() if utterance.name in _CLEAR]
    assert len(chosen) == len(_CLEAR)
    wrong = await _listen(ear, places, chosen)
    assert len(wrong) <= _MISHEARD_AT_MOST, wrong


@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_a_hundred_utterances_are_understood_by_ear(ear: _Ear, places: Places) -> None:
    chosen = [utterance for utterance in load_utterances() if utterance.spoken]
    wrong = await _listen(ear, places, chosen)
    assert len(chosen) >= 100
    assert len(wrong) <= 0.12 * len(chosen), wrong

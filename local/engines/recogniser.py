"""Speech → text, by faster-whisper with the packaged English weights, or a model that the user names.

It loads in the background at start and warms itself with a quick look at a second of noise, so that the first
utterance of a talk does not pay for it. Silence and noise come back as an empty text: Whisper would otherwise make
words up.
"""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import structlog
from faster_whisper import WhisperModel
from faster_whisper.tokenizer import Tokenizer
from numpy.typing import NDArray

from local.engines.decoding import RECOGNISER_RATE, decode_audio
from local.engines.weights import WHISPER_TINY_EN, WeightsError
from local.engines.work import WorkLine

_QUIET_RMS = 0.0008
_PROMPT_CHARS = 600
_NO_SPEECH = 0.6
_DOUBTFUL_LOGPROB = -1.0
_SKETCH_TAIL_S = 1.0
_TOKENS_PER_S = 6

_log = structlog.get_logger(__name__)


class RecogniserUnavailableError(Exception):
    """No recogniser could be loaded; the message says why."""


@dataclass(frozen=True, slots=True)
class HeardWord:
    """One word and when it was said, in seconds."""

    word: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class HeardSegment:
    """A stretch of speech as Whisper cut it."""

    text: str
    start_s: float
    end_s: float
    avg_logprob: float
    no_speech_prob: float
    compression_ratio: float
    words: tuple[HeardWord, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood of one recording."""

    text: str
    language: str
    duration_s: float
    segments: tuple[HeardSegment, ...]


class Recogniser:
    """One Whisper model. `model` is a folder or a name that faster-whisper knows; None takes the packaged weights."""

    def __init__(self, *, model: str | None = None, threads: int = 2) -> None:
        self._wanted = model
        self._threads = threads
        self._line = WorkLine("recogniser", threads=1, waiting=16)
        self._decoding = WorkLine("decoder", threads=2, waiting=16)
        self._model: WhisperModel | None = None
        self._settled = asyncio.Event()
        self.engine = "none"
        self.state: Literal["loading", "ready", "broken"] = "loading"
        self.reason: str | None = None

    async def load(self) -> None:
        """Load and warm the model. A failure is kept in `state` and `reason`, not raised."""
        try:
            self._model = await self._line.run(self._load)
            self.state = "ready"
        except Exception as failure:  # noqa: BLE001  supervisor of start-up: whatever broke, the process still serves
            self.state, self.reason = "broken", f"{type(failure).__name__}: {failure}"
            _log.error("recogniser.broken", error=type(failure).__name__)
        finally:
            self._settled.set()
        _log.info("recogniser.settled", state=self.state, engine=self.engine)

    async def decode(self, data: bytes, *, raw_pcm_rate: int | None = None) -> NDArray[np.float32]:
        """An upload as samples for `transcribe`. Raises `AudioError`, `OverloadedError`."""
        return await self._decoding.run(decode_audio, data, raw_pcm_rate=raw_pcm_rate)

    async def transcribe(
        self, audio: NDArray[np.float32], *, prompt: str = "", language: str | None = None, words: bool = False
    ) -> Heard:
        """`audio`: 16 kHz mono in −1…1. Raises `RecogniserUnavailableError`, `OverloadedError`."""
        await self._settled.wait()
        model = self._model
        if model is None:
            raise RecogniserUnavailableError(self.reason or "no recogniser")
        return await self._line.run(_transcribe, model, audio, prompt[-_PROMPT_CHARS:], language, words)

    @property
    def is_busy(self) -> bool:
        """Whether something is being transcribed, or waits for it."""
        return self._line.is_busy

    async def sketch(self, audio: NDArray[np.float32], *, language: str | None = None) -> str:
        """A quick reading of what has been said so far, at about a fifth of the work of `transcribe`.

        Its end is unreliable. `audio` as for `transcribe`, of less than half a minute; raises the same.
        """
        await self._settled.wait()
        model = self._model
        if model is None:
            raise RecogniserUnavailableError(self.reason or "no recogniser")
        return await self._line.run(_sketch, model, audio, language)

    def close(self) -> None:
        """Take no more work."""
        self._line.close()
        self._decoding.close()

    def _load(self) -> WhisperModel:
        if self._wanted is not None:
            path, self.engine = self._wanted, f"faster-whisper {Path(self._wanted).name}"
        else:
            path, self.engine = str(WHISPER_TINY_EN.locate() / "model"), "faster-whisper tiny.en"
        try:
            model = WhisperModel(path, device="cpu", compute_type="int8", cpu_threads=self._threads)
        except (RuntimeError, ValueError, OSError) as failure:
            raise WeightsError(f"the speech model could not be loaded from {Path(path).name}") from failure
        _sketch(model, np.zeros(RECOGNISER_RATE, dtype=np.float32) + 0.01, "en")
        return model


def _transcribe(
    model: WhisperModel,
    audio: NDArray[np.float32],
    prompt: str,
    language: str | None,
    words: bool,
) -> Heard:
    duration_s = len(audio) / RECOGNISER_RATE
    spoken = language if model.model.is_multilingual else "en"
    if not len(audio) or float(np.sqrt(np.mean(np.square(audio)))) < _QUIET_RMS:
        return Heard(text="", language=spoken or "en", duration_s=duration_s, segments=())
    found, info = model.transcribe(
        audio,
        language=spoken,
        beam_size=2,
        temperature=[0.0, 0.4],
        initial_prompt=prompt or None,
        condition_on_previous_text=False,
        vad_filter=False,
        word_timestamps=words,
    )
    segments = tuple(
        HeardSegment(
            text=segment.text,
            start_s=segment.start,
            end_s=min(segment.end, duration_s),
            avg_logprob=segment.avg_logprob,
            no_speech_prob=segment.no_speech_prob,
            compression_ratio=segment.compression_ratio,
            words=tuple(HeardWord(w.word, w.start, w.end) for w in segment.words or ()),
        )
        for segment in found
        if not (segment.no_speech_prob > _NO_SPEECH and segment.avg_logprob < _DOUBTFUL_LOGPROB)
    )
    text = "".join(segment.text for segment in segments).strip()
    return Heard(text=text, language=info.language, duration_s=duration_s, segments=segments)


def _sketch(model: WhisperModel, audio: NDArray[np.float32], language: str | None) -> str:
    """Encodes the sound alone, and not the half minute that the model takes by default."""
    is_multilingual = bool(model.model.is_multilingual)
    if is_multilingual and language is None:
        return ""
    tail = np.zeros(int(_SKETCH_TAIL_S * RECOGNISER_RATE), dtype=np.float32)
    features = model.feature_extractor(np.concatenate([audio, tail]), padding=0)
    encoded = model.encode(features[:, : features.shape[-1] // 2 * 2])
    tokenizer = Tokenizer(
        model.hf_tokenizer, is_multilingual, task="transcribe", language=language if is_multilingual else "en"
    )
    prompt = model.get_prompt(tokenizer, [], without_timestamps=True)
    most = len(prompt) + 4 + int(_TOKENS_PER_S * len(audio) / RECOGNISER_RATE)
    found = model.model.generate(encoded, [prompt], beam_size=1, max_length=most, suppress_blank=True)[0]
    return tokenizer.decode(found.sequences_ids[0]).strip()

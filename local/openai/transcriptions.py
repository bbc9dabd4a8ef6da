"""`POST /v1/audio/transcriptions`: an upload → its text, in the form the client asked for."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from local.engines.decoding import RAW_PCM_RATE, RECOGNISER_RATE
from local.engines.recogniser import Heard
from local.faults.book import FaultKind, Stage
from local.faults.outlet import EVENT_STREAM, answer_stream, answer_whole, delay
from local.openai.errors import WireError, fault_error
from local.openai.options import MAX_AUDIO_BYTES, PARTS, Parts

_FORMATS = frozenset({"json", "text", "verbose_json", "srt", "vtt"})
_MAX_FIELD_BYTES = 16_384
_MAX_FIELDS = 64
_LANGUAGE_NAMES = {"en": "english", "hi": "hindi"}
_BENCH_TRANSCRIPT = "hello there"
_RATE_PARAMETER = re.compile(r"rate=(\d{4,6})")
_WORD = re.compile(r"\s*\S+")


@dataclass(frozen=True, slots=True)
class _Upload:
    audio: bytes
    raw_pcm_rate: int | None
    fields: dict[str, list[str]]

    def first(self, name: str, default: str = "") -> str:
        return self.fields.get(name, [default])[0]


async def transcribe(request: web.Request) -> web.StreamResponse:
    """Handler of the endpoint."""
    parts = request.app[PARTS]
    upload = await _read_upload(request)
    model = upload.first("model")
    if not model:
        raise WireError(400, "you must provide a model parameter", param="model")
    form = upload.first("response_format", "json")
    if form not in _FORMATS:
        raise WireError(400, f"response_format must be one of {', '.join(sorted(_FORMATS))}", param="response_format")
    fault = parts.faults.take(Stage.STT, model)
    await delay(fault)
    if fault is not None and fault.kind is FaultKind.STATUS:
        raise fault_error(fault.status)
    wants_words = "word" in upload.fields.get("timestamp_granularities[]", [])
    heard = await _hear(parts, upload, words=wants_words)
    if upload.first("stream").lower() == "true":
        return await answer_stream(request, fault, _deltas(heard), content_type=EVENT_STREAM)
    body, content_type = _form(heard, form, words=wants_words)
    return await answer_whole(request, fault, body, content_type=content_type)


async def _read_upload(request: web.Request) -> _Upload:
    if not request.content_type.startswith("multipart/"):
        raise WireError(400, "The body must be multipart/form-data.")
    audio: bytes | None = None
    raw_pcm_rate: int | None = None
    fields: dict[str, list[str]] = {}
    try:
        reader = await request.multipart()
        while (part := await reader.next()) is not None:
            if not isinstance(part, BodyPartReader) or part.name is None:
                raise WireError(400, "Every part of the form needs a name.")
            if part.name == "file":
                raw_pcm_rate = _raw_rate(part)
                audio = await _read_part(part, MAX_AUDIO_BYTES)
            elif len(fields) < _MAX_FIELDS:
                value = (await _read_part(part, _MAX_FIELD_BYTES)).decode("utf-8", "replace")
                fields.setdefault(part.name, []).append(value)
    except (ValueError, AssertionError, EOFError, RuntimeError, HttpProcessingError) as failure:
        raise WireError(400, "Could not parse the multipart form.") from failure
    if audio is None:
        raise WireError(400, "The form has no file.", param="file")
    return _Upload(audio=audio, raw_pcm_rate=raw_pcm_rate, fields=fields)


async def _read_part(part: BodyPartReader, limit: int) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk(65_536):
        content += chunk
        if len(content) > limit:
            raise WireError(413, f"Maximum content size limit ({limit}) exceeded.", param=part.name)
    return bytes(content)


def _raw_rate(part: BodyPartReader) -> int | None:
    media_type = part.headers.get("Content-Type", "").lower()
    if media_type.startswith(("audio/pcm", "audio/l16")) or (part.filename or "").lower().endswith((".pcm", ".raw")):
        found = _RATE_PARAMETER.search(media_type)
        return int(found.group(1)) if found else RAW_PCM_RATE
    return None


async def _hear(parts: Parts, upload: _Upload, *, words: bool) -> Heard:
    scripted = parts.script.next_transcript()
    if parts.recogniser is None or scripted is not None:
        if parts.bench is not None:
            await asyncio.sleep(parts.bench.stt_latency_ms / 1000)
        text = _BENCH_TRANSCRIPT if scripted is None else scripted
        return Heard(text=text, language="en", duration_s=0.0, segments=())
    audio = await parts.recogniser.decode(upload.audio, raw_pcm_rate=upload.raw_pcm_rate)
    if len(audio) < RECOGNISER_RATE // 10:
        raise WireError(400, "Audio file is too short. Minimum audio length is 0.1 seconds.", param="file")
    language = upload.first("language")[:2].lower() or None
    return await parts.recogniser.transcribe(audio, prompt=upload.first("prompt"), language=language, words=words)


def _form(heard: Heard, form: str, *, words: bool) -> tuple[bytes, str]:
    if form == "text":
        return (heard.text + "\n").encode(), "text/plain; charset=utf-8"
    if form == "srt":
        return _captions(heard, ",", numbered=True).encode(), "text/plain; charset=utf-8"
    if form == "vtt":
        return ("WEBVTT\n\n" + _captions(heard, ".", numbered=False)).encode(), "text/plain; charset=utf-8"
    body: dict[str, Any] = {"text": heard.text}
    if form == "verbose_json":
        body = _verbose(heard, words=words)
    body["usage"] = {"type": "duration", "seconds": round(heard.duration_s + 0.5)}
    return json.dumps(body, ensure_ascii=False).encode(), "application/json"


def _verbose(heard: Heard, *, words: bool) -> dict[str, Any]:
    body: dict[str, Any] = {
        "task": "transcribe",
        "language": _LANGUAGE_NAMES.get(heard.language, heard.language),
        "duration": heard.duration_s,
        "text": heard.text,
        "segments": [
            {
                "id": index,
                "seek": 0,
                "start": segment.start_s,
                "end": segment.end_s,
                "text": segment.text,
                "tokens": [],
                "temperature": 0.0,
                "avg_logprob": segment.avg_logprob,
                "compression_ratio": segment.compression_ratio,
                "no_speech_prob": segment.no_speech_prob,
            }
            for index, segment in enumerate(heard.segments)
        ],
    }
    if words:
        spoken = (word for segment in heard.segments for word in segment.words)
        body["words"] = [{"word": w.word.strip(), "start": w.start_s, "end": w.end_s} for w in spoken]
    return body


def _captions(heard: Heard, comma: str, *, numbered: bool) -> str:
    blocks: list[str] = []
    for index, segment in enumerate(heard.segments, 1):
        times = f"{_clock(segment.start_s, comma)} --> {_clock(segment.end_s, comma)}"
        blocks.append((f"{index}\n" if numbered else "") + f"{times}\n{segment.text.strip()}\n")
    return "\n".join(blocks)


def _clock(seconds: float, comma: str) -> str:
    whole_ms = round(seconds * 1000)
    minutes, ms = divmod(whole_ms, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{ms // 1000:02}{comma}{ms % 1000:03}"


async def _deltas(heard: Heard) -> AsyncIterator[bytes]:
    for word in _WORD.findall(heard.text):
        yield _sse({"type": "transcript.text.delta", "delta": word})
    yield _sse({"type": "transcript.text.done", "text": heard.text})
    yield b"data: [DONE]\n\n"


def _sse(body: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(body, ensure_ascii=False).encode() + b"\n\n"

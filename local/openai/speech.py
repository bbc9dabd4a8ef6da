"""`POST /v1/audio/speech`: text → audio, sent as it is synthesised."""

import base64
import json
from collections.abc import AsyncIterator
from typing import Literal

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from local.engines.encoding import MEDIA_TYPES, build_encoder
from local.engines.sentences import has_words
from local.engines.voices import Voice, load_voices
from local.faults.book import FaultKind, Stage
from local.faults.outlet import EVENT_STREAM, answer_stream, delay
from local.openai.errors import WireError, fault_error
from local.openai.options import PARTS, Parts

_RATE = 24_000
_PIECE_SAMPLES = _RATE // 5
_MP3_BIT_RATE = 64_000


class SpeechRequest(BaseModel):
    """Body of a request; the limits are the hosted service's own. Options it does not name are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    model: str = Field(min_length=1, max_length=200)
    input: str = Field(min_length=1, max_length=4096)
    voice: str = Field(min_length=1, max_length=200)
    response_format: Literal["mp3", "opus", "aac", "flac", "wav", "pcm"] = "mp3"
    stream_format: Literal["audio", "sse"] = "audio"
    speed: float = Field(default=1.0, ge=0.25, le=4.0)


async def speak(request: web.Request) -> web.StreamResponse:
    """Handler of the endpoint."""
    parts = request.app[PARTS]
    body = SpeechRequest.model_validate_json(await request.read())
    fault = parts.faults.take(Stage.TTS, body.model)
    await delay(fault)
    if fault is not None and fault.kind is FaultKind.STATUS:
        raise fault_error(fault.status)
    if not has_words(body.input):
        raise WireError(400, "The input has nothing to say in it.", param="input")
    voice = load_voices().pick(body.voice, body.input, model=body.model)
    pieces = _audio(parts, body, voice)
    first = await anext(pieces)
    whole = _prepend(first, pieces)
    if body.stream_format == "sse":
        return await answer_stream(request, fault, _events(whole, body), content_type=EVENT_STREAM)
    return await answer_stream(request, fault, whole, content_type=MEDIA_TYPES[body.response_format])


async def _prepend(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The first piece is waited for before the headers go out, so that an engine's failure is still an error answer."""
    yield first
    async for piece in rest:
        yield piece


async def _audio(parts: Parts, body: SpeechRequest, voice: Voice) -> AsyncIterator[bytes]:
    encoder = build_encoder(
        body.response_format, rate=_RATE, bit_rate=_MP3_BIT_RATE if body.response_format == "mp3" else None
    )
    async for spoken in parts.speaker.speak(body.input, voice, tempo=body.speed):
        samples = spoken.at_rate(_RATE).samples
        for start in range(0, len(samples), _PIECE_SAMPLES):
            if encoded := encoder.push(samples[start : start + _PIECE_SAMPLES]):
                yield encoded
    if encoded := encoder.finish():
        yield encoded


async def _events(pieces: AsyncIterator[bytes], body: SpeechRequest) -> AsyncIterator[bytes]:
    async for piece in pieces:
        event = {"type": "speech.audio.delta", "audio": base64.b64encode(piece).decode()}
        yield f"data: {json.dumps(event)}\n\n".encode()
    tokens = {"input_tokens": len(body.input.split()), "output_tokens": len(body.input)}
    done = {"type": "speech.audio.done", "usage": {**tokens, "total_tokens": sum(tokens.values())}}
    yield f"data: {json.dumps(done)}\n\n".encode()
    yield b"data: [DONE]\n\n"

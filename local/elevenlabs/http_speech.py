"""`POST /v1/text-to-speech/{voice}` and `…/stream`: one text → audio, sent as it is synthesised."""

from collections.abc import AsyncIterator

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from local.elevenlabs.errors import WireError, fault_error
from local.elevenlabs.formats import DEFAULT, OutputFormat, parse_format
from local.elevenlabs.options import MAX_TEXT_CHARS, PARTS, Parts
from local.elevenlabs.pieces import PieceCutter
from local.elevenlabs.wire import VoiceSettings
from local.engines.sentences import has_words
from local.engines.voices import Voice, load_voices
from local.faults.book import FaultKind, Stage
from local.faults.outlet import answer_stream, answer_whole, delay


class SpeechRequest(BaseModel):
    """Body of a request. Options that no engine here has are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str = Field(min_length=1, max_length=MAX_TEXT_CHARS)
    model_id: str = Field(default="eleven_multilingual_v2", min_length=1, max_length=200)
    language_code: str | None = None
    voice_settings: VoiceSettings | None = None


async def stream_speech(request: web.Request) -> web.StreamResponse:
    """Audio piece by piece."""
    return await _speak(request, whole=False)


async def whole_speech(request: web.Request) -> web.StreamResponse:
    """Audio in one body."""
    return await _speak(request, whole=True)


async def _speak(request: web.Request, *, whole: bool) -> web.StreamResponse:
    parts = request.app[PARTS]
    output = parse_format(request.query.get("output_format", DEFAULT))
    body = SpeechRequest.model_validate_json(await request.read())
    fault = parts.faults.take(Stage.TTS, body.model_id)
    await delay(fault)
    if fault is not None and fault.kind is FaultKind.STATUS:
        raise fault_error(fault.status)
    if not has_words(body.text):
        raise WireError(400, "text_empty", "The text has nothing to say in it.")
    voice = load_voices().pick(request.match_info["voice"], body.text, language=body.language_code, model=body.model_id)
    pieces = _audio(parts, body, voice, output)
    if whole:
        audio = b"".join([piece async for piece in pieces])
        return await answer_whole(request, fault, audio, content_type=output.media_type)
    first = await anext(pieces)
    return await answer_stream(request, fault, _prepend(first, pieces), content_type=output.media_type)


async def _prepend(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The first piece is waited for before the headers go out, so that an engine's failure is still an error answer."""
    yield first
    async for piece in rest:
        yield piece


async def _audio(parts: Parts, body: SpeechRequest, voice: Voice, output: OutputFormat) -> AsyncIterator[bytes]:
    tempo = (body.voice_settings.speed if body.voice_settings else None) or 1.0
    cutter, encoder = PieceCutter(output.rate), output.encoder()
    async for spoken in parts.speaker.speak(body.text, voice, tempo=tempo):
        for piece in cutter.cut(spoken):
            if encoded := encoder.push(piece.samples):
                yield encoded
    if encoded := encoder.finish():
        yield encoded

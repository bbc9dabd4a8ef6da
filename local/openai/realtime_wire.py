"""Messages of the realtime transcription socket: what comes in, what goes out.

Fields that are not named here are ignored, as everywhere on this wire.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from local.kit.ids import new_label

MAX_MESSAGE_BYTES = 4 * 1024 * 1024
INPUT_RATE = 24_000


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class TurnDetection(_Lenient):
    """How the server finds the end of an utterance by itself."""

    type: Literal["server_vad", "semantic_vad"] = "server_vad"
    threshold: float = Field(default=0.5, ge=0, le=1)
    prefix_padding_ms: float = Field(default=300, ge=0, le=5000)
    silence_duration_ms: float = Field(default=500, ge=50, le=10_000)


class Transcription(_Lenient):
    """What is known of the speech beforehand; a field that is left out keeps its value."""

    model: str | None = None
    language: str | None = None
    prompt: str | None = None


class AudioFormat(_Lenient):
    """Only what the hosted service calls pcm16 is taken."""

    type: Literal["audio/pcm"] = "audio/pcm"
    rate: Literal[24_000] = 24_000


class AudioInput(_Lenient):
    """`turn_detection` null, or left out, means that the client commits."""

    format: AudioFormat | None = None
    transcription: Transcription | None = None
    turn_detection: TurnDetection | None = None


class Audio(_Lenient):
    """The only side that a transcription session has."""

    input: AudioInput = AudioInput()


class Session(_Lenient):
    """A session that transcribes; one that talks is not served."""

    type: Literal["transcription"]
    audio: Audio = Audio()


class ClientEvent(_Lenient):
    """One message of the client."""

    type: Literal[
        "session.update", "input_audio_buffer.append", "input_audio_buffer.commit", "input_audio_buffer.clear"
    ]
    event_id: str | None = None
    session: Session | None = None
    audio: str = ""


def server_event(kind: str, **fields: Any) -> dict[str, Any]:
    """One message of the server."""
    return {"type": kind, "event_id": new_label("event_", 20), **fields}


def error_event(message: str, *, code: str, cause: str | None = None) -> dict[str, Any]:
    """A refusal; the socket stays open."""
    error = {"type": "invalid_request_error", "code": code, "message": message, "param": None, "event_id": cause}
    return server_event("error", error=error)


def item_event(kind: str, item_id: str, **fields: Any) -> dict[str, Any]:
    """A message about the transcription of one item."""
    kind = f"conversation.item.input_audio_transcription.{kind}"
    return server_event(kind, item_id=item_id, content_index=0, **fields)

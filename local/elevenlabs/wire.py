"""Messages of the multi-stream socket."""

import base64
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from local.elevenlabs.options import MAX_TEXT_CHARS
from local.elevenlabs.pieces import Alignment

DEFAULT_CONTEXT = "default"


class GenerationConfig(BaseModel):
    """How many characters are gathered before each generation, outside auto mode."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    chunk_length_schedule: list[int] = Field(default=[120, 160, 250, 290], min_length=1, max_length=16)


class VoiceSettings(BaseModel):
    """Only the tempo means something to the engines here."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    speed: float | None = Field(default=None, ge=0.5, le=2.0)


class ClientMessage(BaseModel):
    """What a client sends. Options that no engine here has are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str | None = Field(default=None, max_length=MAX_TEXT_CHARS)
    context_id: str = Field(default=DEFAULT_CONTEXT, min_length=1, max_length=128)
    flush: bool = False
    close_context: bool = False
    close_socket: bool = False
    voice_settings: VoiceSettings | None = None
    generation_config: GenerationConfig | None = None


def audio_message(context_id: str, audio: bytes, alignment: Alignment) -> dict[str, Any]:
    """Audio with its characters; text is spoken as written, so both alignments are one."""
    aligned = alignment.as_wire()
    return {
        "audio": base64.b64encode(audio).decode(),
        "alignment": aligned,
        "normalizedAlignment": aligned,
        "isFinal": False,
        "contextId": context_id,
    }


def final_message(context_id: str) -> dict[str, Any]:
    """The last message of a context."""
    return {"audio": None, "isFinal": True, "contextId": context_id}


def error_message(code: str, message: str, *, context_id: str | None = None) -> dict[str, Any]:
    """An error; with `context_id` it ends that context only."""
    body: dict[str, Any] = {"error": code, "message": message, "code": 1008}
    return body if context_id is None else {**body, "contextId": context_id}

"""What a typed or recorded turn takes and answers."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from astra.contracts.base import MAX_UTTERANCE_CHARS, PlainText, Wire

MAX_AUDIO_CHARS = 1_900_000
"""Base64; about a minute and a half of 128 kbit/s."""

AudioFormat = Literal["wav", "mp3", "ogg", "webm", "m4a", "flac"]


class ChatRequest(Wire):
    """`POST /api/chat`: a `message`, or recorded `audio` as Base64. With `speak`, the reply comes as sound as well.

    A `message_id` of the caller's own makes the request safe to repeat: the same id is answered once.
    """

    session_id: UUID
    message: Annotated[PlainText, Field(max_length=MAX_UTTERANCE_CHARS)] | None = None
    audio: Annotated[str, Field(min_length=1, max_length=MAX_AUDIO_CHARS)] | None = None
    audio_format: AudioFormat = "wav"
    persona: Annotated[PlainText, Field(min_length=1, max_length=64)] | None = None
    speak: bool = False
    message_id: UUID | None = None


class DebugMessage(Wire):
    """One message of the prompt as the model got it."""

    role: str
    content: str


class DebugBlock(Wire):
    """One block of the packet: its text, or the messages that it is."""

    name: str
    chars: int
    text: str | None = None
    messages: list[DebugMessage] | None = None


class DebugPrompt(Wire):
    """The whole packet: which model answered, and what it was given. Empty for a turn that needed no model."""

    model: str
    messages: list[DebugMessage]


class Debug(Wire):
    """What went into the reply, for those who may know."""

    blocks: list[DebugBlock] | None = None
    prompt: DebugPrompt | None = None


class ChatAnswer(Wire):
    """The reply. `audio` is Base64 in `audio_format`; `transcript` what was understood of a recording."""

    session_id: UUID
    reply: str
    transcript: str | None = None
    audio: str | None = None
    audio_format: str | None = None
    debug: Debug | None = None

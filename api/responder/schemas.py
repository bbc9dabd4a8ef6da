"""What goes over the wire of typed talk."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from api.chat.schemas import MAX_AUDIO_CHARS, AudioFormat
from api.responder.routing import Node
from astra.contracts.base import PlainText, Wire
from astra.contracts.utterance import Role, Source

MAX_MESSAGE_CHARS = 4000
MAX_SEEN = 100


class MessageRequest(Wire):
    """One message of the person: `content`, or a voice note as Base64, which is taken as what is understood of it.

    `message_id` names it, so that sending it again changes nothing. Without `session_id` it goes to the person's
    current session, or to a new one where there is none.
    """

    content: Annotated[PlainText | None, Field(description=f"not blank, at most {MAX_MESSAGE_CHARS} characters")] = None
    audio: Annotated[str, Field(min_length=1, max_length=MAX_AUDIO_CHARS)] | None = None
    audio_format: AudioFormat = "webm"
    session_id: UUID | None = None
    message_id: UUID | None = None


class MessageAccepted(Wire):
    """The message is stored, and its reply is on its way. `transcript` is what was understood of a voice note."""

    message_id: UUID
    session_id: UUID
    state: Literal["pending", "answered"]
    transcript: str | None = None


class ThreadMessage(Wire):
    """A message as a chat page shows it. `message_id` is the sender's name for it; replies carry that of the question.

    `node` tells what made a reply; `tool_calls` what it looked up.
    """

    id: UUID
    role: Role
    text: str
    at: datetime
    source: Source
    interrupted: bool
    message_id: UUID | None
    node: Node | None
    tool_calls: list[str]


class Thread(Wire):
    """What a page that polls is told: what it has not seen yet, and which of its messages still wait for a reply."""

    session_id: UUID
    messages: list[ThreadMessage]
    pending: list[UUID]


class InitEvent(Wire):
    """The first frame of a socket: the last 25 messages, or after a gap what came meanwhile."""

    type: Literal["messages:init"] = "messages:init"
    session_id: UUID
    messages: list[ThreadMessage]
    pending: list[UUID]


class AppendEvent(Wire):
    """Messages that were stored since."""

    type: Literal["messages:append"] = "messages:append"
    session_id: UUID
    messages: list[ThreadMessage]
    pending: list[UUID]


class PartialEvent(Wire):
    """How far the reply to a message has come; the stored reply follows as `messages:append`."""

    type: Literal["reply:partial"] = "reply:partial"
    message_id: UUID
    text: str


class UnkeptEvent(Wire):
    """The whole reply to a message that was off the record: neither is stored, so this is all that there is of it."""

    type: Literal["reply:unkept"] = "reply:unkept"
    message_id: UUID
    text: str


class MovedEvent(Wire):
    """The person has begun a new session from this one (`/new`): the page goes on there."""

    type: Literal["session:moved"] = "session:moved"
    session_id: UUID

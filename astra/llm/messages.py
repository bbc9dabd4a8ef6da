"""What goes to a model and what comes back, free of any provider's types."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

MessageRole = Literal["system", "user", "assistant", "tool"]


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A whole call, after the last text. `arguments` is JSON as the model wrote it: validate before use."""

    call_id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a prompt.

    `calls` are what an assistant asked for beside its words; a `tool` message answers the call named by `call_id`.
    """

    role: MessageRole
    content: str
    calls: tuple[ToolCall, ...] = ()
    call_id: str | None = None


@dataclass(frozen=True, slots=True)
class Tool:
    """A function the model may ask for; `parameters` is a JSON schema of an object."""

    name: str
    description: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TextDelta:
    """A piece of the reply, never empty; the first one holds something visible and no leading space."""

    text: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the provider counted them."""

    prompt_tokens: int
    completion_tokens: int


@dataclass(frozen=True, slots=True)
class Finish:
    """Always the last delta of a complete reply, and only of a complete one."""

    link: str
    """Label of the link that answered, such as `openrouter/primary`."""
    model: str
    reason: str
    """`stop`, `length`, `tool_calls` or `content_filter`."""
    first_token_ms: float
    usage: Usage | None = field(default=None)


Delta = TextDelta | ToolCall | Finish

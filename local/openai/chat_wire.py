"""Bodies of `/v1/chat/completions`: what comes in, what goes out.

Fields that are not named here are ignored, not refused: servers of this wire come in many ages, and a client that
sends a newer option must still get its answer.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

MAX_MESSAGES = 2048


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class ContentPart(_Lenient):
    """One part of a message; only text parts are read."""

    type: str
    text: str | None = None
    refusal: str | None = None


class FunctionCall(_Lenient):
    """A call that the assistant made earlier."""

    name: str
    arguments: str = ""


class ToolCall(_Lenient):
    """One call inside an assistant message."""

    id: str
    type: Literal["function"] = "function"
    function: FunctionCall


class Message(_Lenient):
    """One message of the conversation."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[ContentPart] | None = None
    tool_calls: list[ToolCall] | None = None
    tool_call_id: str | None = None

    def plain_text(self) -> str:
        """The message's text, its parts joined by line breaks."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.text)
        return self.content or ""


class FunctionSpec(_Lenient):
    """A tool that may be called."""

    name: str = Field(pattern=r"^[a-zA-Z0-9_.-]{1,64}$")
    description: str = ""
    parameters: dict[str, Any] = Field(default_factory=dict)


class Tool(_Lenient):
    """A tool as it is declared in a request."""

    type: Literal["function"]
    function: FunctionSpec


class JsonSchema(_Lenient):
    """The schema that an answer must fit."""

    name: str = "answer"
    json_schema: dict[str, Any] = Field(default_factory=dict, alias="schema")


class ResponseFormat(_Lenient):
    """Which form the answer must have."""

    type: Literal["text", "json_object", "json_schema"] = "text"
    json_schema: JsonSchema | None = None


class StreamOptions(_Lenient):
    """Whether the last chunk carries usage."""

    include_usage: bool = False


class NamedFunction(_Lenient):
    """The function that must be called."""

    name: str


class NamedTool(_Lenient):
    """`tool_choice` that names one tool."""

    type: Literal["function"]
    function: NamedFunction


class ChatRequest(_Lenient):
    """Body of a request."""

    model: str = Field(min_length=1, max_length=200)
    messages: list[Message] = Field(min_length=1, max_length=MAX_MESSAGES)
    stream: bool = False
    stream_options: StreamOptions | None = None
    tools: list[Tool] | None = Field(default=None, max_length=128)
    tool_choice: Literal["none", "auto", "required"] | NamedTool | None = None
    response_format: ResponseFormat | None = None
    max_tokens: int | None = Field(default=None, ge=1)
    max_completion_tokens: int | None = Field(default=None, ge=1)
    n: int | None = Field(default=None, ge=1, le=1)
    temperature: float | None = Field(default=None, ge=0, le=2)
    stop: str | list[str] | None = None

    @property
    def token_limit(self) -> int | None:
        """The most tokens the answer may have."""
        return self.max_completion_tokens or self.max_tokens


def usage(prompt_tokens: int, completion_tokens: int) -> dict[str, Any]:
    """The `usage` object of an answer."""
    return {
        "prompt_tokens": prompt_tokens,
        "completion_tokens": completion_tokens,
        "total_tokens": prompt_tokens + completion_tokens,
        "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
        "completion_tokens_details": {"reasoning_tokens": 0, "audio_tokens": 0},
    }

"""One chunk of a streamed completion, checked: the SDK builds its own models from a stream without looking."""

from openai.types.chat import ChatCompletionChunk
from pydantic import BaseModel


class ChunkFunction(BaseModel):
    """A piece of a call's name or arguments."""

    name: str | None = None
    arguments: str | None = None


class ChunkToolCall(BaseModel):
    """A piece of the tool call at `index`."""

    index: int = 0
    id: str | None = None
    function: ChunkFunction | None = None


class ChunkDelta(BaseModel):
    """What is new; a refusal is text that the person may hear."""

    content: str | None = None
    refusal: str | None = None
    tool_calls: list[ChunkToolCall] | None = None


class ChunkChoice(BaseModel):
    """One answer of those asked for, of which we only ever ask for one."""

    delta: ChunkDelta | None = None
    finish_reason: str | None = None


class ChunkUsage(BaseModel):
    """Tokens counted, on the last chunk."""

    prompt_tokens: int = 0
    completion_tokens: int = 0


class Chunk(BaseModel):
    """The part of a chunk that matters here; whatever else providers add is ignored."""

    choices: list[ChunkChoice]
    usage: ChunkUsage | None = None


def parse_chunk(chunk: object) -> Chunk:
    """Check what the SDK's stream yielded; raises `ValueError` for anything that is no chunk."""
    if not isinstance(chunk, ChatCompletionChunk):
        raise ValueError("not a chunk of a completion")  # noqa: TRY004  one kind of error for one kind of garbage
    return Chunk.model_validate(chunk.to_dict(mode="python", warnings=False))

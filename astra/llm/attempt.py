"""One attempt to get a reply out of one link: what counts as an answer, and how long each part of it may take."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, cast

from openai import APIError, AsyncOpenAI, AsyncStream
from openai.types.chat import ChatCompletionChunk

from astra.kit.clock import Clock
from astra.llm.failures import FailureReason, LinkError, classify_failure
from astra.llm.links import Link
from astra.llm.messages import Delta, Finish, Message, TextDelta, Tool, ToolCall, Usage
from astra.llm.wire_chunk import Chunk, ChunkDelta, parse_chunk


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Patience, in seconds: until something visible, between two pieces, and for a whole reply over all links."""

    first_token_s: float
    stall_s: float
    total_s: float


@dataclass(frozen=True, slots=True)
class Ask:
    """One request, before it is known which link answers it."""

    messages: Sequence[Message]
    tools: Sequence[Tool] = ()
    json_mode: bool = False
    max_tokens: int = 500
    temperature: float | None = None


async def attempt_link(
    client: AsyncOpenAI, link: Link, ask: Ask, *, deadlines: Deadlines, total_ends_at: float, clock: Clock
) -> AsyncGenerator[Delta, None]:
    """Yield the reply, `Finish` last; raises `LinkError` where there is none, or when it breaks off.

    `total_ends_at` is on `clock.monotonic`. Leading blank text is held back until something visible comes.
    """
    began_at = clock.monotonic()
    reply = _Reply(link, began_at)
    first_token_at = began_at + deadlines.first_token_s
    waiting = _Patience(clock, first_token_at, FailureReason.FIRST_WORD_LATE, total_ends_at)
    async with aclosing(_read_chunks(client, link, ask)) as chunks:
        while True:
            chunk = await waiting.next_of(chunks)
            if chunk is None:
                break
            text = reply.take(chunk, clock.monotonic())
            if reply.begun_at is not None:
                stall_at = clock.monotonic() + deadlines.stall_s
                waiting = _Patience(clock, stall_at, FailureReason.STALLED, total_ends_at)
            if text:
                yield TextDelta(text)
    for delta in reply.conclude():
        yield delta


@dataclass(frozen=True, slots=True)
class _Patience:
    clock: Clock
    ends_at: float
    reason: FailureReason
    total_ends_at: float

    async def next_of(self, chunks: AsyncGenerator[Chunk, None]) -> Chunk | None:
        """The next chunk, None at the end; `LinkError` with our reason when it takes too long."""
        span_s = min(self.ends_at, self.total_ends_at) - self.clock.monotonic()
        try:
            async with asyncio.timeout(max(0.0, span_s)):
                return await anext(chunks, None)
        except TimeoutError:
            total_is_over = self.total_ends_at < self.ends_at
            raise LinkError(FailureReason.TOTAL_DEADLINE if total_is_over else self.reason) from None


async def _read_chunks(client: AsyncOpenAI, link: Link, ask: Ask) -> AsyncGenerator[Chunk, None]:
    """Send the request and pass on what comes, as `LinkError`s where the SDK raises; closes the HTTP stream."""
    stream: AsyncStream[ChatCompletionChunk] | None = None
    begun = False
    try:
        stream = cast(
            "AsyncStream[ChatCompletionChunk]", await client.chat.completions.create(**_write_request(link, ask))
        )
        kind = stream.response.headers.get("content-type", "")
        if kind.startswith(("text/html", "application/json")):
            raise LinkError(FailureReason.NOT_A_STREAM)
        async for chunk in stream:
            begun = True
            yield parse_chunk(chunk)
    except (APIError, ValueError) as error:
        failure = classify_failure(error)
        if stream is not None and failure.reason is FailureReason.UNREACHABLE:
            failure = LinkError(FailureReason.CUT if begun else FailureReason.EMPTY)
        raise failure from None
    finally:
        if stream is not None:
            await stream.close()


def _write_request(link: Link, ask: Ask) -> dict[str, Any]:
    request: dict[str, Any] = {
        "model": link.model,
        "messages": [_write_message(message) for message in ask.messages],
        "stream": True,
        "stream_options": {"include_usage": True},
        link.token_limit_field: ask.max_tokens,
    }
    if ask.temperature is not None:
        request["temperature"] = ask.temperature
    if ask.json_mode:
        request["response_format"] = {"type": "json_object"}
    if ask.tools:
        request["tools"] = [
            {
                "type": "function",
                "function": {"name": tool.name, "description": tool.description, "parameters": dict(tool.parameters)},
            }
            for tool in ask.tools
        ]
    return request


def _write_message(message: Message) -> dict[str, Any]:
    """A message in the wire's words; one that only calls has a null content, which some servers insist on."""
    written: dict[str, Any] = {"role": message.role, "content": message.content}
    if message.calls:
        written["content"] = message.content or None
        written["tool_calls"] = [
            {"id": call.call_id, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
            for call in message.calls
        ]
    if message.call_id is not None:
        written["tool_call_id"] = message.call_id
    return written


@dataclass(slots=True)
class _PartialCall:
    call_id: str = ""
    name: str = ""
    arguments: str = ""


@dataclass(slots=True)
class _Reply:
    """What has come so far, and whether it amounts to an answer."""

    link: Link
    began_at: float
    begun_at: float | None = None
    blank: str = ""
    visible: bool = False
    finish_reason: str | None = None
    usage: Usage | None = None
    calls: dict[int, _PartialCall] = field(default_factory=dict[int, _PartialCall])

    def take(self, chunk: Chunk, now: float) -> str:
        """Note what `chunk` holds; returns the text to pass on, maybe none."""
        if chunk.usage is not None:
            self.usage = Usage(chunk.usage.prompt_tokens, chunk.usage.completion_tokens)
        if not chunk.choices:
            return ""
        choice = chunk.choices[0]
        self.finish_reason = choice.finish_reason or self.finish_reason
        if choice.delta is None:
            return ""
        self._take_calls(choice.delta)
        text = self._take_text(choice.delta)
        if self.begun_at is None and (self.visible or self.calls):
            self.begun_at = now
        return text

    def conclude(self) -> list[Delta]:
        """The deltas that end a complete reply; `LinkError` where it is not one."""
        if self.begun_at is None:
            raise LinkError(FailureReason.EMPTY)
        if self.finish_reason is None:
            raise LinkError(FailureReason.CUT)
        calls = [ToolCall(call.call_id, call.name, call.arguments) for _, call in sorted(self.calls.items())]
        if not all(call.name for call in calls):
            raise LinkError(FailureReason.GARBAGE)
        first_token_ms = (self.begun_at - self.began_at) * 1000
        return [*calls, Finish(self.link.label, self.link.model, self.finish_reason, first_token_ms, self.usage)]

    def _take_text(self, delta: ChunkDelta) -> str:
        text = delta.content or delta.refusal or ""
        if self.visible:
            return text
        self.blank += text
        self.visible = bool(self.blank.strip())
        return self.blank.lstrip() if self.visible else ""

    def _take_calls(self, delta: ChunkDelta) -> None:
        for piece in delta.tool_calls or ():
            call = self.calls.setdefault(piece.index, _PartialCall())
            call.call_id = piece.id or call.call_id
            if piece.function is not None:
                call.name += piece.function.name or ""
                call.arguments += piece.function.arguments or ""

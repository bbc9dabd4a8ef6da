"""`POST /v1/chat/completions`: the talker's answer, in one piece or as an event stream."""

import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from local.engines.pace import paced
from local.engines.talker.learning.answer import answer_task
from local.engines.talker.learning.task import read_task
from local.engines.talker.reading import Turn
from local.engines.talker.talker import Answer
from local.engines.talker.tool_use import ToolOffer
from local.faults.book import FaultKind, Stage
from local.faults.outlet import EVENT_STREAM, answer_stream, answer_whole, delay
from local.kit.ids import new_label
from local.openai.chat_wire import ChatRequest, NamedTool, usage
from local.openai.errors import fault_error
from local.openai.options import PARTS, Parts

_TOKEN = re.compile(r"\s*\S+\s*$|\s*\S+")
_BENCH_REPLY = "I hear you, and I am listening. Tell me a little more about it."


@dataclass(frozen=True, slots=True)
class _Completion:
    """One answer, cut into tokens."""

    id: str
    created: int
    model: str
    tokens: tuple[str, ...]
    calls: tuple[dict[str, Any], ...]
    finish_reason: str
    usage: dict[str, Any]

    def head(self, kind: str) -> dict[str, Any]:
        return {
            "id": self.id,
            "object": kind,
            "created": self.created,
            "model": self.model,
            "service_tier": "default",
            "system_fingerprint": "fp_standin",
        }


async def complete(request: web.Request) -> web.StreamResponse:
    """Handler of the endpoint."""
    parts = request.app[PARTS]
    body = ChatRequest.model_validate_json(await request.read())
    turns = [Turn(role=message.role, text=message.plain_text()) for message in body.messages]
    task = read_task(turns)
    fault = parts.faults.take(Stage.LLM, body.model, only_lasting=task is not None)
    await delay(fault)
    if fault is not None and fault.kind is FaultKind.STATUS:
        raise fault_error(fault.status)
    completion = _answer(
        parts, body, Answer(text=answer_task(task)) if task is not None else _think(parts, body, turns)
    )
    if body.stream:
        include_usage = body.stream_options is not None and body.stream_options.include_usage
        events = _events(parts, completion, include_usage=include_usage)
        return await answer_stream(request, fault, events, content_type=EVENT_STREAM)
    if parts.bench is not None:
        async for _ in paced(completion.tokens, parts.bench.llm, parts.clock):
            pass
    encoded = json.dumps(_whole(completion), ensure_ascii=False).encode()
    return await answer_whole(request, fault, encoded, content_type="application/json")


def _answer(parts: Parts, body: ChatRequest, answer: Answer) -> _Completion:
    tokens = _tokens(_stopped(answer.text, body.stop))
    limit = body.token_limit
    cut = limit is not None and len(tokens) > limit
    calls = tuple(
        {
            "id": new_label("call_"),
            "type": "function",
            "function": {"name": call.name, "arguments": json.dumps(call.arguments, ensure_ascii=False)},
        }
        for call in answer.calls
    )
    prompt_tokens = sum(len(_tokens(message.plain_text())) + 4 for message in body.messages)
    tokens = tokens[:limit] if cut else tokens
    return _Completion(
        id=new_label("chatcmpl-"),
        created=parts.clock.wall_s(),
        model=body.model,
        tokens=tokens,
        calls=calls,
        finish_reason="tool_calls" if calls else ("length" if cut else "stop"),
        usage=usage(prompt_tokens, len(tokens) + sum(len(_tokens(json.dumps(call))) for call in calls)),
    )


def _stopped(text: str, stop: str | list[str] | None) -> str:
    """The text up to the first stop sequence."""
    sequences = [stop] if isinstance(stop, str) else stop or []
    ends = [text.find(sequence) for sequence in sequences if sequence and sequence in text]
    return text[: min(ends)] if ends else text


def _think(parts: Parts, body: ChatRequest, turns: list[Turn]) -> Answer:
    """What is said next in a talk; a task behind the scenes takes nothing of what was scripted for one."""
    if (scripted := parts.script.next_reply(_last_line(body))) is not None:
        return Answer(text=scripted)
    if parts.bench is not None:
        return Answer(text=_BENCH_REPLY)
    wanted = body.response_format
    if wanted is not None and wanted.type != "text":
        schema = wanted.json_schema.json_schema if wanted.json_schema is not None else {}
        return Answer(text=parts.talker.fill_json(turns, schema))
    return parts.talker.reply(turns, _offers(body))


def _last_line(body: ChatRequest) -> str:
    """The user's last line, as it was sent."""
    lines = (message.plain_text() for message in reversed(body.messages) if message.role == "user")
    return next(lines, "")


def _offers(body: ChatRequest) -> list[ToolOffer]:
    """The tools that may be called; one that must be is marked."""
    choice = body.tool_choice
    if choice == "none" or body.tools is None or body.messages[-1].role == "tool":
        return []
    named = choice.function.name if isinstance(choice, NamedTool) else None
    return [
        ToolOffer(
            name=tool.function.name,
            description=tool.function.description,
            parameters=tool.function.parameters,
            must=named == tool.function.name or choice == "required",
        )
        for tool in body.tools
        if named is None or tool.function.name == named
    ]


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(text))


def _whole(completion: _Completion) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": "".join(completion.tokens), "refusal": None}
    if completion.calls:
        message |= {"content": None, "tool_calls": list(completion.calls)}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": completion.finish_reason}
    return {**completion.head("chat.completion"), "choices": [choice], "usage": completion.usage}


async def _events(parts: Parts, completion: _Completion, *, include_usage: bool) -> AsyncIterator[bytes]:
    def event(delta: dict[str, Any], finish_reason: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
        chunk = {**completion.head("chat.completion.chunk"), "choices": [choice]}
        return _sse(chunk | ({"usage": None} if include_usage else {}))

    pace = parts.bench.llm if parts.bench is not None else None
    role: dict[str, Any] = {"role": "assistant", "content": "" if completion.tokens else None, "refusal": None}
    if pace is None or not completion.tokens:
        yield event(role)
        role = {}
    async for token in paced(completion.tokens, pace, parts.clock):
        yield event({**role, "content": token})
        role = {}
    for index, call in enumerate(completion.calls):
        function = call["function"]
        yield event({"tool_calls": [{"index": index, **call, "function": {**function, "arguments": ""}}]})
        yield event({"tool_calls": [{"index": index, "function": {"arguments": function["arguments"]}}]})
    yield event({}, completion.finish_reason)
    if include_usage:
        yield _sse({**completion.head("chat.completion.chunk"), "choices": [], "usage": completion.usage})
    yield b"data: [DONE]\n\n"


def _sse(body: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(body, ensure_ascii=False).encode() + b"\n\n"

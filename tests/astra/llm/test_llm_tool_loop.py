"""Tools over the real wire: what goes out as tool messages, and how a reply goes on after a call."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from astra.llm import Chain, Delta, Finish, Message, TextDelta, Tool, ToolCall, converse
from astra.llm.failures import ReplyTruncatedError
from tests.fakes.openai_wire import OpenAiWire, chunk

OpenChain = Callable[..., Chain]
MOON = Tool("moon", "Where the Moon is.", {"type": "object", "properties": {}})
ASK = (Message("user", "Where is my Moon?"),)


def _call(*calls: tuple[str, str], text: str = "") -> list[dict[str, Any]]:
    pieces = [
        {"index": index, "id": f"id{index}", "type": "function", "function": {"name": name, "arguments": arguments}}
        for index, (name, arguments) in enumerate(calls)
    ]
    spoken = [chunk({"content": text})] if text else []
    return [*spoken, chunk({"tool_calls": pieces}), chunk({}, "tool_calls")]


def _text(deltas: list[Delta]) -> str:
    return "".join(delta.text for delta in deltas if isinstance(delta, TextDelta))


async def test_a_call_is_run_and_the_reply_goes_on(wire: OpenAiWire, open_test_chain: OpenChain) -> None:
    wire.behave("a", chunks=_call(("moon", "{}"), text="Let me look."))
    ran: list[ToolCall] = []

    async def run(call: ToolCall) -> str:
        ran.append(call)
        wire.behave("a", text="It is in Pisces.")
        return '{"sign":"Pisces"}'

    deltas = [delta async for delta in converse(open_test_chain("a"), ASK, [MOON], run)]
    assert _text(deltas) == "Let me look. It is in Pisces."
    assert [type(delta) for delta in deltas if not isinstance(delta, TextDelta)] == [ToolCall, Finish]
    assert [call.name for call in ran] == ["moon"]
    assert wire.requests[1]["messages"][1:] == [
        {
            "role": "assistant",
            "content": "Let me look.",
            "tool_calls": [{"id": "id0", "type": "function", "function": {"name": "moon", "arguments": "{}"}}],
        },
        {"role": "tool", "content": '{"sign":"Pisces"}', "tool_call_id": "id0"},
    ]
    assert wire.requests[0]["tools"][0]["function"]["name"] == "moon"


async def test_a_message_that_only_calls_has_null_content(wire: OpenAiWire, open_test_chain: OpenChain) -> None:
    wire.behave("a", chunks=_call(("moon", "{}")))

    async def run(call: ToolCall) -> str:
        wire.behave("a", text="Done.")
        return "{}"

    _ = [delta async for delta in converse(open_test_chain("a"), ASK, [MOON], run)]
    assert wire.requests[1]["messages"][1]["content"] is None


async def test_a_model_that_only_calls_is_made_to_speak(wire: OpenAiWire, open_test_chain: OpenChain) -> None:
    wire.behave("a", chunks=_call(("moon", "{}")))
    ran = 0

    async def run(call: ToolCall) -> str:
        nonlocal ran
        ran += 1
        if len(wire.requests) == 2:
            wire.behave("a", chunks=_call(("moon", json.dumps({"again": 1}))))
        if len(wire.requests) == 3:
            wire.behave("a", text="Enough.")
        return "{}"

    chain = open_test_chain("a")
    wire.behave("a", chunks=_call(("moon", "{}")))
    deltas = [delta async for delta in converse(chain, ASK, [MOON], run, max_rounds=2)]
    assert len(wire.requests) == 3
    assert "tools" not in wire.requests[2]
    assert ran == 1, "the same call is answered from the first time"
    assert isinstance(deltas[-1], Finish)


async def test_a_chain_that_dies_after_words_is_a_reply_cut_short(wire: OpenAiWire, open_test_chain: OpenChain) -> None:
    wire.behave("a", chunks=_call(("moon", "{}"), text="Let me look."))

    async def run(call: ToolCall) -> str:
        wire.behave("a", fault="status", status=500)
        return "{}"

    heard: list[Delta] = []

    async def listen() -> None:
        async for delta in converse(open_test_chain("a"), ASK, [MOON], run):
            heard.append(delta)  # noqa: PERF401  what was heard before it broke off must be kept

    with pytest.raises(ReplyTruncatedError):
        await listen()
    assert _text(heard) == "Let me look."


async def test_without_tools_it_is_one_plain_request(wire: OpenAiWire, open_test_chain: OpenChain) -> None:
    async def run(call: ToolCall) -> str:
        raise AssertionError("nothing was offered")

    deltas = [delta async for delta in converse(open_test_chain("a"), ASK, (), run)]
    assert _text(deltas) == "Hello there, friend."
    assert len(wire.requests) == 1

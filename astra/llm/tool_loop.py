"""A reply that may look things up on the way: calls are run, results go back, until the model answers in words."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import replace

from astra.llm.chain import Chain
from astra.llm.failures import FailureReason, NoLinkAnsweredError, ReplyTruncatedError
from astra.llm.messages import Delta, Finish, Message, TextDelta, Tool, ToolCall

RunTool = Callable[[ToolCall], Awaitable[str]]
"""Runs one call and answers with text for the model; a call that can't be run is answered with why, never raised."""


async def converse(
    chain: Chain,
    messages: Sequence[Message],
    tools: Sequence[Tool],
    run_tool: RunTool,
    *,
    max_rounds: int = 3,
) -> AsyncGenerator[Delta, None]:
    """Yield text as it comes, each `ToolCall` when it is about to run, and one `Finish`, that of the last round.

    Tools are offered in `max_rounds` rounds and not in the one after, so that the reply always ends in words. The same
    call made again is answered from the first time. Raises as `Chain.stream` does; when text was yielded already, a
    later round that nobody answers is a `ReplyTruncatedError`.
    """
    talk = list(messages)
    answers: dict[tuple[str, str], str] = {}
    tail = ""
    for number in range(max_rounds + 1):
        offered = tuple(tools) if number < max_rounds else ()
        said, calls, finish = "", list[ToolCall](), None
        try:
            async with aclosing(chain.stream(talk, tools=offered)) as deltas:
                async for delta in deltas:
                    if isinstance(delta, TextDelta):
                        joined = _join(tail, delta) if not said else delta
                        said += delta.text
                        yield joined
                    elif isinstance(delta, ToolCall):
                        calls.append(replace(delta, call_id=delta.call_id or f"call_{number}_{len(calls)}"))
                    else:
                        finish = delta
        except NoLinkAnsweredError as error:
            if not tail:
                raise
            raise _cut_short(error) from None
        if not calls or not offered:
            yield finish or Finish("none", "none", "stop", 0.0)
            return
        for call in calls:
            yield call
        await _run_new(calls, answers, run_tool)
        talk += [Message("assistant", said, calls=tuple(calls)), *(_answer(call, answers) for call in calls)]
        tail = said or tail


def _cut_short(error: NoLinkAnsweredError) -> ReplyTruncatedError:
    label, reason = next(iter(error.reasons.items()), ("none", FailureReason.UNREACHABLE))
    return ReplyTruncatedError(label, reason)


def _join(tail: str, delta: TextDelta) -> TextDelta:
    """Words of two rounds are one reply: a blank stands between them."""
    return TextDelta(f" {delta.text}") if tail and not tail[-1].isspace() else delta


async def _run_new(calls: Sequence[ToolCall], answers: dict[tuple[str, str], str], run_tool: RunTool) -> None:
    new = {(call.name, call.arguments): call for call in calls if (call.name, call.arguments) not in answers}
    results = await asyncio.gather(*(run_tool(call) for call in new.values()))
    answers.update(zip(new, results, strict=True))


def _answer(call: ToolCall, answers: dict[tuple[str, str], str]) -> Message:
    return Message("tool", answers[call.name, call.arguments], call_id=call.call_id)

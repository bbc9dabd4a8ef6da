"""The chain against a real server: order, deadlines, what counts as an answer, recovery, cancellation."""

import asyncio
import time
from collections.abc import Callable
from contextlib import aclosing

import pytest
from structlog.testing import capture_logs

from astra.contracts.errors import AstraError, ErrorCode
from astra.kit.tasks import TaskGroup
from astra.llm import Chain, Cooldown, Deadlines, Delta, Finish, Link, Message, TextDelta, Tool, ToolCall, Usage
from astra.llm.failures import FailureReason, NoLinkAnsweredError, ReplyTruncatedError
from tests.fakes.openai_wire import OpenAiWire, chunk

ASK = (Message("system", "## PERSONA\nKind."), Message("user", "secret words"))
OpenChain = Callable[..., Chain]
TASKS = TaskGroup()


async def _say(chain: Chain) -> tuple[str, Finish]:
    deltas = [delta async for delta in chain.stream(ASK)]
    finish = deltas[-1]
    assert isinstance(finish, Finish)
    return "".join(delta.text for delta in deltas if isinstance(delta, TextDelta)), finish


async def _listen(chain: Chain, heard: list[Delta]) -> None:
    async for delta in chain.stream(ASK):
        heard.append(delta)  # noqa: PERF401  what was heard before it broke off must be kept


async def _until(condition: Callable[[], bool], within_s: float = 5.0) -> None:
    ends_at = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < ends_at, "the condition never came true"
        await asyncio.sleep(0.01)


async def test_a_healthy_chain_asks_once_and_streams_text_then_finish(
    wire: OpenAiWire, open_test_chain: OpenChain
) -> None:
    text, finish = await _say(open_test_chain("a", "b", "c", first_token_s=10.0, stall_s=10.0))
    assert text == "Hello there, friend."
    assert (finish.link, finish.model, finish.reason) == ("link/a", "a", "stop")
    assert finish.usage == Usage(7, 3)
    assert finish.first_token_ms > 0
    assert [request["model"] for request in wire.requests] == ["a"]
    assert wire.requests[0]["messages"] == [
        {"role": "system", "content": "## PERSONA\nKind."},
        {"role": "user", "content": "secret words"},
    ]
    assert wire.requests[0]["max_tokens"] == 500
    assert "temperature" not in wire.requests[0]


FAULTS = [
    ({"fault": "status", "status": 429}, "rate_limited"),
    (
        {"fault": "status", "status": 429, "error": {"message": "SECRET", "code": "insufficient_quota"}},
        "no_credit",
    ),
    ({"fault": "status", "status": 500}, "server_error"),
    ({"fault": "status", "status": 503}, "server_error"),
    ({"fault": "status", "status": 401}, "unauthenticated"),
    ({"fault": "status", "status": 402}, "no_credit"),
    ({"fault": "status", "status": 403}, "forbidden"),
    ({"fault": "status", "status": 404}, "model_unknown"),
    (
        {"fault": "status", "status": 400, "error": {"message": "SECRET", "code": "model_not_found"}},
        "model_unknown",
    ),
    (
        {"fault": "status", "status": 400, "error": {"message": "x/y is not a valid model ID", "code": 400}},
        "model_unknown",
    ),
    ({"fault": "hang_before"}, "first_word_late"),
    ({"fault": "keepalive_only"}, "first_word_late"),
    ({"fault": "html"}, "not_a_stream"),
    ({"fault": "raw", "body": b""}, "empty"),
    ({"fault": "raw", "body": b"data: [DONE]\n\n"}, "empty"),
    ({"fault": "raw", "body": b"<html>502 in disguise</html>"}, "empty"),
    ({"fault": "raw", "body": b"data: {not json\n\n"}, "garbage"),
    ({"fault": "raw", "body": b"data: \xff\xfe\n\n"}, "garbage"),
    ({"fault": "raw", "body": b"data: [1, 2]\n\n"}, "garbage"),
    ({"fault": "raw", "body": b"data: 17\n\n"}, "garbage"),
    ({"fault": "raw", "body": b"data: null\n\n"}, "garbage"),
    ({"fault": "raw", "body": b'data: {"hello": 1}\n\n'}, "garbage"),
    ({"fault": "raw", "body": b'data: {"choices": "x"}\n\n'}, "garbage"),
    ({"fault": "raw", "body": b'data: {"choices": [{"delta": {"content": {"a": 1}}}]}\n\n'}, "garbage"),
    ({"fault": "raw", "body": b'data: {"choices": [{"delta": {"tool_calls": 5}}]}\n\n'}, "garbage"),
    ({"fault": "raw", "body": b'data: {"choices": [{"delta": {"tool_calls": [5]}}]}\n\n'}, "garbage"),
    ({"fault": "raw", "body": b'data: {"choices": [7], "usage": "much"}\n\n'}, "garbage"),
    ({"fault": "raw", "body": b'data: {"error": {"message": "SECRET"}}\n\n'}, "stream_error"),
    ({"text": " \n "}, "empty"),
    ({"chunks": []}, "empty"),
]


@pytest.mark.parametrize(("behaviour", "reason"), FAULTS)
async def test_a_faulty_link_is_passed_over_and_rests_with_its_reason(
    wire: OpenAiWire, open_test_chain: OpenChain, behaviour: dict[str, object], reason: str
) -> None:
    wire.behave("a", **behaviour)
    chain = open_test_chain("a", "b")
    with capture_logs() as logs:
        text, finish = await _say(chain)
        assert (text, finish.link) == ("Hello there, friend.", "link/b")
        await _say(chain)
    assert wire.asked("a") == 1, "a resting link is skipped, and nothing retries behind our back"
    first, second = chain.states()
    assert (first.available, first.reason) == (False, reason)
    assert (second.available, second.reason) == (True, None)
    assert "SECRET" not in str(logs)
    assert "secret words" not in str(logs)


async def test_an_unreachable_address_is_passed_over(wire: OpenAiWire) -> None:
    async with OpenAiWire() as gone:
        dead_url = gone.base_url
    links = [_link("dead", dead_url), _link("alive", wire.base_url)]
    chain = Chain(links, deadlines=Deadlines(0.3, 0.3, 5.0), cooldown=Cooldown(60.0, 60.0))
    text, finish = await _say(chain)
    await chain.aclose()
    assert (text, finish.link) == ("Hello there, friend.", "link/alive")
    assert chain.states()[0].reason == "unreachable"


def _link(name: str, base_url: str) -> Link:
    return Link(f"link/{name}", name, base_url)


async def test_a_refused_request_says_nothing_about_the_link(wire: OpenAiWire, open_test_chain: OpenChain) -> None:
    wire.behave("a", fault="status", status=400)
    chain = open_test_chain("a", "b")
    _, finish = await _say(chain)
    assert finish.link == "link/b"
    assert all(state.available for state in chain.states())


@pytest.mark.parametrize(("fault", "reason"), [("hang_middle", FailureReason.STALLED), ("cut", FailureReason.CUT)])
async def test_a_reply_that_breaks_off_is_truncated_never_continued_elsewhere(
    wire: OpenAiWire, open_test_chain: OpenChain, fault: str, reason: FailureReason
) -> None:
    wire.behave("a", fault=fault)
    chain = open_test_chain("a", "b")
    heard: list[Delta] = []
    with pytest.raises(ReplyTruncatedError) as broken:
        await _listen(chain, heard)
    assert heard == [TextDelta("Hello"), TextDelta(" there,")]
    assert (broken.value.code, broken.value.retryable) == (ErrorCode.PROVIDER_FAILED, False)
    assert (broken.value.link, broken.value.reason) == ("link/a", reason)
    assert wire.asked("b") == 0
    assert chain.states()[0].reason == reason


async def test_a_stream_that_ends_without_a_finish_reason_is_truncated(
    wire: OpenAiWire, open_test_chain: OpenChain
) -> None:
    wire.behave("a", finish_reason=None)
    with pytest.raises(ReplyTruncatedError):
        await _say(open_test_chain("a", "b"))


async def test_a_slow_whole_reply_ends_at_the_total_deadline(wire: OpenAiWire, open_test_chain: OpenChain) -> None:
    wire.behave("a", fault="hang_middle")
    with pytest.raises(ReplyTruncatedError) as broken:
        await _say(open_test_chain("a", stall_s=30.0, total_s=0.4))
    assert broken.value.reason is FailureReason.TOTAL_DEADLINE


async def test_the_total_deadline_bounds_all_links_together(wire: OpenAiWire, open_test_chain: OpenChain) -> None:
    for model in "abc":
        wire.behave(model, fault="hang_before")
    with pytest.raises(NoLinkAnsweredError) as failed:
        await _say(open_test_chain("a", "b", "c", first_token_s=0.3, total_s=0.45))
    assert list(failed.value.reasons.values()) == [FailureReason.FIRST_WORD_LATE, FailureReason.TOTAL_DEADLINE]
    assert wire.asked("c") == 0


async def test_when_every_link_is_dead_each_is_asked_once_and_then_only_the_next_due(
    wire: OpenAiWire, open_test_chain: OpenChain
) -> None:
    for model in "abc":
        wire.behave(model, fault="status", status=503)
    chain = open_test_chain("a", "b", "c")
    with pytest.raises(AstraError) as failed:
        await _say(chain)
    assert isinstance(failed.value, NoLinkAnsweredError)
    assert (failed.value.code, failed.value.retryable) == (ErrorCode.PROVIDER_FAILED, True)
    assert failed.value.reasons == dict.fromkeys(("link/a", "link/b", "link/c"), FailureReason.SERVER_ERROR)
    assert "SECRET" not in failed.value.message
    assert len(wire.requests) == 3
    with pytest.raises(NoLinkAnsweredError):
        await _say(chain)
    assert len(wire.requests) == 4


async def test_a_chain_without_links_fails_at_once(open_test_chain: OpenChain) -> None:
    with pytest.raises(NoLinkAnsweredError):
        await _say(open_test_chain())


async def test_a_failed_link_is_probed_and_comes_back(wire: OpenAiWire, open_test_chain: OpenChain) -> None:
    wire.behave("a", fault="status", status=500)
    chain = open_test_chain("a", "b", rest_s=0.05)
    await _say(chain)
    await _until(lambda: wire.asked("a") >= 3)
    assert not chain.states()[0].available
    wire.behave("a")
    await _until(lambda: chain.states()[0].available)
    probe = next(request for request in reversed(wire.requests) if request["model"] == "a")
    assert probe["max_tokens"] == 16
    _, finish = await _say(chain)
    assert finish.link == "link/a"


async def test_an_empty_answer_does_not_pass_a_probe(wire: OpenAiWire, open_test_chain: OpenChain) -> None:
    wire.behave("a", chunks=[])
    chain = open_test_chain("a", "b", rest_s=0.02)
    await _say(chain)
    await _until(lambda: wire.asked("a") >= 3)
    assert chain.states()[0].reason == "empty"


async def test_the_last_resort_that_answers_is_available_again(wire: OpenAiWire, open_test_chain: OpenChain) -> None:
    wire.behave("a", fault="status", status=500)
    chain = open_test_chain("a")
    with pytest.raises(NoLinkAnsweredError):
        await _say(chain)
    wire.behave("a")
    await _say(chain)
    assert chain.states()[0].available


async def test_blank_text_is_held_back_until_something_visible_comes(
    wire: OpenAiWire, open_test_chain: OpenChain
) -> None:
    pieces = ["\n", "  ", " Yes", " ", "indeed", ""]
    wire.behave("a", chunks=[*(chunk({"content": piece}) for piece in pieces), chunk({}, "stop")])
    deltas = [delta async for delta in open_test_chain("a").stream(ASK)]
    assert deltas[:-1] == [TextDelta("Yes"), TextDelta(" "), TextDelta("indeed")]


async def test_tool_calls_come_whole_and_before_finish(wire: OpenAiWire, open_test_chain: OpenChain) -> None:
    def call(**function: str) -> dict[str, object]:
        return {"index": 0, "function": function}

    wire.behave(
        "a",
        chunks=[
            chunk({"tool_calls": [{**call(name="transits", arguments=""), "id": "t1", "type": "function"}]}),
            chunk({"tool_calls": [call(arguments='{"date":')]}),
            chunk({"tool_calls": [call(arguments='"2026-01-01"}')]}),
            chunk({}, "tool_calls"),
        ],
    )
    tool = Tool("transits", "The sky of a day", {"type": "object", "properties": {"date": {"type": "string"}}})
    chain = open_test_chain("a")
    deltas = [delta async for delta in chain.stream(ASK, tools=[tool], json_mode=True, max_tokens=33)]
    assert deltas[0] == ToolCall("t1", "transits", '{"date":"2026-01-01"}')
    assert isinstance(deltas[1], Finish)
    assert deltas[1].reason == "tool_calls"
    asked = wire.requests[0]
    assert asked["tools"][0]["function"]["name"] == "transits"
    assert asked["response_format"] == {"type": "json_object"}
    assert asked["max_tokens"] == 33


async def test_a_tool_call_that_breaks_off_moves_on_since_nothing_was_heard(
    wire: OpenAiWire, open_test_chain: OpenChain
) -> None:
    half = {"tool_calls": [{"index": 0, "id": "t", "function": {"name": "f", "arguments": "{"}}]}
    wire.behave("a", chunks=[chunk(half)])
    _, finish = await _say(open_test_chain("a", "b"))
    assert finish.link == "link/b"


async def test_cancelling_the_consumer_hangs_up_at_once(wire: OpenAiWire, open_test_chain: OpenChain) -> None:
    wire.behave("a", fault="hang_middle")
    chain = open_test_chain("a", "b", stall_s=30.0, total_s=30.0)
    heard: list[Delta] = []
    async with asyncio.timeout(5):
        consumer = TASKS.spawn(_listen(chain, heard), name="consumer")
        await _until(lambda: len(heard) == 2)
        consumer.cancel()
        with pytest.raises(asyncio.CancelledError):
            await consumer
        await _until(lambda: wire.hung_up == 1)
    assert chain.states()[0].available, "hanging up is our doing, not the link's"
    assert wire.asked("b") == 0


async def test_cancelling_before_the_first_word_hangs_up_too(wire: OpenAiWire, open_test_chain: OpenChain) -> None:
    wire.behave("a", fault="hang_before")
    chain = open_test_chain("a", first_token_s=30.0, total_s=30.0)
    consumer = TASKS.spawn(_say(chain), name="consumer")
    await _until(lambda: wire.asked("a") == 1)
    consumer.cancel()
    with pytest.raises(asyncio.CancelledError):
        await consumer
    await _until(lambda: wire.hung_up == 1)


async def test_closing_the_generator_early_hangs_up(wire: OpenAiWire, open_test_chain: OpenChain) -> None:
    wire.behave("a", fault="hang_middle")
    async with aclosing(open_test_chain("a", stall_s=30.0).stream(ASK)) as deltas:
        assert await anext(deltas) == TextDelta("Hello")
    await _until(lambda: wire.hung_up == 1)


async def test_prewarm_opens_the_connection_that_the_first_turn_uses(
    wire: OpenAiWire, open_test_chain: OpenChain
) -> None:
    chain = open_test_chain("vendor/a")
    await chain.prewarm()
    assert len(wire.retrieved) == 1
    await _say(chain)
    assert len(wire.connections) == 1


async def test_prewarming_a_dead_address_never_fails() -> None:
    async with OpenAiWire() as gone:
        dead_url = gone.base_url
    chain = Chain([_link("dead", dead_url)], deadlines=Deadlines(0.3, 0.3, 1.0), cooldown=Cooldown(60.0, 60.0))
    await chain.prewarm()
    await chain.aclose()
    assert chain.states()[0].available

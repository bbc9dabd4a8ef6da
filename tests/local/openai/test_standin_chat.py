"""`/v1/chat/completions` as the real SDK and LiveKit's plugin see it."""

import json

import httpx
import openai
import pytest
from livekit.agents.llm import ChatContext
from livekit.agents.types import APIConnectOptions
from livekit.plugins import openai as livekit_openai
from openai import AsyncOpenAI

from tests.fakes.standin_servers import Standin

_PROMPT = "## PERSONA\nYou are Meera. You are kind.\n\n## STYLE\nThis is heard, not read."
_WEATHER = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "Weather of a place.",
        "parameters": {"type": "object", "properties": {"place": {"type": "string"}}, "required": ["place"]},
    },
}


def ask(text: str) -> list[dict]:
    return [{"role": "system", "content": _PROMPT}, {"role": "user", "content": text}]


async def test_whole_answer_has_text_finish_and_usage(client: AsyncOpenAI) -> None:
    answer = await client.chat.completions.create(model="any-name-at-all", messages=ask("What is your name?"))
    choice = answer.choices[0]
    assert answer.model == "any-name-at-all"
    assert "Meera" in choice.message.content
    assert choice.finish_reason == "stop"
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens > 0


async def test_stream_is_the_same_answer_and_ends_with_usage_when_asked(client: AsyncOpenAI) -> None:
    whole = await client.chat.completions.create(model="m", messages=ask("Hello there, how are you?"))
    stream = await client.chat.completions.create(
        model="m", messages=ask("Hello there, how are you?"), stream=True, stream_options={"include_usage": True}
    )
    chunks = [chunk async for chunk in stream]
    said = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert said == whole.choices[0].message.content
    assert chunks[-1].choices == []
    assert chunks[-1].usage.completion_tokens == whole.usage.completion_tokens
    assert [c.choices[0].finish_reason for c in chunks if c.choices][-1] == "stop"


async def test_stream_without_usage_option_has_none(client: AsyncOpenAI) -> None:
    stream = await client.chat.completions.create(model="m", messages=ask("Hello"), stream=True)
    assert all([chunk.usage is None and bool(chunk.choices) async for chunk in stream])


async def test_tool_is_called_with_what_the_message_holds_and_its_result_is_told(client: AsyncOpenAI) -> None:
    messages = ask("What's the weather in Pune?")
    answer = await client.chat.completions.create(model="m", messages=messages, tools=[_WEATHER])
    call = answer.choices[0].message.tool_calls[0]
    assert answer.choices[0].finish_reason == "tool_calls"
    assert (call.function.name, json.loads(call.function.arguments)) == ("get_weather", {"place": "Pune"})
    messages += [
        answer.choices[0].message.model_dump(exclude_none=True),
        {"role": "tool", "tool_call_id": call.id, "content": "Light rain, 24 degrees."},
    ]
    told = await client.chat.completions.create(model="m", messages=messages, tools=[_WEATHER])
    assert "Light rain, 24 degrees." in told.choices[0].message.content


async def test_tool_stays_untouched_when_the_message_is_about_something_else(client: AsyncOpenAI) -> None:
    answer = await client.chat.completions.create(model="m", messages=ask("I feel sad today."), tools=[_WEATHER])
    assert answer.choices[0].message.tool_calls is None


async def test_tool_choice_none_and_named_are_obeyed(client: AsyncOpenAI) -> None:
    messages = ask("What's the weather in Pune?")
    none = await client.chat.completions.create(model="m", messages=messages, tools=[_WEATHER], tool_choice="none")
    assert none.choices[0].message.tool_calls is None
    named = {"type": "function", "function": {"name": "get_weather"}}
    forced = await client.chat.completions.create(model="m", messages=ask("Hello"), tools=[_WEATHER], tool_choice=named)
    assert forced.choices[0].message.tool_calls[0].function.name == "get_weather"


async def test_streamed_tool_call_adds_up(client: AsyncOpenAI) -> None:
    stream = await client.chat.completions.create(
        model="m", messages=ask("What's the weather in Pune?"), tools=[_WEATHER], stream=True
    )
    pieces = [c.choices[0].delta.tool_calls[0] async for c in stream if c.choices and c.choices[0].delta.tool_calls]
    assert json.loads("".join(piece.function.arguments or "" for piece in pieces)) == {"place": "Pune"}
    assert pieces[0].function.name == "get_weather"


async def test_json_modes_give_valid_json_of_the_asked_shape(client: AsyncOpenAI) -> None:
    free = await client.chat.completions.create(
        model="m", messages=ask("Hello"), response_format={"type": "json_object"}
    )
    assert isinstance(json.loads(free.choices[0].message.content), dict)
    schema = {
        "type": "object",
        "properties": {
            "events": {"type": "array", "items": {"$ref": "#/$defs/event"}},
            "title": {"type": "string"},
            "mood": {"type": "string", "enum": ["calm", "urgent"]},
            "count": {"type": "integer"},
            "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        },
        "required": ["events", "title", "mood", "count", "note"],
        "$defs": {"event": {"type": "object", "properties": {"date": {"type": "string"}}}},
    }
    shaped = await client.chat.completions.create(
        model="m",
        messages=ask("My sister moved to Goa."),
        response_format={"type": "json_schema", "json_schema": {"name": "analysis", "schema": schema}},
    )
    assert json.loads(shaped.choices[0].message.content) == {
        "events": [],
        "title": "My sister moved to Goa.",
        "mood": "calm",
        "count": 0,
        "note": None,
    }


async def test_token_limit_cuts_and_says_so(client: AsyncOpenAI) -> None:
    answer = await client.chat.completions.create(model="m", messages=ask("What can you do?"), max_tokens=3)
    assert answer.choices[0].finish_reason == "length"
    assert answer.usage.completion_tokens == 3


@pytest.mark.parametrize(
    "body",
    [
        b"not json",
        b"[]",
        b"{}",
        b'{"model":"m","messages":[]}',
        b'{"model":"m","messages":[{"role":"wizard","content":"x"}]}',
        b'{"model":"m","messages":"hello"}',
        b'{"model":"","messages":[{"role":"user","content":"x"}]}',
        b'{"model":"m","messages":[{"role":"user","content":"\xff"}]}',
        b'{"model":"m","n":7,"messages":[{"role":"user","content":"x"}]}',
    ],
)
async def test_bad_bodies_get_400_in_openais_shape(real_openai: Standin, body: bytes) -> None:
    async with httpx.AsyncClient() as http:
        answer = await http.post(
            f"{real_openai.base_url}/chat/completions", content=body, headers={"Authorization": "Bearer x"}
        )
    assert answer.status_code == 400
    assert set(answer.json()["error"]) == {"message", "type", "param", "code"}
    assert answer.headers["x-request-id"].startswith("req_")


async def test_too_large_a_body_is_413_and_unknown_paths_are_404(client: AsyncOpenAI) -> None:
    with pytest.raises(openai.APIStatusError) as refused:
        await client.chat.completions.create(model="m", messages=ask("x" * 5_000_000))
    assert refused.value.status_code == 413
    with pytest.raises(openai.NotFoundError):
        await client.get("/nothing/here", cast_to=httpx.Response)


async def test_no_key_is_401(real_openai: Standin) -> None:
    async with httpx.AsyncClient() as http:
        answer = await http.get(f"{real_openai.base_url}/models")
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "missing_api_key")


async def test_models_are_listed_and_any_name_is_found(client: AsyncOpenAI) -> None:
    names = {model.id async for model in client.models.list()}
    assert {"astra-demo", "astra-demo-fallback", "astra-demo-emergency", "whisper-tiny", "piper"} <= names
    assert (await client.models.retrieve("vendor/some-model")).id == "vendor/some-model"


async def test_embeddings_are_stable_unit_vectors_and_near_for_shared_words(client: AsyncOpenAI) -> None:
    texts = ["My sister lives in Pune", "my sister moved to Pune", "Saturn is retrograde"]
    answer = await client.embeddings.create(model="astra-hash-embedding", input=texts)
    first, near, far = (item.embedding for item in answer.data)
    dot = lambda a, b: sum(x * y for x, y in zip(a, b, strict=True))  # noqa: E731  a name for one line
    assert dot(first, first) == pytest.approx(1, abs=1e-5)
    assert dot(first, near) > dot(first, far) + 0.2
    floats = await client.embeddings.create(model="m", input=texts[0], encoding_format="float", dimensions=64)
    assert len(floats.data[0].embedding) == 64
    again = await client.embeddings.create(model="m", input=texts[0], encoding_format="float")
    assert again.data[0].embedding == pytest.approx(first, abs=1e-6)


async def test_livekits_llm_plugin_streams(real_openai: Standin) -> None:
    llm = livekit_openai.LLM(model="astra-demo", base_url=real_openai.base_url, api_key="any")
    context = ChatContext()
    context.add_message(role="system", content=_PROMPT)
    context.add_message(role="user", content="My name is Ravi.")
    said = ""
    options = APIConnectOptions(max_retry=0, timeout=10)
    async with llm.chat(chat_ctx=context, conn_options=options) as stream:
        async for chunk in stream:
            said += (chunk.delta.content or "") if chunk.delta else ""
    await llm.aclose()
    assert "Ravi" in said


async def test_scripted_replies_come_first_at_the_set_pace(bench_openai: Standin) -> None:
    bench_openai.script(replies=["One two three."])
    async with AsyncOpenAI(base_url=bench_openai.base_url, api_key="any", max_retries=0) as sdk:
        stream = await sdk.chat.completions.create(model="m", messages=ask("Hello"), stream=True)
        tokens = [c.choices[0].delta.content async for c in stream if c.choices and c.choices[0].delta.content]
    assert tokens == ["One", " two", " three."]
    assert bench_openai.call("GET", "/_script") == {"transcripts": 0, "replies": 0, "answers": 0}


async def test_a_line_with_an_answer_gets_it_each_time_and_takes_no_scripted_reply(bench_openai: Standin) -> None:
    bench_openai.script(replies=["For any line."], answers={"Who are you?": "Astra."})
    async with AsyncOpenAI(base_url=bench_openai.base_url, api_key="any", max_retries=0) as sdk:
        said = [
            (await sdk.chat.completions.create(model="m", messages=ask(line))).choices[0].message.content
            for line in ("Who are you?", "Who are you?", "Hello")
        ]
    bench_openai.call("POST", "/_script", {"reset": True})
    assert said == ["Astra.", "Astra.", "For any line."]

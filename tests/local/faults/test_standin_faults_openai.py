"""Every kind of fault, as OpenAI's own client meets it."""

import time

import aiohttp
import openai
import pytest
from openai import AsyncOpenAI

from tests.fakes.standin_servers import Standin

_HELLO = [{"role": "user", "content": "Hello"}]
_FILE = ("a.wav", b"anything", "audio/wav")


async def stream_text(client: AsyncOpenAI, model: str = "m") -> str:
    stream = await client.chat.completions.create(model=model, messages=_HELLO, stream=True)
    return "".join([chunk.choices[0].delta.content or "" async for chunk in stream if chunk.choices])


async def call(client: AsyncOpenAI, stage: str, model: str = "m") -> object:
    if stage == "llm":
        return await client.chat.completions.create(model=model, messages=_HELLO)
    if stage == "stt":
        return await client.audio.transcriptions.create(model=model, file=_FILE)
    if stage == "tts":
        return (await client.audio.speech.create(model=model, voice="v", input="Hello.", response_format="pcm")).content
    return await client.embeddings.create(model=model, input="Hello")


@pytest.mark.parametrize("stage", ["llm", "stt", "tts", "embeddings"])
async def test_status_fires_as_often_as_asked_and_only_on_its_stage(
    faulty_openai: Standin, client: AsyncOpenAI, stage: str
) -> None:
    faulty_openai.set_fault("status", stage=stage, status=429, times=1)
    other = "stt" if stage == "llm" else "llm"
    assert await call(client, other)
    with pytest.raises(openai.RateLimitError):
        await call(client, stage)
    assert await call(client, stage)
    assert faulty_openai.call("GET", "/_faults") == {"faults": []}


async def test_model_narrows_and_the_newest_fault_wins(faulty_openai: Standin, client: AsyncOpenAI) -> None:
    faulty_openai.set_fault("status", status=503)
    faulty_openai.set_fault("status", model="primary", status=401)
    with pytest.raises(openai.AuthenticationError):
        await call(client, "llm", "primary")
    with pytest.raises(openai.InternalServerError):
        await call(client, "llm", "other")
    faulty_openai.reset()
    assert await call(client, "llm", "primary")


@pytest.mark.parametrize("stage", ["llm", "stt", "tts", "embeddings"])
async def test_latency_delays_a_right_answer(faulty_openai: Standin, client: AsyncOpenAI, stage: str) -> None:
    faulty_openai.set_fault("latency", seconds=0.4)
    started = time.monotonic()
    assert await call(client, stage)
    assert time.monotonic() - started >= 0.4


@pytest.mark.parametrize("stage", ["llm", "stt", "tts", "embeddings"])
@pytest.mark.parametrize("kind", ["hang_before", "hang_middle"])
async def test_hangs_end_in_the_clients_own_time_out(
    faulty_openai: Standin, client: AsyncOpenAI, stage: str, kind: str
) -> None:
    faulty_openai.set_fault(kind, stage=stage)
    with pytest.raises((openai.APITimeoutError, openai.APIConnectionError)):
        await call(client.with_options(timeout=0.4), stage)


@pytest.mark.parametrize("stage", ["llm", "stt", "tts", "embeddings"])
async def test_cut_breaks_the_connection(faulty_openai: Standin, client: AsyncOpenAI, stage: str) -> None:
    faulty_openai.set_fault("cut", stage=stage)
    with pytest.raises(openai.APIConnectionError):
        await call(client, stage)


@pytest.mark.parametrize("kind", ["cut", "hang_middle"])
async def test_stream_that_breaks_has_begun(faulty_openai: Standin, kind: str) -> None:
    faulty_openai.set_fault(kind, stage="llm", times=1)
    body = {"model": "m", "messages": _HELLO, "stream": True}
    seen: list[bytes] = []
    with pytest.raises((aiohttp.ClientError, TimeoutError)):
        await read_into(seen, f"{faulty_openai.base_url}/chat/completions", body)
    received = b"".join(seen)
    assert b'"content": "I"' in received
    assert b"[DONE]" not in received


async def read_into(seen: list[bytes], url: str, body: dict) -> None:
    timeout = aiohttp.ClientTimeout(sock_read=0.5)
    async with (
        aiohttp.ClientSession(headers={"Authorization": "Bearer x"}) as http,
        http.post(url, json=body, timeout=timeout) as answer,
    ):
        async for chunk in answer.content.iter_any():
            seen.append(chunk)  # noqa: PERF401  what came before the break must survive it


async def test_keepalive_only_shows_life_without_content(faulty_openai: Standin) -> None:
    faulty_openai.set_fault("keepalive_only", stage="llm", seconds=0.6)
    body = {"model": "m", "messages": _HELLO}
    async with aiohttp.ClientSession(headers={"Authorization": "Bearer x"}) as http:
        async with http.post(f"{faulty_openai.base_url}/chat/completions", json={**body, "stream": True}) as answer:
            comments = await answer.read()
        async with http.post(f"{faulty_openai.base_url}/chat/completions", json=body) as answer:
            blanks = await answer.read()
    assert set(comments.split(b"\n\n")) == {b": keep-alive", b""}
    assert blanks
    assert not blanks.strip()


async def test_empty_html_and_garbage_come_with_200(faulty_openai: Standin, client: AsyncOpenAI) -> None:
    headers = {"Authorization": "Bearer x"}
    body = {"model": "m", "messages": _HELLO, "stream": True}
    seen: dict[str, tuple[int, str, bytes]] = {}
    async with aiohttp.ClientSession(headers=headers) as http:
        for kind in ("empty", "html", "garbage"):
            faulty_openai.set_fault(kind, times=1)
            async with http.post(f"{faulty_openai.base_url}/chat/completions", json=body) as answer:
                seen[kind] = (answer.status, answer.content_type, await answer.read())
    assert seen["empty"] == (200, "text/event-stream", b"")
    assert seen["html"][:2] == (200, "text/html")
    assert seen["garbage"][:2] == (200, "text/event-stream")
    assert b"chat.completion" not in seen["garbage"][2]
    faulty_openai.set_fault("empty", stage="llm", times=1)
    assert await stream_text(client) == ""
    assert await stream_text(client)


@pytest.mark.parametrize(
    "order",
    [
        {},
        {"kind": "earthquake"},
        {"kind": "cut", "stage": "moon"},
        {"kind": "status", "status": 200},
        {"kind": "cut", "x": 1},
    ],
)
async def test_bad_orders_are_refused(faulty_openai: Standin, order: dict) -> None:
    async with aiohttp.ClientSession() as http:
        async with http.post(f"{faulty_openai.url}/_faults", json=order) as answer:
            assert answer.status == 422
        async with http.post(f"{faulty_openai.url}/_faults", data=b"nonsense") as answer:
            assert answer.status == 422
    assert faulty_openai.call("GET", "/_faults") == {"faults": []}

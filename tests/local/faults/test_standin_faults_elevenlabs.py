"""Every kind of fault, as the ElevenLabs plugin and plain clients meet it."""

import time
from typing import Any

import aiohttp
import pytest
from livekit.agents import APIError
from livekit.agents.types import APIConnectOptions
from livekit.plugins import elevenlabs

from tests.fakes.standin_servers import Standin


async def speak(server: Standin, http: aiohttp.ClientSession, timeout_s: float = 3.0) -> float:
    """Seconds of audio that the plugin got."""
    tts = elevenlabs.TTS(
        voice_id="joe", api_key="any", base_url=server.base_url, encoding="pcm_24000", http_session=http
    )
    stream = tts.stream(conn_options=APIConnectOptions(max_retry=0, timeout=timeout_s))
    stream.push_text("A reply of several words. And another sentence behind it.")
    stream.end_input()
    try:
        return sum([event.frame.duration async for event in stream])
    finally:
        await stream.aclose()
        await tts.aclose()


@pytest.mark.parametrize("kind", ["status", "hang_before", "hang_middle", "keepalive_only", "cut", "html", "garbage"])
async def test_plugin_sees_the_failure_and_then_recovers(
    faulty_elevenlabs: Standin, http: aiohttp.ClientSession, kind: str
) -> None:
    faulty_elevenlabs.set_fault(kind, stage="tts")
    with pytest.raises(APIError):
        await speak(faulty_elevenlabs, http, timeout_s=0.6)
    faulty_elevenlabs.reset()
    assert await speak(faulty_elevenlabs, http) > 1


async def test_empty_reply_has_no_audio(faulty_elevenlabs: Standin, http: aiohttp.ClientSession) -> None:
    faulty_elevenlabs.set_fault("empty", times=1)
    with pytest.raises(APIError):
        await speak(faulty_elevenlabs, http)


async def test_latency_delays_the_first_audio(faulty_elevenlabs: Standin, http: aiohttp.ClientSession) -> None:
    faulty_elevenlabs.set_fault("latency", seconds=0.4, times=1)
    started = time.monotonic()
    assert await speak(faulty_elevenlabs, http) > 1
    assert time.monotonic() - started >= 0.4


async def test_fault_set_while_a_socket_is_open_meets_its_next_context(
    faulty_elevenlabs: Standin, http: aiohttp.ClientSession
) -> None:
    url = f"{faulty_elevenlabs.base_url}/text-to-speech/joe/multi-stream-input?output_format=pcm_16000&model_id=m1"
    async with http.ws_connect(url) as ws:
        await say(ws, "a")
        assert any(message.get("audio") for message in await read(ws, "a"))
        faulty_elevenlabs.set_fault("status", model="m1", status=500, times=1)
        await say(ws, "b")
        failed = await ws.receive_json(timeout=5)
        assert (failed["error"], failed["contextId"]) == ("internal_error", "b")
        await say(ws, "c")
        assert any(message.get("audio") for message in await read(ws, "c"))


async def say(ws: aiohttp.ClientWebSocketResponse, context_id: str) -> None:
    await ws.send_json({"text": "Some words.", "context_id": context_id, "flush": True})
    await ws.send_json({"context_id": context_id, "close_context": True})


async def read(ws: aiohttp.ClientWebSocketResponse, context_id: str) -> list[dict[str, Any]]:
    """One context's messages to its end; others' may come between, such as the end of one that failed."""
    messages: list[dict[str, Any]] = []
    while not (messages and messages[-1].get("isFinal")):
        message = await ws.receive_json(timeout=5)
        if message.get("contextId") == context_id:
            messages.append(message)
    return messages


@pytest.mark.parametrize(
    ("status", "code"), [(429, "too_many_concurrent_requests"), (500, "internal_error"), (401, "invalid_api_key")]
)
@pytest.mark.parametrize("path", ["joe", "joe/stream"])
async def test_http_status(
    faulty_elevenlabs: Standin, http: aiohttp.ClientSession, status: int, code: str, path: str
) -> None:
    faulty_elevenlabs.set_fault("status", status=status, times=1)
    url = f"{faulty_elevenlabs.base_url}/text-to-speech/{path}"
    async with http.post(url, json={"text": "Hello."}) as answer:
        assert (answer.status, (await answer.json())["detail"]["status"]) == (status, code)
    async with http.post(url, json={"text": "Hello."}) as answer:
        assert answer.status == 200
        assert await answer.read()


@pytest.mark.parametrize("kind", ["hang_before", "hang_middle", "cut", "keepalive_only"])
@pytest.mark.parametrize("path", ["joe", "joe/stream"])
async def test_http_answer_that_never_completes(
    faulty_elevenlabs: Standin, http: aiohttp.ClientSession, kind: str, path: str
) -> None:
    faulty_elevenlabs.set_fault(kind, times=1)
    url = f"{faulty_elevenlabs.base_url}/text-to-speech/{path}?output_format=pcm_16000"
    with pytest.raises((aiohttp.ClientError, TimeoutError)):
        async with http.post(
            url, json={"text": "Hello there, this takes a while."}, timeout=aiohttp.ClientTimeout(sock_read=0.4)
        ) as answer:
            await answer.read()


@pytest.mark.parametrize(
    ("kind", "media_type"), [("html", "text/html"), ("garbage", "audio/pcm"), ("empty", "audio/pcm")]
)
async def test_http_answers_of_the_wrong_kind(
    faulty_elevenlabs: Standin, http: aiohttp.ClientSession, kind: str, media_type: str
) -> None:
    faulty_elevenlabs.set_fault(kind, times=1)
    url = f"{faulty_elevenlabs.base_url}/text-to-speech/joe/stream?output_format=pcm_16000"
    async with http.post(url, json={"text": "Hello."}) as answer:
        assert (answer.status, answer.content_type) == (200, media_type)
        assert (await answer.read() == b"") is (kind == "empty")

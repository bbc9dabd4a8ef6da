"""The realtime transcription socket, through LiveKit's plugin and by hand."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import jiwer
import numpy as np
import pytest
from livekit import rtc
from livekit.agents.types import APIConnectOptions
from livekit.agents.utils import http_context
from livekit.plugins import openai as livekit_openai
from openai import AsyncOpenAI

from tests.fakes.standin_servers import Standin

RATE = 24_000
CHUNK = RATE // 20
SENTENCE = "Tell me something about the position of the moon today."
_NORMAL = jiwer.Compose([jiwer.ToLowerCase(), jiwer.RemovePunctuation(), jiwer.RemoveMultipleSpaces(), jiwer.Strip()])


def manual(model: str = "m") -> dict[str, Any]:
    audio = {"input": {"transcription": {"model": model}, "turn_detection": None}}
    return {"type": "session.update", "session": {"type": "transcription", "audio": audio}}


def append(pcm: bytes) -> dict[str, Any]:
    return {"type": "input_audio_buffer.append", "audio": base64.b64encode(pcm).decode()}


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(headers={"Authorization": "Bearer any"}) as session:
        yield session


def url_of(server: Standin, query: str = "?intent=transcription&model=m") -> str:
    return f"{server.base_url.replace('http', 'ws', 1)}/realtime{query}"


async def exchange(socket: aiohttp.ClientWebSocketResponse, *events: dict[str, Any] | str) -> None:
    for event in events:
        await socket.send_str(event if isinstance(event, str) else json.dumps(event))


async def receive(socket: aiohttp.ClientWebSocketResponse, kind: str) -> list[dict[str, Any]]:
    """All events up to one of this type, which is the last."""
    events: list[dict[str, Any]] = []
    async with asyncio.timeout(20):
        while not events or events[-1]["type"] != kind:
            events.append(await socket.receive_json())
    return events


@pytest.mark.speech
async def test_plugin_hears_words_while_they_are_said(client: AsyncOpenAI) -> None:
    answer = await client.audio.speech.create(model="piper", voice="joe", input=SENTENCE, response_format="pcm")
    samples = np.frombuffer(answer.content + b"\0\0" * RATE, np.int16)
    async with http_context.open():
        ears = livekit_openai.STT(client=client, model="whisper-tiny-live", use_realtime=True)
        found: list[tuple[str, str]] = []
        async with ears.stream(conn_options=APIConnectOptions(max_retry=0)) as stream:

            async def read() -> None:
                async for event in stream:
                    if event.alternatives:
                        found.append((event.type.value, event.alternatives[0].text))
                    if event.type.value == "final_transcript":
                        return

            reading = asyncio.get_running_loop().create_task(read())
            for start in range(0, len(samples) - CHUNK, CHUNK):
                stream.push_frame(rtc.AudioFrame(samples[start : start + CHUNK].tobytes(), RATE, 1, CHUNK))
                await asyncio.sleep(0.05)
            await asyncio.wait_for(reading, 20)
        await ears.aclose()
    kind, final = found[-1]
    assert kind == "final_transcript"
    assert jiwer.wer(_NORMAL(SENTENCE), _NORMAL(final)) <= 0.3
    assert found[0][0] == "interim_transcript"
    assert _NORMAL(SENTENCE).startswith(_NORMAL(found[0][1])[:8])


async def test_client_that_commits_itself_is_told_each_step(http: aiohttp.ClientSession, bench_openai: Standin) -> None:
    bench_openai.call("POST", "/_script", {"transcripts": ["one two three"], "reset": True})
    async with http.ws_connect(url_of(bench_openai)) as socket:
        await exchange(socket, manual(), append(b"\1\0" * RATE), {"type": "input_audio_buffer.commit"})
        events = await receive(socket, "conversation.item.input_audio_transcription.completed")
    kinds = [event["type"].removeprefix("conversation.item.input_audio_transcription.") for event in events]
    assert kinds[:2] == ["session.created", "session.updated"]
    assert [kind for kind in kinds[2:] if kind != "delta"] == ["input_audio_buffer.committed", "completed"]
    assert "".join(event["delta"] for event in events if "delta" in event) == "one two three"
    assert events[-1]["transcript"] == "one two three"
    assert len({event["item_id"] for event in events if "item_id" in event}) == 1


async def test_server_finds_no_voice_in_silence(http: aiohttp.ClientSession, bench_openai: Standin) -> None:
    update = manual()
    update["session"]["audio"]["input"]["turn_detection"] = {"type": "server_vad", "silence_duration_ms": 200}
    async with http.ws_connect(url_of(bench_openai)) as socket:
        await exchange(socket, update, append(b"\0\0" * RATE), {"type": "input_audio_buffer.commit"})
        events = await receive(socket, "error")
    assert [event["type"] for event in events] == ["session.created", "session.updated", "error"]
    assert events[-1]["error"]["code"] == "input_audio_buffer_commit_empty"


@pytest.mark.parametrize(
    "message",
    [
        "no json",
        "[]",
        '{"type": "response.create"}',
        '{"type": "session.update"}',
        '{"type": "session.update", "session": {"type": "realtime"}}',
        '{"type": "input_audio_buffer.append", "audio": "???"}',
        '{"type": "input_audio_buffer.append", "audio": "YQ=="}',
    ],
)
async def test_bad_event_is_refused_and_the_socket_lives(
    http: aiohttp.ClientSession, bench_openai: Standin, message: str
) -> None:
    async with http.ws_connect(url_of(bench_openai)) as socket:
        await exchange(socket, message)
        assert (await receive(socket, "error"))[-1]["error"]["type"] == "invalid_request_error"
        await exchange(socket, {"type": "input_audio_buffer.clear"})
        assert (await receive(socket, "input_audio_buffer.cleared"))[-1]["event_id"]


async def test_door_is_kept(http: aiohttp.ClientSession, bench_openai: Standin) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError, match="400"):
        await http.ws_connect(url_of(bench_openai, "?model=m"))
    async with aiohttp.ClientSession() as stranger:
        with pytest.raises(aiohttp.WSServerHandshakeError, match="401"):
            await stranger.ws_connect(url_of(bench_openai))


async def test_faults_meet_the_socket(http: aiohttp.ClientSession, bench_openai: Standin) -> None:
    bench_openai.set_fault("status", stage="stt", status=503, times=1)
    with pytest.raises(aiohttp.WSServerHandshakeError, match="503"):
        await http.ws_connect(url_of(bench_openai))
    bench_openai.set_fault("cut", stage="stt", times=1)
    async with http.ws_connect(url_of(bench_openai)) as socket:
        await exchange(socket, manual(), append(b"\1\0" * RATE), {"type": "input_audio_buffer.commit"})
        async with asyncio.timeout(10):
            messages = [message async for message in socket]
    assert not any("completed" in str(message.data) for message in messages)
    bench_openai.reset()

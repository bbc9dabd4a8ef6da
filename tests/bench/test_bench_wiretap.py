"""The wiretap passes everything on unchanged and notes when each stage asked and was answered."""

import json
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bench import wiretap


async def _complete(request: web.Request) -> web.StreamResponse:
    answer = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "x-seen": request.headers["Authorization"]}
    )
    await answer.prepare(request)
    for piece in (b"data: one\n\n", await request.read()):
        await answer.write(piece)
    await answer.write_eof()
    return answer


async def _speak(request: web.Request) -> web.WebSocketResponse:
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    async for message in socket:
        said = json.loads(message.data)
        if said.get("close_socket"):
            break
        await socket.send_json({"audio": "AAAA", "contextId": said["context_id"], "key": request.headers["xi-api-key"]})
    await socket.close()
    return socket


async def _listen(request: web.Request) -> web.WebSocketResponse:
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    for kind in ("input_audio_buffer.speech_stopped", "conversation.item.input_audio_transcription.completed"):
        heard = json.loads((await socket.receive()).data)
        await socket.send_json({"type": kind, "heard": heard["audio"]})
    await socket.close()
    return socket


@pytest.fixture
async def tapped() -> AsyncIterator[TestClient]:
    upstream = web.Application()
    upstream.router.add_post("/v1/chat/completions", _complete)
    upstream.router.add_get("/v1/text-to-speech/v/multi-stream-input", _speak)
    upstream.router.add_get("/v1/realtime", _listen)
    async with TestServer(upstream) as far, aiohttp.ClientSession() as session:
        target = str(far.make_url("")).rstrip("/")
        async with TestClient(TestServer(wiretap.build_app(target, session))) as client:
            yield client


def _noted(printed: str) -> list[str]:
    return [json.loads(line)["what"] for line in printed.splitlines()]


async def test_a_request_goes_through_and_both_ends_are_noted(tapped: TestClient, capsys: pytest.CaptureFixture[str]):
    async with tapped.post("/v1/chat/completions", data=b"two", headers={"Authorization": "Bearer x"}) as answer:
        assert await answer.read() == b"data: one\n\ntwo"
        assert answer.headers["x-seen"] == "Bearer x"
    assert _noted(capsys.readouterr().out) == [wiretap.LLM_ASKED, wiretap.LLM_FIRST_TOKEN]


async def test_an_error_of_the_target_is_passed_on(tapped: TestClient):
    async with tapped.get("/v1/nothing") as answer:
        assert answer.status == 404


async def test_each_context_of_a_socket_is_noted_once(tapped: TestClient, capsys: pytest.CaptureFixture[str]):
    async with tapped.ws_connect("/v1/text-to-speech/v/multi-stream-input", headers={"xi-api-key": "k"}) as socket:
        for text, context in ((" ", "a"), ("Hello", "a"), ("there", "a"), ("Again", "b")):
            await socket.send_json({"text": text, "context_id": context})
            answered = await socket.receive_json()
            assert answered == {"audio": "AAAA", "contextId": context, "key": "k"}
        await socket.send_json({"close_socket": True})
        assert (await socket.receive()).type in {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED}
    noted = _noted(capsys.readouterr().out)
    assert noted.count(wiretap.TTS_ASKED) == 2
    assert noted.count(wiretap.TTS_FIRST_BYTE) == 2


async def test_a_live_recogniser_is_noted_by_what_it_tells(tapped: TestClient, capsys: pytest.CaptureFixture[str]):
    async with tapped.ws_connect("/v1/realtime?intent=transcription") as socket:
        for _ in range(2):
            await socket.send_json({"type": "input_audio_buffer.append", "audio": "AAAA"})
            assert (await socket.receive_json())["heard"] == "AAAA"
        assert (await socket.receive()).type in {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED}
    assert _noted(capsys.readouterr().out) == [wiretap.STT_ASKED, wiretap.STT_ANSWERED]

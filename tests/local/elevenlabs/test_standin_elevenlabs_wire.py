"""The socket and the HTTP calls, message by message."""

import asyncio
import base64
from typing import Any

import aiohttp
import pytest

from tests.fakes.standin_servers import Standin, elevenlabs_standin


def socket_url(server: Standin, **query: str) -> str:
    options = {"output_format": "pcm_24000", "auto_mode": "true", **query}
    return f"{server.base_url}/text-to-speech/joe/multi-stream-input?" + "&".join(
        f"{k}={v}" for k, v in options.items()
    )


async def until_final(ws: aiohttp.ClientWebSocketResponse, context_id: str) -> list[dict[str, Any]]:
    """All messages up to the context's last one."""
    messages = []
    while True:
        message = await ws.receive_json(timeout=20)
        messages.append(message)
        if message.get("isFinal") and message["contextId"] == context_id:
            return messages


async def hold(http: aiohttp.ClientSession, server: Standin) -> None:
    """A request that is never answered."""
    async with http.post(f"{server.base_url}/text-to-speech/joe", json={"text": "Hanging too."}) as answer:
        await answer.read()


def seconds_of(messages: list[dict[str, Any]]) -> float:
    return sum(len(base64.b64decode(message["audio"] or "")) for message in messages) / 48_000


async def test_context_speaks_what_it_got_before_it_closes(
    tone_elevenlabs: Standin, http: aiohttp.ClientSession
) -> None:
    async with http.ws_connect(socket_url(tone_elevenlabs)) as ws:
        await ws.send_json({"text": " ", "context_id": "a", "voice_settings": {}})
        await ws.send_json({"text": "One two three. ", "context_id": "a"})
        await ws.send_json({"text": "Four five without an end", "context_id": "a"})
        await ws.send_json({"context_id": "a", "close_context": True})
        messages = await until_final(ws, "a")
    chars = [char for m in messages if m.get("alignment") for char in m["alignment"]["chars"]]
    starts = [start for m in messages if m.get("alignment") for start in m["alignment"]["charStartTimesMs"]]
    assert "".join(chars) == "One two three. Four five without an end"
    assert starts == sorted(starts)
    assert seconds_of(messages) * 1000 > starts[-1]


async def test_without_auto_mode_text_waits_for_a_flush_or_enough_of_it(
    tone_elevenlabs: Standin, http: aiohttp.ClientSession
) -> None:
    async with http.ws_connect(socket_url(tone_elevenlabs, auto_mode="false")) as ws:
        await ws.send_json({"text": "Short. ", "context_id": "a"})
        await ws.send_json({"text": "word " * 40, "context_id": "b"})
        first = await ws.receive_json(timeout=10)
        assert first["contextId"] == "b"
        await ws.send_json({"context_id": "a", "flush": True})
        await ws.send_json({"context_id": "a", "close_context": True})
        assert seconds_of([m for m in await until_final(ws, "a") if m["contextId"] == "a"]) > 0.2


async def test_interrupted_context_stops_at_once(real_elevenlabs: Standin, http: aiohttp.ClientSession) -> None:
    sentence = "This sentence is spoken to be interrupted in the middle of it all. "
    async with http.ws_connect(socket_url(real_elevenlabs)) as ws:
        for _ in range(30):
            await ws.send_json({"text": sentence, "context_id": "a", "flush": True})
        await ws.receive_json(timeout=20)
        await ws.send_json({"context_id": "a", "close_context": True})
        messages = await until_final(ws, "a")
        await ws.send_json({"text": "Next. ", "context_id": "b", "flush": True})
        await ws.send_json({"context_id": "b", "close_context": True})
        assert seconds_of(await until_final(ws, "b")) > 0.2
    assert seconds_of(messages) < 30


async def test_close_socket_speaks_to_the_end_and_closes(tone_elevenlabs: Standin, http: aiohttp.ClientSession) -> None:
    async with http.ws_connect(socket_url(tone_elevenlabs)) as ws:
        await ws.send_json({"text": "All of this.", "context_id": "a"})
        await ws.send_json({"close_socket": True})
        assert seconds_of(await until_final(ws, "a")) > 0.5
        assert (await ws.receive(timeout=5)).type is aiohttp.WSMsgType.CLOSE


async def test_silent_socket_is_closed(tone_elevenlabs: Standin, http: aiohttp.ClientSession) -> None:
    async with http.ws_connect(socket_url(tone_elevenlabs, inactivity_timeout="1")) as ws:
        assert (await ws.receive_json(timeout=10))["error"] == "input_timeout_exceeded"
        assert (await ws.receive(timeout=5)).data == 1008


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "not json",
        "[]",
        '"text"',
        '{"text": 7}',
        '{"context_id": ""}',
        '{"text":"' + "x" * 6000 + '"}',
        '{"flush": "perhaps"}',
    ],
)
async def test_garbage_closes_only_its_own_socket(
    tone_elevenlabs: Standin, http: aiohttp.ClientSession, frame: str
) -> None:
    async with http.ws_connect(socket_url(tone_elevenlabs)) as ws:
        await ws.send_str(frame)
        assert (await ws.receive_json(timeout=5))["error"] == "invalid_message"
        assert (await ws.receive(timeout=5)).data == 1008
    assert tone_elevenlabs.health()["ok"]


async def test_binary_and_oversized_frames(tone_elevenlabs: Standin, http: aiohttp.ClientSession) -> None:
    async with http.ws_connect(socket_url(tone_elevenlabs)) as ws:
        await ws.send_bytes(b"\x00\x01")
        assert (await ws.receive_json(timeout=5))["error"] == "invalid_message"
    async with http.ws_connect(socket_url(tone_elevenlabs)) as ws:
        await ws.send_str("x" * 300_000)
        assert (await ws.receive(timeout=5)).type is aiohttp.WSMsgType.CLOSE


async def test_too_many_contexts_and_too_much_text_end_only_what_they_touch(
    tone_elevenlabs: Standin, http: aiohttp.ClientSession
) -> None:
    async with http.ws_connect(socket_url(tone_elevenlabs)) as ws:
        for index in range(11):
            await ws.send_json({"text": " ", "context_id": f"c{index}"})
        refused = await ws.receive_json(timeout=5)
        assert (refused["error"], refused["contextId"]) == ("too_many_contexts", "c10")
        for _ in range(9):
            await ws.send_json({"text": "word " * 900, "context_id": "c0"})
        assert (await ws.receive_json(timeout=5))["error"] == "text_too_long"
        await ws.send_json({"text": "Still here.", "context_id": "c1"})
        await ws.send_json({"context_id": "c1", "close_context": True})
        assert seconds_of([m for m in await until_final(ws, "c1") if "audio" in m]) > 0.3


async def test_closing_an_unknown_context_is_harmless(tone_elevenlabs: Standin, http: aiohttp.ClientSession) -> None:
    async with http.ws_connect(socket_url(tone_elevenlabs)) as ws:
        await ws.send_json({"context_id": "ghost", "close_context": True})
        assert (await ws.receive_json(timeout=5))["isFinal"] is True


async def test_handshake_and_http_refusals(tone_elevenlabs: Standin, http: aiohttp.ClientSession) -> None:
    async with aiohttp.ClientSession() as nobody:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await nobody.ws_connect(socket_url(tone_elevenlabs))
        assert refused.value.status == 401
        async with nobody.get(f"{tone_elevenlabs.base_url}/voices") as answer:
            assert (answer.status, (await answer.json())["detail"]["status"]) == (401, "needs_authorization")
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await http.ws_connect(socket_url(tone_elevenlabs, output_format="midi_1"))
    assert refused.value.status == 400
    url = f"{tone_elevenlabs.base_url}/text-to-speech/joe"
    bodies: list[tuple[bytes, int]] = [
        (b"nonsense", 422),
        (b"{}", 422),
        (b'{"text": ""}', 422),
        (b'{"text": "?!"}', 400),
        (b'{"text": "' + b"x" * 5001 + b'"}', 422),
        (b'{"text": "' + b"x" * 600_000 + b'"}', 413),
    ]
    for body, status in bodies:
        async with http.post(url, data=body) as answer:
            assert answer.status == status
            assert "detail" in await answer.json()
    async with http.post(f"{tone_elevenlabs.base_url}/text-to-speech/no%20voice/stream", json={"text": "x"}) as answer:
        assert answer.status == 404


async def test_whole_and_streamed_http_audio(tone_elevenlabs: Standin, http: aiohttp.ClientSession) -> None:
    lengths = set()
    for path in ("joe", "joe/stream"):
        url = f"{tone_elevenlabs.base_url}/text-to-speech/{path}?output_format=pcm_16000"
        async with http.post(url, json={"text": "Four words of tone."}) as answer:
            assert answer.content_type == "audio/pcm"
            lengths.add(len(await answer.read()))
    assert len(lengths) == 1


async def test_terminate_ends_the_process_in_time_with_open_sockets(http: aiohttp.ClientSession) -> None:
    with elevenlabs_standin("--fixed-latency") as server:
        server.set_fault("hang_before")
        async with http.ws_connect(socket_url(server)) as ws:
            await ws.send_json({"text": "Hanging.", "context_id": "a", "flush": True})
            request = asyncio.get_running_loop().create_task(hold(http, server))
            await asyncio.sleep(0)
            server.process.terminate()
            code = await asyncio.to_thread(server.process.wait, 4)
            request.cancel()
            await asyncio.gather(request, return_exceptions=True)
        assert code == 0

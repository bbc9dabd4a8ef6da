"""A process between the agents and the stand-ins that passes everything on and notes when each stage asked and was
answered: `python -m bench.wiretap`. Both agents go through it, so what it costs is in both sides of a ratio.

Each note is a JSON line `{"at", "what"}` on stdout, `at` in seconds of the machine's one monotonic clock.
"""

import argparse
import asyncio
import contextlib
import json
import sys
from collections.abc import Mapping
from typing import Any, Protocol

import aiohttp
from aiohttp import web

from astra.kit.clock import SYSTEM_CLOCK

STT_ASKED, STT_ANSWERED = "stt_asked", "stt_answered"
LLM_ASKED, LLM_FIRST_TOKEN = "llm_asked", "llm_first_token"
TTS_ASKED, TTS_FIRST_BYTE = "tts_asked", "tts_first_byte"

_REALTIME = {
    "input_audio_buffer.speech_stopped": STT_ASKED,
    "conversation.item.input_audio_transcription.completed": STT_ANSWERED,
}
"""Of a live recogniser: it took the speech for over, and told its final words."""

_HOP_HEADERS = frozenset({"host", "content-length", "transfer-encoding", "connection", "keep-alive", "upgrade"})
_WS_HEADERS = frozenset({"xi-api-key", "authorization", "user-agent"})


def _note(what: str) -> None:
    sys.stdout.write(json.dumps({"at": SYSTEM_CLOCK.monotonic(), "what": what}) + "\n")
    sys.stdout.flush()


def _stage_notes(path: str) -> tuple[str, str] | None:
    """What to note when a request for `path` comes in, and when its first content goes out."""
    if path.endswith("/audio/transcriptions"):
        return STT_ASKED, STT_ANSWERED
    if path.endswith("/chat/completions"):
        return LLM_ASKED, LLM_FIRST_TOKEN
    if "/text-to-speech/" in path or path.endswith("/audio/speech"):
        return TTS_ASKED, TTS_FIRST_BYTE
    return None


def _keep(headers: Mapping[str, str], drop: frozenset[str] = _HOP_HEADERS) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name.lower() not in drop}


def build_app(target: str, session: aiohttp.ClientSession) -> web.Application:
    """An application that passes everything on to `target` (`http://host:port`)."""

    async def pass_on(request: web.Request) -> web.StreamResponse:
        if request.headers.get("Upgrade", "").lower() == "websocket":
            return await _pass_socket(request, session, target)
        return await _pass_request(request, session, target)

    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.router.add_route("*", "/{path:.*}", pass_on)
    return app


async def _pass_request(request: web.Request, session: aiohttp.ClientSession, target: str) -> web.StreamResponse:
    notes = _stage_notes(request.path)
    if notes is not None:
        _note(notes[0])
    async with session.request(
        request.method,
        f"{target}{request.path_qs}",
        headers=_keep(request.headers),
        data=await request.read(),
        auto_decompress=False,
    ) as upstream:
        answer = web.StreamResponse(status=upstream.status, headers=_keep(upstream.headers))
        await answer.prepare(request)
        with contextlib.suppress(ConnectionResetError):  # an agent that was interrupted no longer listens
            async for chunk in upstream.content.iter_any():
                if notes is not None and chunk:
                    _note(notes[1])
                    notes = None
                await answer.write(chunk)
            await answer.write_eof()
        return answer


async def _pass_socket(request: web.Request, session: aiohttp.ClientSession, target: str) -> web.WebSocketResponse:
    near = web.WebSocketResponse(max_msg_size=0)
    await near.prepare(request)
    headers = {name: value for name, value in request.headers.items() if name.lower() in _WS_HEADERS}
    async with session.ws_connect(f"{target}{request.path_qs}", headers=headers, max_msg_size=0) as far:
        up, back = _choose_notes(request.path)
        down = asyncio.get_running_loop().create_task(_pump(far, near, back))
        try:
            await _pump(near, far, up)
        finally:
            await far.close()
            await down
    return near


class _Notes(Protocol):
    """What is noted of the messages of one direction."""

    def look(self, data: str) -> None: ...


def _choose_notes(path: str) -> tuple["_Notes", "_Notes"]:
    """What to look for in what an agent sends over a socket, and in what comes back."""
    if path.endswith("/realtime"):
        return _Silence(), _Events(_REALTIME)
    return _Contexts("text", TTS_ASKED), _Contexts("audio", TTS_FIRST_BYTE)


class _Silence:
    """Notes nothing."""

    def look(self, data: str) -> None:
        del data


class _Events:
    """Notes each message whose `type` has a name here."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def look(self, data: str) -> None:
        kind = json.loads(data).get("type")
        if kind in self._names:
            _note(self._names[kind])


class _Contexts:
    """Notes the first message of each synthesis context that carries content in `field`."""

    def __init__(self, field: str, what: str) -> None:
        self._field = field
        self._what = what
        self._seen: set[str] = set()

    def look(self, data: str) -> None:
        message: dict[str, Any] = json.loads(data)
        content = message.get(self._field)
        context = str(message.get("context_id") or message.get("contextId") or "")
        if isinstance(content, str) and content.strip() and context not in self._seen:
            self._seen.add(context)
            _note(self._what)


_Socket = web.WebSocketResponse | aiohttp.ClientWebSocketResponse


async def _pump(source: _Socket, sink: _Socket, notes: _Notes) -> None:
    async for message in source:
        if message.type is aiohttp.WSMsgType.TEXT:
            notes.look(message.data)
            if not sink.closed:
                await sink.send_str(message.data)
        elif message.type is aiohttp.WSMsgType.BINARY and not sink.closed:
            await sink.send_bytes(message.data)
    if not sink.closed:
        await sink.close()


async def _serve(ports_and_targets: list[tuple[int, str]]) -> None:
    timeout = aiohttp.ClientTimeout(total=None)
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(timeout=timeout, connector=connector) as session:
        for port, target in ports_and_targets:
            runner = web.AppRunner(build_app(target, session), access_log=None)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", port).start()
        await asyncio.Event().wait()


def main() -> None:
    """Read which ports stand before which targets, and serve until killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tap", nargs=2, action="append", metavar=("PORT", "TARGET"), required=True)
    taps = parser.parse_args().tap
    asyncio.run(_serve([(int(port), target) for port, target in taps]))


if __name__ == "__main__":
    main()

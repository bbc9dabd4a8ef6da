"""`/v1/text-to-speech/{voice}/multi-stream-input`: many contexts over one socket."""

import asyncio
from typing import Any

import structlog
from aiohttp import WSMsgType, web
from pydantic import ValidationError

from local.elevenlabs.context import Context, StreamSettings
from local.elevenlabs.context_faults import ContextFault
from local.elevenlabs.errors import WireError, fault_error
from local.elevenlabs.formats import DEFAULT, parse_format
from local.elevenlabs.options import MAX_CONTEXTS, MAX_FRAME_BYTES, PARTS, Parts
from local.elevenlabs.wire import ClientMessage, error_message, final_message
from local.faults.book import ALL_KINDS, FaultKind, Stage
from local.kit.tasks import TaskGroup

_AT_HANDSHAKE = frozenset({FaultKind.STATUS, FaultKind.HTML})
_DEFAULT_INACTIVITY_S, _LONGEST_INACTIVITY_S = 20.0, 180.0
_POLICY_VIOLATION = 1008

_log = structlog.get_logger(__name__)


async def open_socket(request: web.Request) -> web.StreamResponse:
    """Handler of the endpoint."""
    parts = request.app[PARTS]
    settings = _read_settings(request)
    fault = parts.faults.take(Stage.TTS, settings.model, kinds=_AT_HANDSHAKE)
    if fault is not None:
        if fault.kind is FaultKind.HTML:
            return web.Response(text="<!doctype html><h1>It works</h1>", content_type="text/html")
        raise fault_error(fault.status)
    socket = web.WebSocketResponse(max_msg_size=MAX_FRAME_BYTES, compress=False, heartbeat=None)
    await socket.prepare(request)
    stream = _MultiStream(request, socket, settings, parts)
    try:
        await stream.run(_inactivity_s(request))
    finally:
        await stream.aclose()
    return socket


def _read_settings(request: web.Request) -> StreamSettings:
    query = request.query
    return StreamSettings(
        voice_id=request.match_info["voice"],
        model=query.get("model_id", "eleven_multilingual_v2"),
        language=query.get("language_code"),
        format=parse_format(query.get("output_format", DEFAULT)),
        auto_mode=query.get("auto_mode", "false") == "true",
    )


def _inactivity_s(request: web.Request) -> float:
    raw = request.query.get("inactivity_timeout", str(_DEFAULT_INACTIVITY_S))
    try:
        return min(max(float(raw), 1.0), _LONGEST_INACTIVITY_S)
    except ValueError as failure:
        raise WireError(400, "invalid_inactivity_timeout", "inactivity_timeout is a number of seconds.") from failure


class _MultiStream:
    """One open socket and its contexts."""

    def __init__(
        self, request: web.Request, socket: web.WebSocketResponse, settings: StreamSettings, parts: Parts
    ) -> None:
        self._request, self._socket, self._settings, self._parts = request, socket, settings, parts
        self._contexts: dict[str, Context] = {}
        self._running: dict[str, asyncio.Task[Any]] = {}
        self._tasks = TaskGroup()
        self._writing = asyncio.Lock()

    async def run(self, inactivity_s: float) -> None:
        """Read until the client goes, asks to close, or is silent for too long."""
        while True:
            try:
                frame = await self._socket.receive(timeout=inactivity_s)
            except TimeoutError:
                if self._running:
                    continue
                await self._send(error_message("input_timeout_exceeded", "No new text came within the time allowed."))
                await self._socket.close(code=_POLICY_VIOLATION)
                return
            if frame.type is not WSMsgType.TEXT:
                if frame.type is WSMsgType.BINARY:
                    await self._refuse("invalid_message", "Messages are JSON text.")
                return
            try:
                message = ClientMessage.model_validate_json(frame.data)
            except ValidationError:
                await self._refuse("invalid_message", "The message is not one of this protocol.")
                return
            if await self._take(message):
                return

    async def aclose(self) -> None:
        """Stop all synthesis at once."""
        await self._tasks.aclose()

    async def _take(self, message: ClientMessage) -> bool:
        """Act on one message; True when the socket shall close."""
        if message.close_socket:
            for context in list(self._contexts.values()):
                self._close(context)
            await asyncio.gather(*self._running.values(), return_exceptions=True)
            await self._socket.close()
            return True
        context = self._contexts.get(message.context_id)
        if message.close_context:
            if context is None:
                await self._send(final_message(message.context_id))
            else:
                self._close(context)
            return False
        if context is None:
            if len(self._contexts) >= MAX_CONTEXTS:
                text = f"At most {MAX_CONTEXTS} contexts at once."
                await self._send(error_message("too_many_contexts", text, context_id=message.context_id))
                return False
            context = self._open(message)
        if context.closing:
            return False
        try:
            context.take(message)
        except (ValueError, asyncio.QueueFull):
            self._running[context.id].cancel()
            await self._send(error_message("text_too_long", "Too much text for one context.", context_id=context.id))
        return False

    def _open(self, first: ClientMessage) -> Context:
        fault = self._parts.faults.take(Stage.TTS, self._settings.model, kinds=ALL_KINDS)
        trouble = ContextFault(
            fault, context_id=first.context_id, send=self._send, send_text=self._send_text, abort=self._abort
        )
        context = Context(first, settings=self._settings, speaker=self._parts.speaker, send=self._send, fault=trouble)
        self._contexts[context.id] = context
        task = self._tasks.spawn(self._live(context, trouble), name="speech context")
        self._running[context.id] = task
        task.add_done_callback(lambda _: self._forget(context))
        return context

    async def _live(self, context: Context, trouble: ContextFault) -> None:
        if trouble.kind is FaultKind.STATUS:
            refusal = fault_error(trouble.status)
            await self._send(error_message(refusal.code, refusal.message, context_id=context.id))
            return
        await trouble.at_first_text()
        await context.run()

    def _close(self, context: Context) -> None:
        if context.closing:
            return
        if not context.close():
            self._running[context.id].cancel()
            self._tasks.spawn(self._send(final_message(context.id)), name="final of an interrupted context")

    def _forget(self, context: Context) -> None:
        self._contexts.pop(context.id, None)
        self._running.pop(context.id, None)

    async def _refuse(self, code: str, text: str) -> None:
        await self._send(error_message(code, text))
        await self._socket.close(code=_POLICY_VIOLATION)

    async def _send(self, message: dict[str, Any]) -> None:
        async with self._writing:
            if not self._socket.closed:
                await self._socket.send_json(message)

    async def _send_text(self, text: str) -> None:
        async with self._writing:
            if not self._socket.closed:
                await self._socket.send_str(text)

    def _abort(self) -> None:
        if self._request.transport is not None:
            self._request.transport.abort()

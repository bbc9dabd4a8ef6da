"""`GET /v1/realtime?intent=transcription`: a socket that is fed while somebody speaks, and tells words as they come.

It ends an utterance by its own voice activity detection where the client asks for that, else when the client commits.
"""

import asyncio
import base64
import binascii
from typing import Any

import numpy as np
from aiohttp import WSMsgType, web
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from livekit.local_inference import VAD_WINDOW_SAMPLES
from numpy.typing import NDArray
from pydantic import ValidationError

from local.engines.decoding import RECOGNISER_RATE
from local.engines.recogniser import RecogniserUnavailableError
from local.engines.voice_activity import WINDOW_MS, Sensitivity, Turnabout, VoiceActivity
from local.engines.work import OverloadedError
from local.faults.book import Fault, FaultKind, Stage
from local.faults.outlet import delay
from local.kit.ids import new_label
from local.kit.tasks import TaskGroup
from local.openai.errors import WireError, fault_error
from local.openai.options import PARTS, Parts
from local.openai.realtime_item import Item
from local.openai.realtime_wire import (
    INPUT_RATE,
    MAX_MESSAGE_BYTES,
    AudioInput,
    ClientEvent,
    Transcription,
    TurnDetection,
    error_event,
    item_event,
    server_event,
)

_AT_HANDSHAKE = frozenset({FaultKind.STATUS, FaultKind.HTML})
_AT_COMMIT = frozenset(FaultKind) - _AT_HANDSHAKE
_NEVER_ANSWERED = frozenset({FaultKind.HANG_BEFORE, FaultKind.HANG_MIDDLE, FaultKind.KEEPALIVE_ONLY})
_LONGEST_S = 120.0
_SHORTEST_S = 0.1
_BENCH_TRANSCRIPT = "hello there"
_DEFAULT_MODEL = "whisper-tiny-live"


async def listen(request: web.Request) -> web.StreamResponse:
    """Handler of the endpoint."""
    parts = request.app[PARTS]
    if request.query.get("intent") != "transcription":
        raise WireError(400, "Only transcription sessions are served here.", param="intent")
    model = request.query.get("model", _DEFAULT_MODEL)
    fault = parts.faults.take(Stage.STT, model, kinds=_AT_HANDSHAKE)
    if fault is not None:
        if fault.kind is FaultKind.HTML:
            return web.Response(text="<!doctype html><h1>It works</h1>", content_type="text/html")
        raise fault_error(fault.status)
    socket = web.WebSocketResponse(max_msg_size=MAX_MESSAGE_BYTES, compress=False)
    await socket.prepare(request)
    session = _Session(request, socket, parts, model)
    try:
        await session.run()
    finally:
        await session.aclose()
    return socket


class _Session:
    """One open socket."""

    def __init__(self, request: web.Request, socket: web.WebSocketResponse, parts: Parts, model: str) -> None:
        self._request, self._socket, self._parts = request, socket, parts
        self._transcription = Transcription(model=model)
        self._detection: TurnDetection | None = None
        self._activity: VoiceActivity | None = None
        self._resampler = AudioResampler(format="s16", layout="mono", rate=RECOGNISER_RATE)
        self._rest: NDArray[np.int16] = np.zeros(0, dtype=np.int16)
        self._before: list[NDArray[np.int16]] = []
        self._item: Item | None = None
        self._heard_ms = 0.0
        self._last_id: str | None = None
        self._tasks = TaskGroup()
        self._writing = asyncio.Lock()
        self._answering = asyncio.Lock()

    async def run(self) -> None:
        """Read until the client goes."""
        await self._send(server_event("session.created", session=self._show()))
        async for frame in self._socket:
            if frame.type is not WSMsgType.TEXT:
                return
            try:
                event = ClientEvent.model_validate_json(frame.data)
            except ValidationError:
                await self._send(error_event("The event is not one of this session.", code="invalid_event"))
                continue
            await self._take(event)

    async def aclose(self) -> None:
        """Stop all recognition for this socket."""
        await self._tasks.aclose()
        if self._activity is not None:
            self._activity.close()

    async def _take(self, event: ClientEvent) -> None:
        if event.type == "session.update" and event.session is not None:
            self._update(event.session.audio.input)
            await self._send(server_event("session.updated", session=self._show()))
        elif event.type == "input_audio_buffer.append":
            await self._hear(event)
        elif event.type == "input_audio_buffer.commit":
            await self._commit_on_demand(event)
        elif event.type == "input_audio_buffer.clear":
            self._drop_item()
            await self._send(server_event("input_audio_buffer.cleared"))
        else:
            await self._send(error_event("session is missing.", code="missing_required_parameter"))

    def _update(self, given: AudioInput) -> None:
        """What is given is set; a transcription's field that is left out keeps its value."""
        if given.transcription is not None:
            fields = given.transcription.model_dump(exclude_unset=True)
            self._transcription = self._transcription.model_copy(update=fields)
        if "turn_detection" in given.model_fields_set:
            self._detection = given.turn_detection
        if self._detection is None:
            return
        sensitivity = Sensitivity(self._detection.threshold, self._detection.silence_duration_ms)
        if self._activity is None:
            self._activity = VoiceActivity(sensitivity)
        self._activity.sensitivity = sensitivity

    async def _hear(self, event: ClientEvent) -> None:
        try:
            sound = np.frombuffer(base64.b64decode(event.audio, validate=True), dtype="<i2").astype(np.int16)
        except (binascii.Error, ValueError):
            await self._send(error_event("audio is not base64 of 16-bit samples.", code="invalid_value"))
            return
        if not len(sound):
            return
        frame = AudioFrame.from_ndarray(sound.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = INPUT_RATE
        blocks = [
            np.asarray(block.to_ndarray(), dtype=np.int16).reshape(-1) for block in self._resampler.resample(frame)
        ]
        whole = np.concatenate([self._rest, *blocks])
        used = len(whole) - len(whole) % VAD_WINDOW_SAMPLES
        for start in range(0, used, VAD_WINDOW_SAMPLES):
            await self._hear_window(whole[start : start + VAD_WINDOW_SAMPLES])
        self._rest = whole[used:]

    async def _hear_window(self, window: NDArray[np.int16]) -> None:
        self._heard_ms += WINDOW_MS
        if self._detection is None or self._activity is None:
            if self._item is None:
                self._open_item([])
            await self._grow(window)
            return
        turnabout = self._activity.push(window)
        if self._item is None:
            self._before = [*self._before, window][-max(1, round(self._detection.prefix_padding_ms / WINDOW_MS)) :]
            if turnabout is Turnabout.STARTED:
                item = self._open_item(self._before)
                fields = {"item_id": item.id, "audio_start_ms": round(item.began_ms)}
                await self._send(server_event("input_audio_buffer.speech_started", **fields))
            return
        await self._grow(window)
        if turnabout is Turnabout.STOPPED or self._item.length_s >= _LONGEST_S:
            fields = {"item_id": self._item.id, "audio_end_ms": round(self._heard_ms)}
            await self._send(server_event("input_audio_buffer.speech_stopped", **fields))
            await self._commit(self._item)

    def _open_item(self, before: list[NDArray[np.int16]]) -> Item:
        scripted = self._parts.script.next_transcript()
        if scripted is None and self._parts.recogniser is None:
            scripted = _BENCH_TRANSCRIPT
        began_ms = max(0.0, self._heard_ms - WINDOW_MS * len(before))
        self._item, self._before = Item(began_ms=began_ms, sound=list(before), scripted=scripted), []
        return self._item

    async def _grow(self, window: NDArray[np.int16]) -> None:
        item, recogniser = self._item, self._parts.recogniser
        if item is None:
            return
        item.push(window)
        if item.scripted is not None:
            await item.reveal(self._tell_delta)
        elif recogniser is not None and item.wants_look(self._parts.clock):
            look = item.look(recogniser, self._parts.clock, self._language, self._tell_delta)
            self._tasks.spawn(look, name="interim words")

    async def _commit_on_demand(self, event: ClientEvent) -> None:
        if self._item is None or self._item.length_s < _SHORTEST_S:
            text = "The buffer holds less than 100 ms of audio."
            await self._send(error_event(text, code="input_audio_buffer_commit_empty", cause=event.event_id))
            return
        await self._commit(self._item)

    async def _commit(self, item: Item) -> None:
        self._drop_item()
        previous, self._last_id = self._last_id, item.id
        await self._send(server_event("input_audio_buffer.committed", item_id=item.id, previous_item_id=previous))
        fault = self._parts.faults.take(Stage.STT, self._transcription.model or _DEFAULT_MODEL, kinds=_AT_COMMIT)
        self._tasks.spawn(self._answer(item, fault), name="transcription")

    def _drop_item(self) -> None:
        if self._item is not None:
            self._item.end()
        self._item, self._before = None, []

    async def _answer(self, item: Item, fault: Fault | None) -> None:
        """Answers go out in the order of the utterances."""
        async with self._answering:
            if fault is not None and fault.kind in _NEVER_ANSWERED:
                return
            await delay(fault)
            if fault is not None and fault.kind is FaultKind.CUT:
                if self._request.transport is not None:
                    self._request.transport.abort()
                return
            if fault is not None and fault.kind is FaultKind.GARBAGE:
                await self._send_text("\x00<<<")
                return
            try:
                text = "" if fault is not None and fault.kind is FaultKind.EMPTY else await self._transcribe(item)
            except (RecogniserUnavailableError, OverloadedError):
                error = {"type": "server_error", "code": "engine_unavailable", "message": "No recogniser is free."}
                await self._send(item_event("failed", item.id, error=error))
                return
            usage = {"type": "duration", "seconds": round(item.length_s + 0.5)}
            await self._send(item_event("completed", item.id, transcript=text, usage=usage))

    async def _transcribe(self, item: Item) -> str:
        recogniser = self._parts.recogniser
        if item.scripted is not None or recogniser is None:
            if self._parts.bench is not None:
                await asyncio.sleep(self._parts.bench.stt_latency_ms / 1000)
            return item.scripted or ""
        prompt = self._transcription.prompt or ""
        return (await recogniser.transcribe(item.read(), prompt=prompt, language=self._language)).text

    @property
    def _language(self) -> str | None:
        return (self._transcription.language or "")[:2].lower() or None

    def _show(self) -> dict[str, Any]:
        detection = self._detection.model_dump() if self._detection is not None else None
        audio = {
            "format": {"type": "audio/pcm", "rate": INPUT_RATE},
            "transcription": self._transcription.model_dump(exclude_none=True),
            "turn_detection": detection,
        }
        return {
            "type": "transcription",
            "object": "realtime.transcription_session",
            "id": new_label("sess_", 21),
            "audio": {"input": audio},
        }

    async def _tell_delta(self, item_id: str, delta: str) -> None:
        await self._send(item_event("delta", item_id, delta=delta))

    async def _send(self, event: dict[str, Any]) -> None:
        async with self._writing:
            if not self._socket.closed:
                await self._socket.send_json(event)

    async def _send_text(self, text: str) -> None:
        async with self._writing:
            if not self._socket.closed:
                await self._socket.send_str(text)

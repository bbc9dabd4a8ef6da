"""One context of a multi-stream socket: text gathers, is synthesised in order, leaves as audio with alignment.

How a context ends. The wire has one word for it, `close_context`, used by clients both at the end of a reply and to
interrupt one. What was received is spoken to the end, with one exception: when audio has already left, all text was
flushed with its sentence and no closing flush came, the client is giving up in the middle, and work stops at once.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import structlog

from local.elevenlabs.context_faults import ContextFault
from local.elevenlabs.formats import OutputFormat
from local.elevenlabs.options import MAX_CONTEXT_CHARS
from local.elevenlabs.pieces import Alignment, PieceCutter
from local.elevenlabs.wire import ClientMessage, audio_message, error_message, final_message
from local.engines.synthesiser import Speaker, SynthesiserUnavailableError
from local.engines.voices import load_voices
from local.engines.work import OverloadedError

_NO_CHARS = Alignment((), (), ())
_SENTENCE_END = re.compile(r"[.!?…।][\"'”’)\]]*\s")
_MAX_PENDING = 512

_log = structlog.get_logger(__name__)

Send = Callable[[dict[str, Any]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class StreamSettings:
    """What the socket's address said."""

    voice_id: str
    model: str
    language: str | None
    format: OutputFormat
    auto_mode: bool


class TextBuffer:
    """Text that was sent but is not yet due to be spoken."""

    def __init__(self, *, auto_mode: bool, schedule: list[int]) -> None:
        self._auto_mode = auto_mode
        self._schedule = schedule
        self._text = ""
        self._taken = 0

    @property
    def pending(self) -> bool:
        """Whether something waits for a flush."""
        return bool(self._text.strip())

    def add(self, text: str) -> str:
        """What is due after this text: whole sentences in auto mode, else as the schedule says."""
        self._text += text
        if self._auto_mode:
            ends = [match.end() for match in _SENTENCE_END.finditer(self._text)]
            return self._take(ends[-1]) if ends else ""
        wanted = self._schedule[min(self._taken, len(self._schedule) - 1)]
        space = self._text.rfind(" ")
        return self._take(space + 1) if len(self._text) >= wanted and space > 0 else ""

    def flush(self) -> str:
        """All that is left."""
        return self._take(len(self._text))

    def _take(self, end: int) -> str:
        due, self._text = self._text[:end], self._text[end:]
        self._taken += 1
        return due


class Context:
    """Speaks what it is given. `run()` is its life; it ends after the final message, or when cancelled."""

    def __init__(
        self, first: ClientMessage, *, settings: StreamSettings, speaker: Speaker, send: Send, fault: ContextFault
    ) -> None:
        self.id = first.context_id
        self._settings = settings
        self._speaker = speaker
        self._send = send
        self._fault = fault
        self._tempo = (first.voice_settings.speed if first.voice_settings else None) or 1.0
        schedule = first.generation_config.chunk_length_schedule if first.generation_config else [120, 160, 250, 290]
        self._buffer = TextBuffer(auto_mode=settings.auto_mode, schedule=schedule)
        self._due: asyncio.Queue[str | None] = asyncio.Queue(_MAX_PENDING)
        self._cutter = PieceCutter(settings.format.rate)
        self._encoder = settings.format.encoder()
        self._chars = 0
        self._audio_sent = False
        self._closing_flush = False
        self.closing = False

    def take(self, message: ClientMessage) -> None:
        """Text, a flush, or both. Raises `asyncio.QueueFull` and `ValueError` when it is too much."""
        text = message.text or ""
        self._chars += len(text)
        if self._chars > MAX_CONTEXT_CHARS:
            raise ValueError("too much text for one context")
        self._enqueue(self._buffer.add(text) if text.strip() or self._buffer.pending else "")
        if message.flush:
            self._enqueue(self._buffer.flush())
        if text.strip():
            self._closing_flush = False
        elif message.flush:
            self._closing_flush = True

    def close(self) -> bool:
        """No more text. True: let it speak to the end; False: it is being interrupted, cancel it."""
        self.closing = True
        if self._audio_sent and not self._closing_flush and not self._buffer.pending:
            return False
        self._enqueue(self._buffer.flush())
        self._due.put_nowait(None)
        return True

    def _enqueue(self, text: str) -> None:
        if text.strip():
            self._due.put_nowait(text)

    async def run(self) -> None:
        """Speak until closed."""
        try:
            while (text := await self._due.get()) is not None:
                if self._fault.replaces_audio:
                    continue
                await self._speak(text)
            await self._fault.before_final()
            if not self._fault.replaces_audio and (rest := self._encoder.finish()):
                await self._send(audio_message(self.id, rest, _NO_CHARS))
            await self._send(final_message(self.id))
        except OverloadedError:
            await self._fail("too_many_concurrent_requests", "Too much is being spoken at once.")
        except SynthesiserUnavailableError as failure:
            await self._fail("engine_unavailable", str(failure))
        except ConnectionError:
            return
        except Exception as failure:  # noqa: BLE001  supervisor of a context: one failing leaves the others alone
            _log.error("context.failed", error=type(failure).__name__)
            await self._fail("internal_error", "Something went wrong on the server.")

    async def _speak(self, text: str) -> None:
        voice = load_voices().pick(
            self._settings.voice_id, text, language=self._settings.language, model=self._settings.model
        )
        async for spoken in self._speaker.speak(text, voice, tempo=self._tempo):
            for piece in self._cutter.cut(spoken):
                audio = self._encoder.push(piece.samples)
                await self._fault.before_audio()
                await self._send(audio_message(self.id, audio, piece.alignment))
                self._audio_sent = True

    async def _fail(self, code: str, message: str) -> None:
        await self._send(error_message(code, message, context_id=self.id))

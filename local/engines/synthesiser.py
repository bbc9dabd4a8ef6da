"""Text → speech, sentence by sentence, by the first engine that can: Piper, else espeak-ng.

Stop iterating (or cancel) and no further sentence is synthesised; the one under way ends in its thread.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

import structlog

from local.engines.espeak_engine import EspeakEngine
from local.engines.piper_engine import PiperEngine
from local.engines.sentences import clean_text, has_words, split_speech
from local.engines.speech import SpeechEngine, Spoken
from local.engines.voices import Voice
from local.engines.work import OverloadedError, WorkLine

_LOADING_WORTH_WAITING_S = 6.0

_log = structlog.get_logger(__name__)


class SynthesiserUnavailableError(Exception):
    """No engine could say it."""


class Speaker(Protocol):
    """What the wires need of a synthesiser; the benchmark's tone is another one."""

    def speak(self, text: str, voice: Voice, *, tempo: float = 1.0) -> AsyncIterator[Spoken]:
        """The sentences of `text`, in order. Raises `SynthesiserUnavailableError`, `OverloadedError`."""
        ...

    async def load(self) -> None:
        """Get ready, in the background of serving."""
        ...

    def health(self) -> dict[str, object]:
        """State and engines for `/healthz`."""
        ...

    def close(self) -> None:
        """Take no more work."""
        ...


@dataclass(slots=True)
class _Slot:
    engine: SpeechEngine
    settled: asyncio.Event
    state: Literal["asleep", "loading", "ready", "broken"] = "loading"
    """Asleep: loaded by the first who asks for it."""


class Synthesiser:
    """Piper and espeak-ng behind one door, `threads` sentences at a time.

    `piper_asleep` leaves Piper until somebody asks for it, who then waits a second or two: for a process whose usual
    voice is another.
    """

    def __init__(self, *, piper_model: Path | None = None, threads: int = 2, piper_asleep: bool = False) -> None:
        self._line = WorkLine("synthesiser", threads=threads, waiting=64)
        self._slots: dict[str, _Slot] = {
            "piper": _Slot(PiperEngine(model=piper_model), asyncio.Event()),
            "espeak": _Slot(EspeakEngine(), asyncio.Event()),
        }
        if piper_asleep:
            self._slots["piper"].state = "asleep"

    async def load(self) -> None:
        """Load the engines that are not asleep, the quick one first."""
        for kind in ("espeak", "piper"):
            if self._slots[kind].state == "loading":
                await self._load(self._slots[kind])

    async def _load(self, slot: _Slot) -> None:
        slot.state = "loading"
        slot.settled.clear()
        try:
            await self._line.run(slot.engine.load)
            slot.state = "ready"
        except Exception as failure:  # noqa: BLE001  supervisor of start-up: the next engine takes over
            slot.state = "broken"
            _log.error("synthesiser.broken", engine=slot.engine.name, error=type(failure).__name__)
        except asyncio.CancelledError:
            slot.state = "asleep"  # whoever asks next loads it
            raise
        finally:
            slot.settled.set()
        _log.info("synthesiser.settled", engine=slot.engine.name, state=slot.state)

    async def speak(self, text: str, voice: Voice, *, tempo: float = 1.0) -> AsyncIterator[Spoken]:
        """The sentences of `text`, in order. Raises `SynthesiserUnavailableError`, `OverloadedError`."""
        for piece in split_speech(clean_text(text)):
            if has_words(piece):
                yield await self._say(piece, voice, tempo)

    async def _say(self, piece: str, voice: Voice, tempo: float) -> Spoken:
        order = ("piper", "espeak") if voice.engine == "piper" else ("espeak",)
        for kind in order:
            slot = self._slots[kind]
            if not await self._is_ready(slot):
                continue
            try:
                return await self._line.run(
                    slot.engine.speak, piece, language=voice.language, pitch=voice.pitch, tempo=voice.tempo * tempo
                )
            except OverloadedError:
                raise
            except Exception as failure:  # noqa: BLE001  native engines fail in their own ways: the next one may say it
                _log.warning("synthesiser.failed", engine=slot.engine.name, error=type(failure).__name__)
        raise SynthesiserUnavailableError("no speech engine could say this")

    async def _is_ready(self, slot: _Slot) -> bool:
        if slot.state == "asleep":
            await self._load(slot)
        elif slot.state == "loading":
            try:
                await asyncio.wait_for(slot.settled.wait(), _LOADING_WORTH_WAITING_S)
            except TimeoutError:
                return False
        return slot.state == "ready"

    def health(self) -> dict[str, object]:
        """State, the engine that speaks English now, and each engine's own state."""
        states = {slot.engine.name: slot.state for slot in self._slots.values()}
        running = next((slot.engine.name for slot in self._slots.values() if slot.state == "ready"), None)
        loading = self._slots["piper"].state == "loading"
        state = "loading" if loading else ("ready" if running else "broken")
        return {"state": state, "engine": running, "engines": states}

    def close(self) -> None:
        """Take no more work."""
        self._line.close()

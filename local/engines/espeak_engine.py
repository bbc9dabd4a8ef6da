"""The quick voice: espeak-ng through ctypes. It speaks Hindi too, and stands in when Piper can't be loaded.

The library keeps its state in globals, so one lock goes around every call.
"""

import ctypes
import threading
from collections.abc import Callable
from typing import Any, ClassVar

import espeakng_loader
import numpy as np

from local.engines.speech import Spoken, WordSpan

_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000
_UTF8 = 1
_BY_CHARACTER = 1
_RATE, _PITCH = 1, 3
_WORDS_PER_MINUTE = 165
_BASE_PITCH = 50
_EVENT_END, _EVENT_WORD = 0, 1


class _Event(ctypes.Structure):
    """`espeak_EVENT` of speak_lib.h."""

    _fields_: ClassVar = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    ]


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class EspeakEngine:
    """espeak-ng. `language` is one of its voice names, variants included: `en-us`, `en-gb+f3`, `hi`."""

    name = "espeak-ng"

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._library: ctypes.CDLL | None = None
        self._rate = 22_050
        self._blocks: list[bytes] = []
        self._marks: list[tuple[int, int, float]] = []
        self._callback: Callable[..., int] = _Callback(self._take)

    def load(self) -> None:
        """Open the library. Raises `OSError` or `RuntimeError`."""
        with self._lock:
            library = ctypes.CDLL(espeakng_loader.get_library_path())
            data = espeakng_loader.get_data_path().encode()
            rate = int(library.espeak_Initialize(_SYNCHRONOUS, 0, data, _DONT_EXIT))
            if rate <= 0:
                raise RuntimeError("espeak-ng did not start")
            library.espeak_SetSynthCallback(self._callback)
            self._rate, self._library = rate, library

    def speak(self, text: str, *, language: str, pitch: float, tempo: float) -> Spoken:
        """One sentence. Raises `RuntimeError` for a voice the library does not have."""
        with self._lock:
            library = self._library
            if library is None:
                raise RuntimeError("espeak-ng is not loaded")
            if library.espeak_SetVoiceByName(language.encode()) != 0:
                raise RuntimeError("espeak-ng has no such voice")
            library.espeak_SetParameter(_RATE, round(_WORDS_PER_MINUTE * tempo), 0)
            library.espeak_SetParameter(_PITCH, max(0, min(99, round(_BASE_PITCH * pitch))), 0)
            self._blocks, self._marks = [], []
            encoded = text.encode("utf-8", "replace").replace(b"\0", b" ") + b"\0"
            library.espeak_Synth(encoded, len(encoded), 0, _BY_CHARACTER, 0, _UTF8, None, None)
            samples = np.frombuffer(b"".join(self._blocks), dtype=np.int16)
            words = _spans(len(text), self._marks, len(samples) / self._rate)
            return Spoken(text=text, samples=samples, rate=self._rate, words=words)

    def _take(self, wav: Any, count: int, events: Any) -> int:
        """Called by the library with samples and what happens in them; 0 goes on."""
        if wav and count > 0:
            self._blocks.append(ctypes.string_at(wav, count * 2))
        index = 0
        while (event := events[index]).type != _EVENT_END:
            if event.type == _EVENT_WORD:
                self._marks.append((event.text_position - 1, event.length, event.audio_position / 1000))
            index += 1
        return 0


def _spans(chars: int, marks: list[tuple[int, int, float]], duration_s: float) -> tuple[WordSpan, ...]:
    spans: list[WordSpan] = []
    for index, (start, length, begin_s) in enumerate(marks):
        stop_s = marks[index + 1][2] if index + 1 < len(marks) else duration_s
        end = min(chars, start + length)
        if 0 <= start < end and (not spans or start >= spans[-1].end):
            spans.append(WordSpan(start, end, begin_s, max(begin_s, min(stop_s, duration_s))))
    return tuple(spans)

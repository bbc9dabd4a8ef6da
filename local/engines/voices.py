"""Which voice a voice id of the wire means."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

import yaml

_DEVANAGARI = re.compile(r"[\u0900-\u097f]")


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice of one engine; `pitch` and `tempo` are factors."""

    id: str
    name: str
    engine: Literal["piper", "espeak"]
    language: str
    pitch: float
    tempo: float
    says: str


@dataclass(frozen=True, slots=True)
class VoiceBook:
    """All voices, and the names they also go by."""

    voices: dict[str, Voice]
    aliases: dict[str, str]
    default: str
    hindi: str

    def find(self, voice_id: str) -> Voice:
        """The voice of that id or alias, else the default."""
        wanted = self.aliases.get(voice_id.lower(), voice_id.lower())
        return self.voices.get(wanted, self.voices[self.default])

    def pick(self, voice_id: str, text: str, *, language: str | None = None, model: str = "") -> Voice:
        """The voice for this text: Hindi has a voice of its own, and a model name can ask for espeak."""
        if _DEVANAGARI.search(text) or (language or "").lower().startswith("hi"):
            return self.voices[self.hindi]
        voice = self.find(voice_id)
        if "espeak" in model.lower() and voice.engine != "espeak":
            return self.voices["espeak"]
        return voice


@cache
def load_voices() -> VoiceBook:
    """The book beside this file."""
    raw = cast("dict[str, object]", yaml.safe_load(Path(__file__).with_name("voices.yaml").read_text(encoding="utf-8")))
    voices = [Voice(**entry) for entry in cast("list[dict[str, object]]", raw["voices"])]  # pyright: ignore[reportArgumentType]  shape is ours
    return VoiceBook(
        voices={voice.id: voice for voice in voices},
        aliases=cast("dict[str, str]", raw["aliases"]),
        default=str(raw["default"]),
        hindi=str(raw["hindi"]),
    )

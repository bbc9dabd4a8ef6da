"""The frozen result of reading `prompts/`: what personas say about themselves, style lines, and spoken lines."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from astra.kernels.errors import KernelError
from astra.kernels.gap import name_gap
from astra.kernels.spoken_line import SpokenLine
from astra.kernels.template import Template

DEFAULT_PERSONA = "astra"


class Voice(StrEnum):
    """How a persona sounds, in words that belong to no provider; the TTS chain maps them to its voices."""

    WARM = "warm"
    BRIGHT = "bright"
    DEEP = "deep"
    GENTLE = "gentle"


@dataclass(frozen=True, slots=True)
class Persona:
    """A character of the companion, compiled: `kernel_text` is all that block 1 of the packet says.

    `language` is the one it speaks first, `languages` are all of them; `greeting_sample` is for people who choose.
    """

    name: str
    title: str
    description: str
    language: str
    voice: Voice
    kernel_text: str
    languages: tuple[str, ...] = ()
    greeting_sample: str = ""

    @property
    def content_hash(self) -> str:
        """SHA-256 of `kernel_text`, in hexadecimal."""
        return hashlib.sha256(self.kernel_text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Kernels:
    """Everything under `prompts/`, checked. Reading a line can only fail for a name or variable that code got wrong."""

    personas: Mapping[str, Persona]
    spoken_style: str
    written_style: str
    lines: Mapping[str, SpokenLine]
    phrases: Mapping[str, Template]
    """The packet's own words, by `block.phrase`."""

    def persona(self, name: str) -> Persona:
        """The persona called `name`; raises `KernelError` naming those there are."""
        if name not in self.personas:
            known = ", ".join(sorted(self.personas))
            raise KernelError("personas", f"unknown persona; there are {known}")
        return self.personas[name]

    def style(self, spoken: bool) -> str:
        """The style guard, one line: for the ear when `spoken`, else for the eye."""
        return self.spoken_style if spoken else self.written_style

    def spoken(self, line: str, /, *, seed: str, language: str = "en", **variables: str | None) -> str:
        """The line called `line` in `language` (`en` where we don't have it), its variant chosen by `seed` alone.

        A variable that is None or blank is left out; variants that need it are not considered, and of the others
        those that use most are. Raises `KernelError` for an unknown line or variable, or a missing required one.
        """
        if line not in self.lines:
            raise KernelError("spoken", f"unknown line {line!r}")
        return self.lines[line].fill(seed=seed, language=language, variables=variables)

    def gap_phrase(self, gap: timedelta, *, seed: str, language: str = "en") -> str:
        """How long ago the last talk was, as it fits after "it has been": "a few days", "कुछ दिन"."""
        return self.spoken(name_gap(gap), seed=seed, language=language)

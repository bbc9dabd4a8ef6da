"""Words questions and refusals by prompt files; the compiled prompts are handed in, only their shape is known here."""

from typing import Protocol

from astra.birth.model import Impossible, Question
from astra.contracts.astro import BirthField

_POSITIONS = ("first", "second", "third", "fourth")


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
    """All that is missing, asked for at once: a numbered list of at most four items, or when `spoken` one sentence.

    Empty when nothing is missing.
    """
    items = _list_items(missing)
    if not items:
        return ""
    if spoken:
        parts = [lines.spoken(f"birth_say_{item}", seed=seed, language=language) for item in items]
        named = dict(zip(_POSITIONS, parts, strict=False))
        return lines.spoken("birth_ask_spoken", seed=seed, language=language, **named)
    written = [lines.spoken(f"birth_list_{item}", seed=seed, language=language) for item in items]
    head = lines.spoken("birth_ask_list", seed=seed, language=language)
    return "\n".join([head, *(f"{number}. {item}" for number, item in enumerate(written, 1))])


def _list_items(missing: tuple[BirthField, ...]) -> list[str]:
    """What to ask for, at most four: the zone and the system are one item."""
    items = [field.value for field in (BirthField.DATE, BirthField.TIME, BirthField.PLACE) if field in missing]
    if BirthField.ZONE in missing and BirthField.SYSTEM in missing:
        items.append("zone_and_system")
    else:
        items += [field.value for field in (BirthField.ZONE, BirthField.SYSTEM) if field in missing]
    return items

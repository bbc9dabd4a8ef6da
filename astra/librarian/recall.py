"""The Recall Sheet: what memory gave, cut down to what this message is about, three dated lines at most."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from astra.contracts.memory import MemoryFact
from astra.librarian.gate import Gate, MemoryNeed
from astra.librarian.words import list_stems

MAX_LINES = 3
MAX_LINE_CHARS = 400
NEAR_BEST = 0.9
"""An explicit question also takes a fact without a word in common that scores at least this share of the best."""


_SPEAKERS = list_stems("user companion assistant")
"""A line of memory may begin with who said it."""


_COMPANION = re.compile(r"\s*(?:the )?(?:companion|assistant|agent)\b[^:]{0,12}:", re.IGNORECASE)


class RecallOutcome(StrEnum):
    """How the reflex fared in a turn."""

    UNNEEDED = "unneeded"
    READY = "ready"
    LATE = "late"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RecallLine:
    """One line of the sheet; `date` as `2026-05-03`, None where memory did not say; `turn_ids` are its receipts."""

    text: str
    date: str | None = None
    turn_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recall:
    """What a turn gets from memory, and how long the turn waited for it."""

    lines: tuple[RecallLine, ...] = ()
    gate: Gate = Gate.NONE
    outcome: RecallOutcome = RecallOutcome.UNNEEDED
    waited_ms: float = 0.0


def write_sheet(need: MemoryNeed, facts: tuple[MemoryFact, ...]) -> tuple[RecallLine, ...]:
    """The relevant of `facts`, in the order in which they came, each text once."""
    best = max((fact.score for fact in facts), default=0.0)
    relevant = [fact for fact in facts if _is_relevant(need, fact, best)]
    if not need.spec.of_companion:
        relevant = [fact for fact in relevant if not _is_of_companion(fact)] or relevant
    lines: dict[str, RecallLine] = {}
    for fact in relevant:
        text = " ".join(fact.text.split())[:MAX_LINE_CHARS]
        lines.setdefault(text.casefold(), RecallLine(text, read_day(fact.date), fact.turn_ids))
    return tuple(lines.values())[:MAX_LINES]


def _is_of_companion(fact: MemoryFact) -> bool:
    """Whether a line says that the companion said it: an echo, unless that is what was asked for."""
    return _COMPANION.match(fact.text) is not None


def read_day(value: str | None) -> str | None:
    """The day of an ISO date or moment; None for anything else."""
    try:
        return datetime.fromisoformat(value).date().isoformat() if value else None
    except ValueError:
        return None


def _is_relevant(need: MemoryNeed, fact: MemoryFact, best: float) -> bool:
    if not need.spec.terms:
        return need.gate is Gate.EXPLICIT
    said, asked = list_stems(fact.text) - _SPEAKERS, need.spec.stems
    if said <= asked:
        return False  # it says no more than the question: it is one that was asked before
    if said & asked:
        return True
    return need.gate is Gate.EXPLICIT and fact.score > 0 and fact.score >= NEAR_BEST * best

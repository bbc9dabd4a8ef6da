"""What a packet is built from: this turn, and what is known of the session. Plain values, no I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from astra.contracts.astro import AstroContext
from astra.contracts.memory import Loop, StartBrief
from astra.contracts.session import Correction, PastMessage, PendingUpdate
from astra.contracts.utterance import Source
from astra.kernels.template import Template
from astra.librarian.recall import RecallLine


@dataclass(frozen=True, slots=True)
class Turn:
    """The message that wants an answer; `recall` is the Recall Sheet, at most three lines, where it came in time."""

    text: str
    source: Source
    at: datetime
    recall: tuple[RecallLine, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionState:
    """What holds before this turn.

    `persona_kernel`, `style_line` and `phrases` (the packet's own words, by `block.phrase`) come from `astra.kernels`
    and stay the same through a session. `messages` are those of the active session, oldest first, as heard, without
    the current one. `updates` are what the companion is still to tell. `loops` is None where memory gave none.
    """

    persona_kernel: str
    style_line: str
    messages: tuple[PastMessage, ...] = ()
    phrases: Mapping[str, Template] = field(default_factory=dict[str, Template])
    session_id: UUID | None = None
    brief: StartBrief | None = None
    loops: tuple[Loop, ...] | None = None
    astro: AstroContext | None = None
    updates: tuple[PendingUpdate, ...] = ()
    corrections: tuple[Correction, ...] = ()
    rolling_summary: str | None = None
    rolling_summary_session_id: UUID | None = None
    previous_session_ended_at: datetime | None = None
    off_record: bool = False
    gap_names: Mapping[str, str] = field(default_factory=dict[str, str])
    """What each length of a gap is called, by the name of its spoken line."""

    def say(self, phrase: str, **values: str) -> str:
        """One of the packet's own phrases, filled; empty where it is not known."""
        template = self.phrases.get(phrase)
        return template.fill(values) if template is not None else ""

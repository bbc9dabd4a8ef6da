"""What a packet is built from: this turn, and what is known of the session. Plain values, no I/O."""

from dataclasses import dataclass
from datetime import datetime

from astra.contracts.session import PastMessage
from astra.contracts.utterance import Source


@dataclass(frozen=True, slots=True)
class Turn:
    """The message that wants an answer."""

    text: str
    source: Source
    at: datetime


@dataclass(frozen=True, slots=True)
class SessionState:
    """What holds before this turn.

    `persona_kernel` and `style_line` come from `astra.kernels` and stay the same through a session. `messages` are
    those of the active session, oldest first, as heard, without the current one.
    """

    persona_kernel: str
    style_line: str
    messages: tuple[PastMessage, ...] = ()

"""What a session's mind is handed: its providers, its words, and the message that wants an answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from astra.contracts.session import PastMessage, SessionContext
from astra.contracts.utterance import Source
from astra.kernels.kernels import Kernels
from astra.kit.clock import SYSTEM_CLOCK, Clock
from astra.librarian.reflex import BUDGET_MS
from astra.llm.chain import Chain
from astra.memory.client import MemoryClient
from astra.memory.commands_desk import MemoryDesk
from astra.places import Places
from astra.tools import ToolBook

FetchContext = Callable[[], Awaitable[SessionContext]]
"""The session's context anew; may raise `AstraError`."""


TYPED_ITEM = "chat-"
"""How the ids of messages begin that were typed beside the room."""


async def be_certain() -> None:
    """For a message that was typed: nobody takes it back."""


@dataclass(frozen=True, slots=True)
class Apologies:
    """What is said when no model answers, and when one stops in mid-reply."""

    no_model: str
    cut_short: str


@dataclass(frozen=True, slots=True)
class MindParts:
    """`chain` and `kernels` are shared by sessions, `desk` is one session's own; without one, nothing is commanded."""

    chain: Chain
    memory: MemoryClient
    kernels: Kernels
    desk: MemoryDesk | None = None
    fetch_context: FetchContext | None = None
    tools: ToolBook | None = None
    places: Places | None = None
    recall_budget_ms: float = BUDGET_MS
    clock: Clock = SYSTEM_CLOCK


@dataclass(frozen=True, slots=True)
class Said:
    """A message, and what was said before it in this session, oldest first.

    `turn_id` is the same however often the turn is built. `wait_certain` returns once the turn has ended for good: a
    reply that changes something waits for it.
    """

    turn_id: str
    text: str
    source: Source
    at: datetime
    messages: tuple[PastMessage, ...] = ()
    wait_certain: Callable[[], Awaitable[None]] = field(default=be_certain)

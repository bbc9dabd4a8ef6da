"""What became of one turn, kept beside its reply: what was generated, what was told, and how long each stage took."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from astra.contracts.memory_desk import Recalled
from astra.librarian.recall import Recall
from astra.llm.messages import Message
from astra.packet.block import Packet


class TurnOutcome(StrEnum):
    """How a turn was answered."""

    UNANSWERED = "unanswered"
    ANSWERED = "answered"
    COMMANDED = "commanded"
    """By a spoken line, after a command about memory."""
    CUT_SHORT = "cut_short"
    NO_MODEL = "no_model"


@dataclass(slots=True)
class TurnRecord:
    """Filled while a reply is made. `told` are the updates that the reply was to tell; `stages` are milliseconds.

    `generated` is what the model wrote, before it was checked.
    """

    generated: str = ""
    outcome: TurnOutcome = TurnOutcome.UNANSWERED
    told: tuple[UUID, ...] = ()
    recalled: tuple[Recalled, ...] = ()
    recall: Recall = field(default_factory=Recall)
    packet: Packet | None = None
    messages: tuple[Message, ...] = ()
    model: str = ""
    link: str = ""
    posture: str = ""
    tools: list[str] = field(default_factory=list[str])
    """The names of the tools that were called, in order."""
    claims_checked: int = 0
    claims_repaired: int = 0
    claims_dropped: int = 0
    stages: dict[str, float] = field(default_factory=dict[str, float])

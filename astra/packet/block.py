"""The eleven blocks by name: their order in the packet, the order in which they shrink, and the shape they share."""

from dataclasses import dataclass
from enum import StrEnum

from astra.llm.messages import Message


class BlockName(StrEnum):
    """Every block a packet can hold, in the order in which the model reads them."""

    PERSONA = "PERSONA"
    STYLE = "STYLE"
    CONVERSATION_POSTURE = "CONVERSATION_POSTURE"
    SITUATIONAL_CONTEXT = "SITUATIONAL_CONTEXT"
    SESSION_FACT_CORRECTIONS = "SESSION_FACT_CORRECTIONS"
    CONTINUITY = "CONTINUITY"
    OVERLAY = "OVERLAY"
    SUPPLEMENTAL_CONTEXT = "SUPPLEMENTAL_CONTEXT"
    SESSION_FACTS = "SESSION_FACTS"
    RECENT_MESSAGES = "RECENT_MESSAGES"
    CURRENT_MESSAGE = "CURRENT_MESSAGE"


BLOCK_ORDER = tuple(BlockName)

CONSTANT_BLOCKS = frozenset({BlockName.PERSONA, BlockName.STYLE})
"""The same bytes through a whole session: they make up the first system message, which providers cache."""

SHRINK_ORDER = (
    BlockName.OVERLAY,
    BlockName.CONTINUITY,
    BlockName.SUPPLEMENTAL_CONTEXT,
    BlockName.SESSION_FACTS,
    BlockName.RECENT_MESSAGES,
    BlockName.SITUATIONAL_CONTEXT,
    BlockName.CONVERSATION_POSTURE,
)
"""What gives way first comes first. What is not named here never shrinks: persona, style, corrections, the message."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block: either a section of the system message (`text`) or chat messages of their own (`messages`)."""

    name: BlockName
    cap_chars: int
    text: str = ""
    messages: tuple[Message, ...] = ()

    def __post_init__(self) -> None:
        if bool(self.text) == bool(self.messages):
            raise ValueError(f"block {self.name} holds either text or messages")
        if self.shrink_rank is not None and self.chars > self.cap_chars:
            raise ValueError(f"block {self.name} is longer than its cap of {self.cap_chars} characters")

    @property
    def shrink_rank(self) -> int | None:
        """Its place in the shrinking order, 0 first; None when it never shrinks."""
        return SHRINK_ORDER.index(self.name) if self.name in SHRINK_ORDER else None

    @property
    def chars(self) -> int:
        """Characters of content, headings not counted."""
        return len(self.text) + sum(len(message.content) for message in self.messages)


@dataclass(frozen=True, slots=True)
class Packet:
    """All blocks of one turn, in the fixed order, each at most once."""

    blocks: tuple[Block, ...]

    def __post_init__(self) -> None:
        places = [BLOCK_ORDER.index(block.name) for block in self.blocks]
        if places != sorted(set(places)):
            raise ValueError("blocks stand in the fixed order, each at most once")

    @property
    def chars(self) -> int:
        """Characters of content over all blocks."""
        return sum(block.chars for block in self.blocks)

"""Puts the blocks together, in the one order there is."""

from collections.abc import Callable

from astra.packet.block import Block, Packet
from astra.packet.blocks.current_message import build_current_message
from astra.packet.blocks.persona import build_persona
from astra.packet.blocks.recent_messages import build_recent_messages
from astra.packet.blocks.style import build_style
from astra.packet.state import SessionState, Turn

_BUILDERS: tuple[Callable[[Turn, SessionState], Block | None], ...] = (
    build_persona,
    build_style,
    build_recent_messages,
    build_current_message,
)


def build_packet(turn: Turn, state: SessionState) -> Packet:
    """Every block that has something to say for this turn; raises `AstraError` for a blank or oversized message."""
    blocks = (build(turn, state) for build in _BUILDERS)
    return Packet(tuple(block for block in blocks if block is not None))

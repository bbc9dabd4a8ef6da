"""Puts the blocks together, in the one order there is."""

from collections.abc import Callable

from astra.packet.block import Block, Packet
from astra.packet.blocks.continuity import build_continuity
from astra.packet.blocks.corrections import build_corrections
from astra.packet.blocks.current_message import build_current_message
from astra.packet.blocks.overlay import build_overlay
from astra.packet.blocks.persona import build_persona
from astra.packet.blocks.posture import build_posture
from astra.packet.blocks.recall import build_recall
from astra.packet.blocks.recent_messages import build_recent_messages
from astra.packet.blocks.session_facts import build_session_facts
from astra.packet.blocks.situation import build_situation
from astra.packet.blocks.style import build_style
from astra.packet.state import SessionState, Turn

_BUILDERS: tuple[Callable[[Turn, SessionState], Block | None], ...] = (
    build_persona,
    build_style,
    build_posture,
    build_situation,
    build_corrections,
    build_continuity,
    build_overlay,
    build_recall,
    build_session_facts,
    build_recent_messages,
    build_current_message,
)


def build_packet(turn: Turn, state: SessionState) -> Packet:
    """Every block that has something to say for this turn; raises `AstraError` for a blank or oversized message."""
    blocks = (build(turn, state) for build in _BUILDERS)
    return Packet(tuple(block for block in blocks if block is not None))

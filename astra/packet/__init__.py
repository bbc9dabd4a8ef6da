"""The context packet: pure functions from a turn and a session's state to the messages a model reads.

`build_packet(turn, state)` → `fit_packet(packet, budget_chars)` → `render_packet(packet)`.
"""

from astra.llm.messages import Message
from astra.packet.block import Block, BlockName, Packet
from astra.packet.budget import DEFAULT_BUDGET_CHARS, fit_packet
from astra.packet.build import build_packet
from astra.packet.render import render_packet
from astra.packet.state import SessionState, Turn

__all__ = [
    "DEFAULT_BUDGET_CHARS",
    "Block",
    "BlockName",
    "Message",
    "Packet",
    "SessionState",
    "Turn",
    "build_packet",
    "fit_packet",
    "render_packet",
]

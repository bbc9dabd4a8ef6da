"""Block 2: the style guard, a single line."""

from astra.packet.block import Block, BlockName
from astra.packet.state import SessionState, Turn

CAP_CHARS = 600


def build_style(_turn: Turn, state: SessionState) -> Block:
    """The style line, unchanged: spoken style in voice sessions, written style elsewhere."""
    return Block(BlockName.STYLE, CAP_CHARS, text=state.style_line)

"""Block 1: who speaks, and by which rules. Compiled once, at start, by `astra.kernels`."""

from astra.packet.block import Block, BlockName
from astra.packet.state import SessionState, Turn

CAP_CHARS = 12_000


def build_persona(_turn: Turn, state: SessionState) -> Block:
    """The persona's kernel, unchanged; `astra.kernels` has checked its length."""
    return Block(BlockName.PERSONA, CAP_CHARS, text=state.persona_kernel)

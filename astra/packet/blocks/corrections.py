"""Block 5: what the person put right in this session. It never shrinks; of very many only the last are kept."""

from astra.contracts.session import Correction
from astra.packet.block import Block, BlockName
from astra.packet.quote import cut_lines, quote_line
from astra.packet.state import SessionState, Turn

CAP_CHARS = 2_400
MAX_CORRECTIONS = 8
MAX_SAID_CHARS = 220


def build_corrections(_turn: Turn, state: SessionState) -> Block | None:
    """A line for each, the latest first; None when nothing was put right."""
    if not state.corrections:
        return None
    lines = [_show(state, correction) for correction in reversed(state.corrections[-MAX_CORRECTIONS:])]
    text = cut_lines([state.say("corrections.frame"), *lines], CAP_CHARS)
    return Block(BlockName.SESSION_FACT_CORRECTIONS, CAP_CHARS, text=text) if text else None


def _show(state: SessionState, correction: Correction) -> str:
    right = quote_line(correction.right, MAX_SAID_CHARS)
    if not correction.wrong:
        return f"- {right}"
    return f"- {state.say('corrections.instead', right=right, wrong=quote_line(correction.wrong, MAX_SAID_CHARS))}"

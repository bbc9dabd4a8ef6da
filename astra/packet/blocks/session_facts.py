"""Block 9: the rolling summary of older turns, of this session and of no other."""

from astra.packet.block import Block, BlockName
from astra.packet.quote import cut_lines, quote_line
from astra.packet.state import SessionState, Turn

CAP_CHARS = 2_600
MAX_SUMMARY_CHARS = 2_400


def build_session_facts(_turn: Turn, state: SessionState) -> Block | None:
    """The summary; None when there is none, or when it was written for another session."""
    if not state.rolling_summary or not state.rolling_summary.strip():
        return None
    if state.session_id is None or state.rolling_summary_session_id != state.session_id:
        return None
    lines = [state.say("session_facts.frame"), quote_line(state.rolling_summary, MAX_SUMMARY_CHARS)]
    text = cut_lines([line for line in lines if line], CAP_CHARS)
    return Block(BlockName.SESSION_FACTS, CAP_CHARS, text=text) if text else None

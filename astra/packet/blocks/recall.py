"""Block 8: the Recall Sheet, at most three lines, each with its day."""

from astra.librarian.recall import MAX_LINES, RecallLine
from astra.packet.block import Block, BlockName
from astra.packet.quote import cut_lines, quote_line
from astra.packet.state import SessionState, Turn

CAP_CHARS = 1_600
MAX_FACT_CHARS = 400


def build_recall(turn: Turn, state: SessionState) -> Block | None:
    """What the reflex found for this message, in time; None when it found nothing."""
    if not turn.recall:
        return None
    lines = [state.say("recall.frame"), *(_show(state, line) for line in turn.recall[:MAX_LINES])]
    text = cut_lines([line for line in lines if line], CAP_CHARS)
    return Block(BlockName.SUPPLEMENTAL_CONTEXT, CAP_CHARS, text=text)


def _show(state: SessionState, line: RecallLine) -> str:
    return f"- {line.date or state.say('recall.undated')}: {quote_line(line.text, MAX_FACT_CHARS)}"

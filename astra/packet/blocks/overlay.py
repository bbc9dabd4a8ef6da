"""Block 7: open loops worth raising, as memory knew them when the session began."""

from astra.packet.block import Block, BlockName
from astra.packet.posture import PostureLabel, read_posture
from astra.packet.quote import cut_lines, flatten_line, quote_line
from astra.packet.state import SessionState, Turn

CAP_CHARS = 1_400
MAX_LOOPS = 5
MAX_LOOP_CHARS = 220

_LOOP_KINDS = frozenset({"loop", "loops", "open_loop"})


def build_overlay(turn: Turn, state: SessionState) -> Block | None:
    """A line a loop; none for someone in mid-flow, in a hurry, letting off steam or leaving."""
    posture = read_posture(turn.text, state.messages)
    if posture.in_flow or posture.label in {PostureLabel.URGENT, PostureLabel.VENTING, PostureLabel.CLOSING}:
        return None
    loops = _list_loops(state)[:MAX_LOOPS]
    text = cut_lines([state.say("overlay.frame"), *loops], CAP_CHARS) if loops else ""
    return Block(BlockName.OVERLAY, CAP_CHARS, text=text) if text else None


def _list_loops(state: SessionState) -> list[str]:
    if state.loops is not None:
        return [
            f"- (since {loop.opened_at:%Y-%m-%d}{f', due {loop.due_at:%Y-%m-%d}' if loop.due_at else ''})"
            f" {quote_line(loop.text, MAX_LOOP_CHARS)}"
            for loop in state.loops
        ]
    items = state.brief.items if state.brief is not None else ()
    return [
        f"- {f'({flatten_line(item.date, 32)}) ' if item.date else ''}{quote_line(item.text, MAX_LOOP_CHARS)}"
        for item in items
        if item.kind.casefold() in _LOOP_KINDS
    ]

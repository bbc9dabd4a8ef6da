"""Block 6: how long it has been, for someone who comes back after an hour or more with nothing urgent."""

from datetime import timedelta

from astra.contracts.utterance import Role
from astra.kernels.gap import name_gap
from astra.packet.block import Block, BlockName
from astra.packet.posture import find_opener, is_urgent
from astra.packet.state import SessionState, Turn

CAP_CHARS = 400
MIN_GAP = timedelta(minutes=60)
OPENING_MESSAGES = 3
"""For so many of the person's messages a talk is still beginning."""


def build_continuity(turn: Turn, state: SessionState) -> Block | None:
    """One line; None while there was no gap, when the opener is urgent, and once the talk is under way."""
    gap = measure_gap(turn, state)
    said_before = sum(message.role is Role.USER for message in state.messages)
    if gap is None or gap < MIN_GAP or said_before >= OPENING_MESSAGES:
        return None
    if is_urgent(find_opener(turn.text, state.messages)) or is_urgent(turn.text):
        return None
    text = state.say("continuity.gap", gap=state.gap_names.get(name_gap(gap), ""))
    return Block(BlockName.CONTINUITY, CAP_CHARS, text=text) if text else None


def measure_gap(turn: Turn, state: SessionState) -> timedelta | None:
    """Since the last session, by our own record, else by the start brief's; None for a stranger."""
    if state.previous_session_ended_at is not None:
        return turn.at - state.previous_session_ended_at
    if state.brief is not None and state.brief.time_gap_minutes is not None:
        return timedelta(minutes=min(max(0.0, state.brief.time_gap_minutes), 1e7))
    return None

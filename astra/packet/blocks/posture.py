"""Block 3: where the talk stands, and a guard over a person in mid-flow."""

from astra.packet.block import Block, BlockName
from astra.packet.posture import read_posture
from astra.packet.state import SessionState, Turn

CAP_CHARS = 700


def build_posture(turn: Turn, state: SessionState) -> Block | None:
    """Two lines: the posture's label, and whether the talk has a momentum that must not be broken."""
    posture = read_posture(turn.text, state.messages)
    label = state.say(f"posture.{posture.label.value}")
    momentum = state.say("posture.in_flow" if posture.in_flow else "posture.free")
    lines = [f"POSTURE: {label}", f"MOMENTUM: {momentum}"] if label and momentum else []
    return Block(BlockName.CONVERSATION_POSTURE, CAP_CHARS, text="\n".join(lines)) if lines else None

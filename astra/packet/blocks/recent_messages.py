"""Block 10: the last messages of the active session, and of no other."""

from astra.contracts.session import PastMessage
from astra.contracts.utterance import Role
from astra.llm.messages import Message
from astra.packet.block import Block, BlockName
from astra.packet.quote import cut_text, quote_text
from astra.packet.state import SessionState, Turn

MAX_MESSAGES = 8
MESSAGE_CAP_CHARS = 2_000
CAP_CHARS = MAX_MESSAGES * MESSAGE_CAP_CHARS


def build_recent_messages(_turn: Turn, state: SessionState) -> Block | None:
    """Up to eight messages, oldest first, each at most 2,000 characters; None when nothing was said yet."""
    spoken = [message for message in state.messages if message.text.strip()]
    messages = tuple(_show(message) for message in spoken[-MAX_MESSAGES:])
    return Block(BlockName.RECENT_MESSAGES, CAP_CHARS, messages=messages) if messages else None


def _show(message: PastMessage) -> Message:
    role = "user" if message.role is Role.USER else "assistant"
    return Message(role, cut_text(quote_text(message.text), MESSAGE_CAP_CHARS))

"""Block 11: the message that wants an answer. It is never shortened."""

from astra.contracts.base import MAX_UTTERANCE_CHARS
from astra.contracts.errors import AstraError, ErrorCode
from astra.llm.messages import Message
from astra.packet.block import Block, BlockName
from astra.packet.quote import quote_text
from astra.packet.state import SessionState, Turn

CAP_CHARS = MAX_UTTERANCE_CHARS


def build_current_message(turn: Turn, _state: SessionState) -> Block:
    """The turn's text as a user message; raises `AstraError` (`invalid` when blank, `too_large` over 20,000)."""
    text = quote_text(turn.text)
    if not text.strip():
        raise AstraError(ErrorCode.INVALID, "A message can't be empty.", field="message")
    if len(turn.text) > CAP_CHARS:
        raise AstraError(ErrorCode.TOO_LARGE, f"A message holds at most {CAP_CHARS} characters.", field="message")
    return Block(BlockName.CURRENT_MESSAGE, CAP_CHARS, messages=(Message("user", text),))

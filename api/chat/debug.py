"""What went into a reply, for the developers of a persona; only where the feature is switched on."""

from dataclasses import dataclass

from api.chat.schemas import Debug, DebugBlock, DebugMessage, DebugPrompt
from astra.llm.messages import Message
from astra.mind import TurnRecord
from astra.packet import Block


@dataclass(frozen=True, slots=True)
class DebugWish:
    """What a request asked to be shown."""

    context: bool = False
    prompt: bool = False


def show_debug(wish: DebugWish, record: TurnRecord) -> Debug | None:
    """What was asked for; None when nothing was."""
    if not (wish.context or wish.prompt):
        return None
    blocks = record.packet.blocks if record.packet is not None else ()
    return Debug(
        blocks=[_show_block(block) for block in blocks] if wish.context else None,
        prompt=DebugPrompt(model=record.model, messages=_show(record.messages)) if wish.prompt else None,
    )


def _show_block(block: Block) -> DebugBlock:
    return DebugBlock(
        name=block.name.value,
        chars=block.chars,
        text=block.text or None,
        messages=_show(block.messages) if block.messages else None,
    )


def _show(messages: tuple[Message, ...]) -> list[DebugMessage]:
    return [DebugMessage(role=message.role, content=message.content) for message in messages]

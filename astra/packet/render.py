"""Turns a packet into the messages of a chat completion."""

from astra.llm.messages import Message
from astra.packet.block import CONSTANT_BLOCKS, Packet
from astra.packet.quote import quote_text


def render_packet(packet: Packet) -> tuple[Message, ...]:
    """System messages of `## NAME` sections, then the conversation.

    The first system message holds only what stays the same through a session, so that a provider's prompt cache
    knows it again; what varies goes into a second one, left out when there is nothing. Only the kernels, checked at
    start, may hold headings: in a varying section every line that looks like one is escaped.
    """
    sections = [block for block in packet.blocks if block.text]
    constant = [block for block in sections if block.name in CONSTANT_BLOCKS]
    varying = [block for block in sections if block.name not in CONSTANT_BLOCKS]
    system = [_render_sections([(block.name, block.text) for block in constant])] if constant else []
    if varying:
        system.append(_render_sections([(block.name, quote_text(block.text)) for block in varying]))
    return (*system, *(message for block in packet.blocks for message in block.messages))


def _render_sections(sections: list[tuple[str, str]]) -> Message:
    return Message("system", "\n\n".join(f"## {name}\n{text}" for name, text in sections))

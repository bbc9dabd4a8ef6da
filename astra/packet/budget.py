"""Makes a packet fit: blocks give way in the fixed order, the oldest messages and the last lines first."""

from dataclasses import replace

from astra.packet.block import SHRINK_ORDER, Block, Packet
from astra.packet.quote import cut_text

DEFAULT_BUDGET_CHARS = 32_000


def fit_packet(packet: Packet, budget_chars: int = DEFAULT_BUDGET_CHARS) -> Packet:
    """The packet within `budget_chars`, or as near as it gets: what never shrinks stays whole even over budget."""
    kept = {block.name: block for block in packet.blocks}
    over_chars = packet.chars - budget_chars
    for name in SHRINK_ORDER:
        if over_chars <= 0:
            break
        block = kept.pop(name, None)
        if block is None:
            continue
        shrunk = _shrink(block, max(0, block.chars - over_chars))
        over_chars -= block.chars - (shrunk.chars if shrunk else 0)
        if shrunk:
            kept[name] = shrunk
    return Packet(tuple(kept[block.name] for block in packet.blocks if block.name in kept))


def _shrink(block: Block, max_chars: int) -> Block | None:
    if block.messages:
        return _drop_oldest(block, max_chars)
    text = _drop_last_lines(block.text, max_chars)
    return replace(block, text=text) if text else None


def _drop_oldest(block: Block, max_chars: int) -> Block | None:
    chars = block.chars
    for index, message in enumerate(block.messages):
        if chars <= max_chars:
            return replace(block, messages=block.messages[index:])
        chars -= len(message.content)
    return None


def _drop_last_lines(text: str, max_chars: int) -> str:
    lines = text.split("\n")
    while len(lines) > 1 and len("\n".join(lines)) > max_chars:
        lines.pop()
    return cut_text("\n".join(lines), max_chars)

"""The one line that a turn leaves in the log: numbers and names of ours, never a word of what was said."""

from uuid import UUID

import structlog

from astra.contracts.utterance import Source
from astra.memory.client import FetchedBrief
from astra.mind.record import TurnRecord

_log = structlog.get_logger(__name__)

EVENT = "[chat.trace]"


def log_turn(session_id: UUID, source: Source, record: TurnRecord, fetched: FetchedBrief) -> None:
    """Write the line; stages are in whole tenths of a millisecond under `<stage>_ms`."""
    brief = fetched.brief
    blocks = record.packet.blocks if record.packet is not None else ()
    _log.info(
        EVENT,
        session_id=str(session_id),
        source=source.value,
        outcome=record.outcome.value,
        startbrief_used=brief is not None and not fetched.is_fallback,
        startbrief_fallback=brief is not None and fetched.is_fallback,
        startbrief_items_count=len(brief.items) if brief is not None else 0,
        bridgeText_chars=len(brief.bridge_text or "") if brief is not None else 0,
        gate=record.recall.gate.value,
        recall=record.recall.outcome.value,
        recall_lines=len(record.recall.lines),
        posture=record.posture,
        packet_chars={block.name.value: block.chars for block in blocks},
        reply_chars=len(record.generated),
        updates_told=len(record.told),
        tool_calls=len(record.tools),
        claims_checked=record.claims_checked,
        claims_repaired=record.claims_repaired,
        claims_dropped=record.claims_dropped,
        link=record.link,
        model=record.model,
        **{f"{stage}_ms": round(ms, 1) for stage, ms in record.stages.items()},
    )

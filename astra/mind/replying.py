"""From a packet to words: the model's stream with its look-ups, checked, and an apology where there is no reply."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

import structlog

from astra.contracts.errors import AstraError
from astra.contracts.session import SessionContext
from astra.llm.failures import ReplyTruncatedError
from astra.llm.messages import Finish, TextDelta, ToolCall
from astra.mind.parts import Apologies, MindParts
from astra.mind.record import TurnOutcome, TurnRecord

_log = structlog.get_logger(__name__)


async def stream_reply(
    parts: MindParts, context: SessionContext, record: TurnRecord, apologies: Apologies, began_at: float
) -> AsyncGenerator[str, None]:
    """The reply to `record.messages`; never raises `AstraError`: what failed is in `record.outcome`."""
    try:
        async with aclosing(_generate(parts, record, began_at)) as pieces:
            async for piece in pieces:
                yield piece
        record.outcome = TurnOutcome.ANSWERED
    except ReplyTruncatedError as error:
        _log.warning("turn.cut_short", session_id=str(context.session_id), reason=error.reason)
        record.outcome = TurnOutcome.CUT_SHORT
        apology = f"\n{apologies.cut_short}"
        record.generated += apology
        yield apology
    except AstraError as error:
        _log.warning("turn.no_model", session_id=str(context.session_id), code=error.code)
        record.outcome = TurnOutcome.NO_MODEL
        record.generated += apologies.no_model
        yield apologies.no_model


async def _generate(parts: MindParts, record: TurnRecord, began_at: float) -> AsyncGenerator[str, None]:
    async with aclosing(parts.chain.stream(record.messages)) as deltas:
        async for delta in deltas:
            match delta:
                case TextDelta():
                    if not record.generated:
                        record.stages["first_token"] = (parts.clock.monotonic() - began_at) * 1000
                    record.generated += delta.text
                    yield delta.text
                case ToolCall():
                    record.tool_calls += 1
                case Finish():
                    record.link, record.model = delta.link, delta.model
    record.stages["model"] = (parts.clock.monotonic() - began_at) * 1000

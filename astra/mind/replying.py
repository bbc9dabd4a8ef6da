"""From a packet to words: the model's stream with its look-ups, checked, and an apology where there is no reply."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

import structlog

from astra.claims import ClaimChecker, check_stream
from astra.contracts.errors import AstraError
from astra.kit.clock import Clock
from astra.llm import Chain, converse
from astra.llm.failures import ReplyTruncatedError
from astra.llm.messages import Finish, TextDelta, Tool, ToolCall
from astra.llm.tool_loop import RunTool
from astra.mind.parts import Apologies
from astra.mind.record import TurnOutcome, TurnRecord

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Ask:
    """All that one reply is made with. `began_at` is on the clock's monotonic time."""

    chain: Chain
    tools: tuple[Tool, ...]
    run_tool: RunTool
    checker: ClaimChecker
    apologies: Apologies
    clock: Clock
    began_at: float


async def stream_reply(ask: Ask, record: TurnRecord) -> AsyncGenerator[str, None]:
    """The reply to `record.messages`; never raises `AstraError`: what failed is in `record.outcome`.

    A reply that breaks off is checked as far as it goes, before the apology.
    """
    broken: list[ReplyTruncatedError] = []
    try:
        async with aclosing(_generate(ask, record, broken)) as pieces:
            async for piece in check_stream(pieces, ask.checker):
                yield piece
        record.outcome = TurnOutcome.CUT_SHORT if broken else TurnOutcome.ANSWERED
        if broken:
            _log.warning("turn.cut_short", reason=broken[0].reason)
            apology = f"\n{ask.apologies.cut_short}"
            record.generated += apology
            yield apology
    except AstraError as error:
        _log.warning("turn.no_model", code=error.code)
        record.outcome = TurnOutcome.NO_MODEL
        record.generated += ask.apologies.no_model
        yield ask.apologies.no_model
    finally:
        report = ask.checker.report
        record.claims_checked, record.claims_repaired = report.checked, report.repaired
        record.claims_dropped = report.dropped


async def _generate(ask: Ask, record: TurnRecord, broken: list[ReplyTruncatedError]) -> AsyncGenerator[str, None]:
    """What the model writes; where it breaks off, the stream ends and `broken` says why."""
    try:
        async with aclosing(converse(ask.chain, record.messages, ask.tools, ask.run_tool)) as deltas:
            async for delta in deltas:
                match delta:
                    case TextDelta():
                        if not record.generated:
                            record.stages["first_token"] = (ask.clock.monotonic() - ask.began_at) * 1000
                        record.generated += delta.text
                        yield delta.text
                    case ToolCall():
                        record.tools.append(delta.name)
                    case Finish():
                        record.link, record.model = delta.link, delta.model
    except ReplyTruncatedError as error:
        broken.append(error)
    record.stages["model"] = (ask.clock.monotonic() - ask.began_at) * 1000

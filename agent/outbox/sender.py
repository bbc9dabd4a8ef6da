"""Sends a spool to the service in batches, for as long as it takes, and never out of order."""

import asyncio
import random
from collections.abc import Awaitable, Callable

import structlog

from agent.outbox.spool import SpoolFile
from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.utterance import MAX_BATCH, IngestAnswer, Utterance

_log = structlog.get_logger(__name__)

FIRST_PAUSE_S = 0.25
MAX_PAUSE_S = 10.0

Ingest = Callable[[list[Utterance]], Awaitable[IngestAnswer]]


async def send_spool(spool: SpoolFile, ingest: Ingest) -> bool:
    """Send all that is unsent, retrying with growing pauses; False when the service wants nothing of this session.

    A batch that the service refuses is cut down to the utterance at fault, which alone is left out.
    """
    pause_s, batch_size = FIRST_PAUSE_S, MAX_BATCH
    while batch := list(spool.unsent[:batch_size]):
        try:
            await ingest(batch)
        except AstraError as error:
            if error.code is ErrorCode.NOT_FOUND:
                _log.info("outbox.dropped", session_id=str(spool.session_id), utterances=len(spool.unsent))
                return False
            if error.retryable:
                await asyncio.sleep(pause_s * random.uniform(0.7, 1.3))  # noqa: S311  jitter is no secret
                pause_s = min(pause_s * 2, MAX_PAUSE_S)
                continue
            if len(batch) > 1:
                batch_size = max(1, len(batch) // 2)
                continue
            _log.error("outbox.refused", session_id=str(spool.session_id), seq=batch[0].seq, code=error.code)
        spool.confirm(len(batch))
        pause_s, batch_size = FIRST_PAUSE_S, MAX_BATCH
    return True

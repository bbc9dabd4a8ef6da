"""What the service does by itself, over and over: each round's failure is logged, and the next round comes anyway."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

_log = structlog.get_logger(__name__)


async def repeat(what: Callable[[], Awaitable[object]], *, name: str, every_s: float) -> None:
    """Do `what` again and again until cancelled."""
    while True:
        try:
            await what()
        except Exception as error:  # noqa: BLE001  this is the supervisor of a background round
            _log.warning("round.failed", name=name, error=type(error).__name__)
        await asyncio.sleep(every_s)

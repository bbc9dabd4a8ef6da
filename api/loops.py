"""What the service does by itself, over and over: each round's failure is logged, and the next round comes anyway."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog

_log = structlog.get_logger(__name__)


_PAUSE_S = 0.2
"""However often it is woken, a round leaves the others this much time."""


async def repeat(
    what: Callable[[], Awaitable[object]], *, name: str, every_s: float, wake: asyncio.Event | None = None
) -> None:
    """Do `what` again and again until cancelled: every so often, and soon after `wake` is set."""
    wake = wake or asyncio.Event()
    while True:
        wake.clear()
        try:
            await what()
        except Exception as error:  # noqa: BLE001  this is the supervisor of a background round
            _log.warning("round.failed", name=name, error=type(error).__name__)
        await asyncio.sleep(min(_PAUSE_S, every_s))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(every_s):  # wait_for would swallow a cancellation that meets the waking
                await wake.wait()

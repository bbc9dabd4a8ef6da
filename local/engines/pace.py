"""When the tokens of a fixed-latency answer are due, counted from the request, so that no drift adds up."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass

from local.kit.clock import Clock


@dataclass(frozen=True, slots=True)
class LlmPace:
    """First token after `first_token_ms`, then `tokens_per_s`."""

    first_token_ms: float
    tokens_per_s: float

    def due_s(self, index: int) -> float:
        """Seconds after the request at which token `index` leaves."""
        return self.first_token_ms / 1000 + index / self.tokens_per_s


async def paced(tokens: Iterable[str], pace: LlmPace | None, clock: Clock) -> AsyncIterator[str]:
    """The tokens, each when it is due; without a pace as fast as they are taken."""
    started_s = clock.monotonic()
    for index, token in enumerate(tokens):
        if pace is not None:
            await asyncio.sleep(max(0.0, started_s + pace.due_s(index) - clock.monotonic()))
        yield token

"""Wakes responders: one that rests for each message that is put out, and none that has its hands full."""

import asyncio
import contextlib


class Bell:
    """Rung for every message; who rests waits for it."""

    def __init__(self, most: int = 64) -> None:
        self._rings: asyncio.Queue[None] = asyncio.Queue(maxsize=most)
        self._resting = 0
        self._is_closed = False

    def ring(self) -> bool:
        """There is a message to answer. False when nobody rests: whoever is through next looks by themselves."""
        if self._resting <= self._rings.qsize():
            return False
        with contextlib.suppress(asyncio.QueueFull):
            self._rings.put_nowait(None)
        return True

    async def rest(self, at_most_s: float | None) -> bool:
        """Rest until it rings, or until it is time to look without having been woken; whether it rang."""
        if self._is_closed:
            return False
        self._resting += 1
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(at_most_s):
                    await self._rings.get()
                    return True
        finally:
            self._resting -= 1
        return False

    def close(self) -> None:
        """Nobody rests any more."""
        self._is_closed = True
        for _ in range(self._resting):
            with contextlib.suppress(asyncio.QueueFull):
                self._rings.put_nowait(None)

"""Closes a session when the user has said nothing for too long. The assistant's own talking does not count."""

import asyncio
from collections.abc import Awaitable, Callable

from astra.kit.clock import Clock

CHECK_S = 1.0


class IdleWatch:
    """Waits until `now − last user message` exceeds `idle_close_s`."""

    def __init__(
        self,
        *,
        idle_close_s: float,
        clock: Clock,
        is_user_speaking: Callable[[], bool],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._idle_close_s = idle_close_s
        self._clock = clock
        self._is_user_speaking = is_user_speaking
        self._pause = pause
        self._last_message_at = clock.monotonic()

    def note_user_message(self) -> None:
        """The user has said or typed something final."""
        self._last_message_at = self._clock.monotonic()

    async def wait(self) -> None:
        """Return when the session is idle. Someone in the middle of a sentence is not."""
        while True:
            left_s = self._last_message_at + self._idle_close_s - self._clock.monotonic()
            if left_s < 0 and not self._is_user_speaking():
                return
            await self._pause(min(max(left_s, 0.01), CHECK_S))

"""A pause inside a sentence must not make two turns of it.

Speech is transcribed a stretch at a time. When the first stretch is taken for a whole turn while the next one is still
being said or transcribed, its words are held back and put before the next turn's.
"""

import asyncio
from collections.abc import Awaitable, Callable

POLL_S = 0.05
MAX_HOLD_S = 6.0


class TurnJoiner:
    """Holds at most one half at a time; the framework completes a session's turns one after the other."""

    def __init__(
        self,
        *,
        is_more_coming: Callable[[], bool],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        max_hold_s: float = MAX_HOLD_S,
    ) -> None:
        self._is_more_coming = is_more_coming
        self._pause = pause
        self._max_hold_s = max_hold_s
        self._held = ""
        self._final_texts = 0

    def note_final_text(self) -> None:
        """Another stretch was transcribed to words."""
        self._final_texts += 1

    async def join(self, text: str) -> str | None:
        """The whole message, or None when these words wait for those that follow."""
        whole = f"{self._held} {text}".strip()
        self._held = ""
        before, held_s = self._final_texts, 0.0
        while self._is_more_coming() and held_s < self._max_hold_s:
            await self._pause(POLL_S)
            held_s += POLL_S
            if self._final_texts > before:
                self._held = whole
                return None
        return whole

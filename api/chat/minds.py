"""The minds of sessions that are typed in: kept for an hour, so that a start brief is fetched once a session."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from uuid import UUID

from api.memory.desk import SessionDesk
from api.memory.service import PersonMemory
from astra.contracts.session import SessionContext
from astra.kit.clock import Clock
from astra.mind import MindParts, SessionMind

KEEP_S = 3600.0
MAX_MINDS = 500

MakeMind = Callable[[SessionContext], SessionMind]


@dataclass(slots=True)
class _Kept:
    used_at: float
    mind: SessionMind | None = None
    turns: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0


def make_minds(parts: MindParts, memory: PersonMemory) -> MakeMind:
    """Makes minds that share the service's own providers; they answer to be read."""

    def make(context: SessionContext) -> SessionMind:
        desk = SessionDesk(memory, context.user_id, context.session_id)
        return SessionMind(context, replace(parts, desk=desk), spoken=False)

    return make


class Minds:
    """One mind a session; the turns of a session are answered one after the other."""

    def __init__(self, make: MakeMind, clock: Clock) -> None:
        self._make = make
        self._clock = clock
        self._kept: OrderedDict[UUID, _Kept] = OrderedDict()

    @asynccontextmanager
    async def turn(self, session_id: UUID) -> AsyncGenerator[None]:
        """Held while a turn of this session is answered."""
        await self._drop_old()
        kept = self._kept.setdefault(session_id, _Kept(self._clock.monotonic()))
        kept.waiting += 1
        try:
            async with kept.turns:
                yield
        finally:
            kept.waiting -= 1
            kept.used_at = self._clock.monotonic()
            self._kept.move_to_end(session_id)

    def mind_of(self, context: SessionContext) -> SessionMind:
        """The mind of a session whose turn is held, brought up to date with `context`."""
        kept = self._kept[context.session_id]
        if kept.mind is None:
            kept.mind = self._make(context)
        else:
            kept.mind.refresh(context)
        return kept.mind

    async def aclose(self) -> None:
        """Let all go."""
        while self._kept:
            _, kept = self._kept.popitem()
            if kept.mind is not None:
                await kept.mind.aclose()

    async def _drop_old(self) -> None:
        now = self._clock.monotonic()
        for session_id in list(self._kept):
            kept = self._kept[session_id]
            is_old = now - kept.used_at > KEEP_S or len(self._kept) > MAX_MINDS
            if is_old and not kept.waiting:
                del self._kept[session_id]
                if kept.mind is not None:
                    await kept.mind.aclose()

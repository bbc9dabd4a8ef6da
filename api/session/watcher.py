"""Reconciles sessions with the rooms that really exist. No room server tells reliably, so this one looks.

A session whose room is gone has ended; a person left without an agent gets a new one, and only one; a person who left
and stayed away, or says nothing, ends the session; a room that outlived its session is closed.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from api.db import Database
from api.models import Session
from api.room.schemas import Occupancy
from api.room.service import Rooms, name_user
from api.session import repository
from api.session.hot import HotSessions
from api.session.service import Sessions
from astra.contracts.errors import AstraError
from astra.contracts.session import EndReason
from astra.kit.clock import Clock

_log = structlog.get_logger(__name__)
_NEW_ROOM = timedelta(seconds=10)
"""How long a session may be without its room right after it was opened: the row comes before the room."""
_BACKSTOP = timedelta(seconds=10)
"""How much later than the worker the watcher closes a silent session."""
_NEXT_AGENT = timedelta(seconds=10)
"""How long an agent that was sent has before the next one is."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the watcher waits before it acts."""

    idle: timedelta
    grace: timedelta
    join: timedelta
    """How long a room waits for its person before they have come at all."""
    agent_missing: timedelta
    agent_lost: timedelta


@dataclass(frozen=True, slots=True)
class Seen:
    """What the watcher remembers of one room between two looks."""

    room: str
    user_at: datetime | None
    first_look: datetime
    had_agent: bool = False
    agentless_since: datetime | None = None
    sent_at: datetime | None = None


class Watcher:
    """Looks at all rooms every little while."""

    def __init__(
        self, db: Database, rooms: Rooms, sessions: Sessions, clock: Clock, *, hot: HotSessions, patience: Patience
    ) -> None:
        self._db = db
        self._rooms = rooms
        self._sessions = sessions
        self._hot = hot
        self._clock = clock
        self._patience = patience
        self._seen: dict[UUID, Seen] = {}

    async def look(self) -> None:
        """Look once at everything; raises `AstraError` when the room server is away."""
        async with self._db.read() as db:
            watched = await repository.list_watched(db)
        self._seen = {s.id: self._seen[s.id] for s in watched if s.id in self._seen}
        self._hot.forget_touches(but_of=self._seen)
        if not watched:
            return
        alive = await self._rooms.list_alive()
        for session in watched:
            try:
                await self._look_at(session, alive)
            except AstraError as error:
                _log.warning("watcher.session_skipped", session_id=str(session.id), error=error.code.value)

    async def _look_at(self, session: Session, alive: frozenset[str]) -> None:
        now = self._clock.now()
        if session.ended_at is not None or session.deleted_at is not None:
            await self._sweep(session, alive, now)
        elif session.room is not None and session.room not in alive:
            if now - session.opened_at > _NEW_ROOM:
                await self._close(session, EndReason.LEFT)
        elif now - max(session.last_user_message_at or session.opened_at, session.opened_at) > (
            self._patience.idle + _BACKSTOP
        ):
            await self._close(session, EndReason.IDLE)
        elif session.room is not None:  # a session that is only typed in has none
            await self._look_into(session, session.room, now)

    async def _sweep(self, session: Session, alive: frozenset[str], now: datetime) -> None:
        if session.room is None or (session.room_close_at is not None and session.room_close_at > now):
            return
        if session.room in alive:
            await self._rooms.close(session.room)
        async with self._db.write() as db:
            await repository.forget_room(db, session.id, session.room)

    async def _look_into(self, session: Session, room: str, now: datetime) -> None:
        there = await self._rooms.look_into(room, name_user(session.user_id))
        seen = await self._remember(session, room, there, now)
        if not there.user_present:
            await self._wait_for_person(session, seen, now)
            return
        if len(there.agents) > 1:
            _log.warning("watcher.too_many_agents", session_id=str(session.id), agents=len(there.agents))
        if not there.agents and self._is_due(seen, now):
            await self._rooms.send_agent(room, session.id, instead_of=await self._rooms.list_dispatches(room))
            self._seen[session.id] = replace(seen, sent_at=now)
            _log.info("watcher.agent_sent", session_id=str(session.id), had_agent=seen.had_agent)

    async def _wait_for_person(self, session: Session, seen: Seen, now: datetime) -> None:
        """Nobody is there: give them the time they have, then let the session go. Only whoever has watched a room from
        its beginning knows that nobody came; then the session never was.
        """
        if seen.user_at is not None:
            if now - seen.user_at > self._patience.grace:
                await self._close(session, EndReason.LEFT)
        elif now - seen.first_look > max(self._patience.grace, self._patience.join):
            watched_all = seen.first_look - session.opened_at <= _NEW_ROOM
            if watched_all and await self._sessions.take_back(session.id, seen.room):
                _log.info("watcher.session_taken_back", session_id=str(session.id))
            else:
                await self._close(session, EndReason.LEFT)

    async def _remember(self, session: Session, room: str, there: Occupancy, now: datetime) -> Seen:
        seen = self._seen.get(session.id)
        if seen is None or seen.room != room:  # another process may have seen them, or this one before its restart
            seen = Seen(room=room, user_at=await self._hot.read_last_seen(session), first_look=now)
        if there.user_present:
            seen = replace(seen, user_at=now)
            await self._hot.touch(session.id, now)
        if there.agents:
            seen = replace(seen, had_agent=True, agentless_since=None, sent_at=None)
        elif there.user_present:
            seen = replace(seen, agentless_since=seen.agentless_since or now)
        else:
            seen = replace(seen, agentless_since=None)
        self._seen[session.id] = seen
        return seen

    def _is_due(self, seen: Seen, now: datetime) -> bool:
        if seen.sent_at is not None and now - seen.sent_at < _NEXT_AGENT:
            return False
        patience = self._patience.agent_lost if seen.had_agent else self._patience.agent_missing
        return seen.agentless_since is not None and now - seen.agentless_since >= patience

    async def _close(self, session: Session, reason: EndReason) -> None:
        if await self._sessions.close(session.id, reason, only_room=session.room):
            _log.info("watcher.session_ended", session_id=str(session.id), reason=reason.value)

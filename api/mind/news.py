"""Tells a running talk that something behind it has changed: a number that grows, and a nudge into its room.

The nudge may be lost: the number also comes with every answer to the worker's ingest, and whoever sees a higher one
fetches the session's context anew.
"""

from uuid import UUID

import structlog

from api.db import AsyncSession, Database
from api.mind import repository
from api.room.service import Rooms
from astra.contracts.errors import AstraError

_log = structlog.get_logger(__name__)

TOPIC = "astra.context"


class ContextNews:
    """Announces news; a room server that is away is no error."""

    def __init__(self, db: Database, rooms: Rooms) -> None:
        self._db = db
        self._rooms = rooms

    async def announce_session(self, session_id: UUID, *, has_room: bool = True) -> None:
        """This session's mind has something new to hear of: an update, or a summary.

        Who knows that it has no room (`has_room`) spares the looking for an agent there.
        """
        async with self._db.write() as db:
            await note_news(db, session_id)
        if has_room:
            await self.nudge(session_id)

    async def announce_user(self, user_id: UUID) -> None:
        """Every talk that this person has going on is to hear: their chart, for one, has changed."""
        await self._announce_to_all(user_id, memory_changed=False)

    async def announce_memory_change(self, user_id: UUID) -> None:
        """The same, and nothing that memory has said before counts any more: it was corrected, or forgotten."""
        await self._announce_to_all(user_id, memory_changed=True)

    async def _announce_to_all(self, user_id: UUID, *, memory_changed: bool) -> None:
        async with self._db.write() as db:
            session_ids = await repository.list_recent_of(db, user_id)
            for session_id in session_ids:
                await note_news(db, session_id, memory_changed=memory_changed)
        for session_id in session_ids:
            await self.nudge(session_id)

    async def nudge(self, session_id: UUID) -> None:
        """Send the agent in the session's room the word to look, if there is one."""
        async with self._db.read() as db:
            session = await repository.find_session(db, session_id)
        if session is None or session.room is None or session.ended_at is not None:
            return
        try:
            await self._rooms.send_to_agents(session.room, TOPIC)
        except AstraError:
            _log.info("context.nudge_not_sent", session_id=str(session_id))


async def note_news(db: AsyncSession, session_id: UUID, *, memory_changed: bool = False) -> int:
    """Within a transaction: there is news for this session; its version from now on."""
    return await repository.raise_version(db, session_id, memory_changed=memory_changed)

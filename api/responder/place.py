"""How far one reader has read a thread: each message is handed out once, however late it was committed."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from api.db import AsyncSession, Database
from api.history.service import show_message
from api.models import Message
from api.responder import repository
from api.responder.inbox_names import read_message_id
from api.responder.routing import Node
from api.responder.schemas import Thread, ThreadMessage
from astra.contracts.errors import AstraError, ErrorCode

SHOWN_FIRST = 25
MOST_AT_ONCE = 200
_COMMIT_LAG = timedelta(seconds=10)
"""Rows are dated before they are committed: what is dated this long before the last seen row may still be unseen."""


class Place:
    """A reader of a session's thread."""

    def __init__(self, db: Database, session_id: UUID, seen: Collection[UUID], since: datetime | None) -> None:
        self._db = db
        self._session_id = session_id
        self._given = frozenset(seen)
        self._told: dict[UUID, datetime] = {}
        """When each message was stored that was handed out and might be found again."""
        self._since = since
        self._revision: int | None = None
        self._pending: list[UUID] = []

    async def read(self, *, is_woken: bool = True) -> Thread:
        """What is new: first the last messages of the session, or what came since those that were seen.

        Who was not woken only reads on where the session has changed. 404 when it is not there any more.
        """
        async with self._db.read() as db:
            standing = await repository.read_standing(db, self._session_id)
            if standing is None:
                raise AstraError(ErrorCode.NOT_FOUND, "There is no such conversation.", field="session_id")
            revision, waiting = standing
            pending = [name for key in waiting if (name := read_message_id(key)) is not None]
            is_same = (revision, pending) == (self._revision, self._pending)
            fresh = [] if is_same and not is_woken else await self._read_fresh(db)
            self._revision, self._pending = revision, pending
        return Thread(session_id=self._session_id, messages=[_show(message) for message in fresh], pending=pending)

    async def _read_fresh(self, db: AsyncSession) -> list[Message]:
        if self._since is None:
            fresh = await self._read_last(db)
        else:
            since, known = self._since - _COMMIT_LAG, self._given | self._told.keys()
            fresh = await repository.list_stored_since(db, self._session_id, since, but_not=known, limit=MOST_AT_ONCE)
        self._told |= {message.id: message.stored_at for message in fresh}
        newest = max((message.stored_at for message in fresh), default=None)
        if newest is not None:
            self._since = newest if self._since is None else max(self._since, newest)
            lagging = self._since - _COMMIT_LAG
            self._told = {message_id: at for message_id, at in self._told.items() if at >= lagging}
        return fresh

    async def _read_last(self, db: AsyncSession) -> list[Message]:
        """The last messages. Those before them count as seen, however lately they were stored."""
        now_known = await repository.list_ids_stored_lately(db, self._session_id, _COMMIT_LAG)
        last = await repository.list_last(db, self._session_id, SHOWN_FIRST)
        self._told |= now_known
        return [message for message in last if message.id not in self._given]


def _show(message: Message) -> ThreadMessage:
    return ThreadMessage(
        **dict(show_message(message)),
        message_id=read_message_id(message.item_id),
        node=None if message.node is None else Node(message.node),
    )

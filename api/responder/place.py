"""How far one reader has read a thread: each message is handed out once, however late it was committed."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from api.db import AsyncSession, Database
from api.history.service import show_message
from api.models import Message
from api.responder import repository
from api.responder.inbox_names import name_item, name_lane, read_message_id
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
        self._seen = set(seen)
        self._since = since
        self._revision: int | None = None
        self._pending: list[UUID] = []

    async def read(self, *, is_woken: bool = True) -> Thread:
        """What is new: first the last messages of the session, or what came since those that were seen.

        Who was not woken only reads on where the session has changed. 404 when it is not there any more.
        """
        async with self._db.read() as db:
            revision = await repository.read_revision(db, self._session_id)
            if revision is None:
                raise AstraError(ErrorCode.NOT_FOUND, "There is no such conversation.", field="session_id")
            if not is_woken and revision == self._revision and not self._pending:
                return Thread(session_id=self._session_id, messages=[], pending=[])
            fresh = await self._read_fresh(db)
            self._revision = revision
            self._pending = await self._read_pending(db)
        return Thread(
            session_id=self._session_id, messages=[_show(message) for message in fresh], pending=list(self._pending)
        )

    async def _read_fresh(self, db: AsyncSession) -> list[Message]:
        if self._since is None:
            fresh = await self._read_last(db)
        else:
            stored = await repository.list_ids_stored_since(db, self._session_id, self._since - _COMMIT_LAG)
            missed = [message_id for message_id, _ in stored if message_id not in self._seen]
            fresh = await repository.list_these(db, self._session_id, missed[:MOST_AT_ONCE]) if missed else []
        self._seen |= {message.id for message in fresh}
        newest = max((message.stored_at for message in fresh), default=None)
        self._since = newest if self._since is None else max(self._since, newest or self._since)
        return fresh

    async def _read_last(self, db: AsyncSession) -> list[Message]:
        """The last messages. Those before them count as seen, however lately they were stored."""
        now_known = await repository.list_ids_stored_lately(db, self._session_id, _COMMIT_LAG)
        last = await repository.list_last(db, self._session_id, SHOWN_FIRST)
        fresh = [message for message in last if message.id not in self._seen]
        self._seen |= now_known
        return fresh

    async def _read_pending(self, db: AsyncSession) -> list[UUID]:
        """The messages that wait: an errand is done a moment after its reply was stored."""
        keys = await repository.list_waiting(db, name_lane(self._session_id))
        waiting = [name for key in keys if (name := read_message_id(key)) is not None]
        if not waiting:
            return []
        replies = {f"{name_item(message_id)}-reply": message_id for message_id in waiting}
        answered = await repository.find_items(db, self._session_id, list(replies))
        return [message_id for item_id, message_id in replies.items() if item_id not in answered]


def _show(message: Message) -> ThreadMessage:
    return ThreadMessage(
        **dict(show_message(message)),
        message_id=read_message_id(message.item_id),
        node=None if message.node is None else Node(message.node),
    )

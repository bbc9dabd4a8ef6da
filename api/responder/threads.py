"""What open pages are told of a session's thread: that there is something new, and how far a reply has come.

Signals only wake: what is sent is always read from the database, so a signal that gets lost (another process stored the
message) costs a moment and never a message.
"""

import asyncio
from collections.abc import Collection, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from api.db import Database
from api.models import Message
from api.responder import repository
from api.responder.inbox_names import name_lane, read_message_id
from api.responder.routing import Node
from api.responder.schemas import PartialEvent, Thread, ThreadMessage
from astra.contracts.utterance import Role, Source

SHOWN_FIRST = 25
_COMMIT_LAG = timedelta(seconds=10)
"""Rows are dated before they are committed: what is dated this long before the last seen row may still be unseen."""


@dataclass(slots=True, eq=False)
class Watcher:
    """One open page. `news` is set when it should look; `partials` are replies on their way, newest text each."""

    news: asyncio.Event = field(default_factory=asyncio.Event)
    partials: dict[UUID, str] = field(default_factory=dict[UUID, str])
    moved_to: UUID | None = None
    has_left: bool = False

    def take_partials(self) -> list[PartialEvent]:
        """What has come since it was last asked."""
        taken, self.partials = self.partials, {}
        return [PartialEvent(message_id=message_id, text=text) for message_id, text in taken.items()]

    def take_move(self) -> UUID | None:
        """The session that the person has moved to since it was last asked."""
        taken, self.moved_to = self.moved_to, None
        return taken


class Place:
    """How far one reader has read a thread: each message is handed out once, however late it was committed."""

    def __init__(self, db: Database, session_id: UUID, seen: set[UUID], since: datetime | None) -> None:
        self._db = db
        self._session_id = session_id
        self._seen = seen
        self._since = since

    async def read(self) -> Thread:
        """What is new: first the last messages of the session, or what came since those that were seen."""
        async with self._db.read() as db:
            if self._since is None:
                found = await repository.list_last(db, self._session_id, SHOWN_FIRST)
            else:
                found = await repository.list_stored_since(db, self._session_id, self._since - _COMMIT_LAG)
            waiting = await repository.list_waiting(db, name_lane(self._session_id))
        fresh = [message for message in found if message.id not in self._seen]
        self._seen |= {message.id for message in fresh}
        self._since = max((message.stored_at for message in found), default=self._since)
        return Thread(
            session_id=self._session_id,
            messages=[_show(message) for message in fresh],
            pending=[name for key in waiting if (name := read_message_id(key)) is not None],
        )


class Threads:
    """Reads threads, and wakes who watches them."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._watchers: dict[UUID, set[Watcher]] = {}
        self.to_answer = asyncio.Event()
        """Set when there is a message to answer."""

    @contextmanager
    def watch(self, session_id: UUID) -> Generator[Watcher]:
        """Be woken by what happens in a session, while the block lasts."""
        watcher = Watcher()
        self._watchers.setdefault(session_id, set()).add(watcher)
        try:
            yield watcher
        finally:
            rest = self._watchers[session_id]
            rest.discard(watcher)
            if not rest:
                del self._watchers[session_id]

    def wake(self, session_id: UUID) -> None:
        """Something was stored in this session."""
        for watcher in self._watchers.get(session_id, ()):
            watcher.news.set()

    async def announce(self, session_id: UUID) -> None:
        """The same, as something to be done after an answer."""
        self.wake(session_id)

    def wake_responders(self) -> None:
        """There is a message to answer."""
        self.to_answer.set()

    def tell_partial(self, session_id: UUID, message_id: UUID, text: str) -> None:
        """The reply to a message has come this far; a page that reads slowly gets the newest text only."""
        for watcher in self._watchers.get(session_id, ()):
            watcher.partials[message_id] = text
            watcher.news.set()

    def tell_moved(self, session_id: UUID, to: UUID) -> None:
        """The person goes on in another session."""
        for watcher in self._watchers.get(session_id, ()):
            watcher.moved_to = to
            watcher.news.set()

    async def find_place(self, session_id: UUID, seen: Collection[UUID]) -> Place:
        """A reader of a session who has these messages already."""
        async with self._db.read() as db:
            since = await repository.read_oldest_stored(db, session_id, seen) if seen else None
        return Place(self._db, session_id, set(seen), since)

    async def read(self, session_id: UUID, seen: Collection[UUID]) -> Thread:
        """The last messages; with `seen`, all that were stored since the first of those and are not among them."""
        return await (await self.find_place(session_id, seen)).read()


def _show(message: Message) -> ThreadMessage:
    return ThreadMessage(
        id=message.id,
        role=Role(message.role),
        text=message.text,
        at=message.at,
        source=Source(message.source),
        interrupted=message.interrupted,
        message_id=read_message_id(message.item_id),
        node=None if message.node is None else Node(message.node),
        tool_calls=message.tool_calls or [],
    )

"""What open pages are told of a session's thread: that there is something new, and how far a reply has come.

Signals only wake: what is sent is always read from the database, so a signal that gets lost costs a moment and never a
message. With a relay (`api.responder.broadcast`) they reach the pages of other processes as well.
"""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from uuid import UUID

from api.db import Database
from api.responder import repository
from api.responder.bell import Bell
from api.responder.place import Place
from api.responder.schemas import Thread
from api.responder.signals import Signal
from api.responder.watchers import Watcher, Watchers

Relay = Callable[[Signal], None]


class Threads:
    """Reads threads, and wakes who watches them."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._watchers = Watchers()
        self._relay: Relay | None = None
        self.bell = Bell()
        """Rung when there is a message to answer."""

    def relay_to(self, relay: Relay) -> None:
        """Tell the other processes too, from now on."""
        self._relay = relay

    def watch(self, session_id: UUID) -> AbstractContextManager[Watcher]:
        """Be woken by what happens in a session, while the block lasts."""
        return self._watchers.admit(session_id)

    def count_page(self, user_id: UUID) -> AbstractContextManager[bool]:
        """Count an open page of a person, while the block lasts; False when it is one too many."""
        return self._watchers.count(user_id)

    def count_open(self, session_id: UUID) -> int:
        """How many pages of a session are open in this process."""
        return self._watchers.count_open(session_id)

    def hear(self, signal: Signal) -> None:
        """Something has happened, here or in another process."""
        if signal.kind == "errand":
            self.bell.ring()
        else:
            self._watchers.tell(signal)

    def wake(self, session_id: UUID) -> None:
        """Something was stored in this session."""
        self._tell(Signal(kind="stored", session_id=session_id))

    async def announce(self, session_id: UUID) -> None:
        """The same, as something to be done after an answer."""
        self.wake(session_id)

    def wake_responders(self, session_id: UUID) -> None:
        """There is a message to answer in this session."""
        if not self.bell.ring() and self._relay is not None:
            self._relay(Signal(kind="errand", session_id=session_id))

    def tell_partial(self, session_id: UUID, message_id: UUID, text: str) -> None:
        """The reply to a message has come this far."""
        self._tell(Signal(kind="partial", session_id=session_id, message_id=message_id, text=text))

    def tell_unkept(self, session_id: UUID, message_id: UUID, text: str) -> None:
        """The whole reply to a message, which is kept nowhere."""
        self._tell(Signal(kind="unkept", session_id=session_id, message_id=message_id, text=text))

    def tell_moved(self, session_id: UUID, to: UUID) -> None:
        """The person goes on in another session."""
        self._tell(Signal(kind="moved", session_id=session_id, to=to))

    async def find_place(self, session_id: UUID, seen: Collection[UUID]) -> Place:
        """A reader of a session who has these messages already."""
        async with self._db.read() as db:
            since = await repository.read_oldest_stored(db, session_id, seen) if seen else None
        return Place(self._db, session_id, seen, since)

    async def read(self, session_id: UUID, seen: Collection[UUID]) -> Thread:
        """The last messages; with `seen`, all that were stored since the first of those and are not among them."""
        return await (await self.find_place(session_id, seen)).read()

    def _tell(self, signal: Signal) -> None:
        self.hear(signal)
        if self._relay is not None:
            self._relay(signal)

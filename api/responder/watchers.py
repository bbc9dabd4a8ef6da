"""The open pages of a session, as those see them who have something to tell."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from api.responder.schemas import PartialEvent, UnkeptEvent
from api.responder.signals import Signal

MOST_OF_ONE_PERSON = 20
"""Open pages of one person in one process."""


@dataclass(slots=True, eq=False)
class Watcher:
    """One open page. `news` is set when it should look; `partials` are replies on their way, newest text each."""

    news: asyncio.Event = field(default_factory=asyncio.Event)
    has_stored: bool = False
    """Whether there is something to read in the database."""
    partials: dict[UUID, str] = field(default_factory=dict[UUID, str])
    unkept: list[UnkeptEvent] = field(default_factory=list[UnkeptEvent])
    moved_to: UUID | None = None
    has_left: bool = False

    def hear(self, signal: Signal) -> None:
        """Note what has happened. A page that reads slowly gets the newest text of a reply only."""
        match signal.kind:
            case "stored":
                self.has_stored = True
            case "partial" if signal.message_id is not None:
                self.partials[signal.message_id] = signal.text
            case "unkept" if signal.message_id is not None:
                self.unkept = [*self.unkept[-9:], UnkeptEvent(message_id=signal.message_id, text=signal.text)]
                self.has_stored = True
            case "moved":
                self.moved_to, self.has_stored = signal.to, True
            case _:
                return
        self.news.set()

    def leave(self) -> None:
        """The page has gone."""
        self.has_left = True
        self.news.set()

    async def rest(self, at_most_s: float) -> bool:
        """Wait for news, or until it is time to look without any; whether there was news."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(at_most_s):
                await self.news.wait()
        is_woken = self.news.is_set()
        self.news.clear()
        return is_woken

    def take_stored(self) -> bool:
        """Whether something was stored since it was last asked."""
        taken, self.has_stored = self.has_stored, False
        return taken

    def take_partials(self) -> list[PartialEvent]:
        """How far replies have come since it was last asked."""
        taken, self.partials = self.partials, {}
        return [PartialEvent(message_id=message_id, text=text) for message_id, text in taken.items()]

    def take_unkept(self) -> list[UnkeptEvent]:
        """The replies that are kept nowhere, since it was last asked."""
        taken, self.unkept = self.unkept, []
        return taken

    def take_move(self) -> UUID | None:
        """The session that the person has moved to since it was last asked."""
        taken, self.moved_to = self.moved_to, None
        return taken


class Watchers:
    """All open pages of this process."""

    def __init__(self) -> None:
        self._of: dict[UUID, set[Watcher]] = {}
        self._people: Counter[UUID] = Counter()

    @contextmanager
    def admit(self, session_id: UUID) -> Generator[Watcher]:
        """One more page of a session, while the block lasts."""
        watcher = Watcher()
        self._of.setdefault(session_id, set()).add(watcher)
        try:
            yield watcher
        finally:
            rest = self._of[session_id]
            rest.discard(watcher)
            if not rest:
                del self._of[session_id]

    @contextmanager
    def count(self, user_id: UUID) -> Generator[bool]:
        """One more page of a person, while the block lasts; False when it is one too many."""
        self._people[user_id] += 1
        try:
            yield self._people[user_id] <= MOST_OF_ONE_PERSON
        finally:
            self._people[user_id] -= 1
            if not self._people[user_id]:
                del self._people[user_id]

    def count_open(self, session_id: UUID) -> int:
        """How many pages of a session are open."""
        return len(self._of.get(session_id, ()))

    def tell(self, signal: Signal) -> None:
        """Tell the pages of a session."""
        for watcher in self._of.get(signal.session_id, ()):
            watcher.hear(signal)

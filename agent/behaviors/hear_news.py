"""Fetches the session's context anew on news from the service: a nudge in the room, or a number that has grown."""

from collections.abc import Awaitable, Callable

from livekit import rtc

from astra.kit.tasks import TaskGroup

TOPIC = "astra.context"


class NewsListener:
    """Listens in one room; one fetch runs at a time, and a word that comes meanwhile makes one more."""

    def __init__(
        self, room: rtc.Room, *, fetch: Callable[[], Awaitable[None]], known: Callable[[], int], tasks: TaskGroup
    ) -> None:
        self._fetch = fetch
        self._known = known
        self._tasks = tasks
        self._is_fetching = False
        self._is_wanted = False
        room.on("data_received", self._note_packet)

    def note_version(self, version: int) -> None:
        """The service told the version of the session's context."""
        if version > self._known():
            self._want()

    def _note_packet(self, packet: rtc.DataPacket) -> None:
        """Only the server sends without being in the room: nobody in it can make us ask."""
        if packet.topic == TOPIC and packet.participant is None:
            self._want()

    def _want(self) -> None:
        self._is_wanted = True
        if not self._is_fetching:
            self._is_fetching = True
            self._tasks.spawn(self._run(), name="context news")

    async def _run(self) -> None:
        try:
            while self._is_wanted:
                self._is_wanted = False
                await self._fetch()
        finally:
            self._is_fetching = False

"""Hands a reply's text on to speech and keeps all of it, also what speech never takes because it has failed."""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator
from types import TracebackType
from typing import Self

from agent.heard.replies import Reply
from astra.kit.tasks import TaskGroup


class SentText:
    """Reads the source in a task of its own: a consumer that is cancelled does not end the source with it."""

    def __init__(self, source: AsyncIterable[str], reply: Reply) -> None:
        self._source = source
        self._reply = reply
        self._pieces: asyncio.Queue[str | None] = asyncio.Queue()
        self._tasks = TaskGroup()

    async def __aenter__(self) -> Self:
        self._reading = self._tasks.spawn(self._read(), name="sent text")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._tasks.aclose()

    async def pieces(self) -> AsyncIterator[str]:
        """The text, as it comes."""
        while (piece := await self._pieces.get()) is not None:
            yield piece

    async def wait_complete(self) -> None:
        """Return when the reply has been written to its end."""
        await asyncio.wait({self._reading})

    async def _read(self) -> None:
        try:
            async for piece in self._source:
                self._reply.sent += piece
                self._pieces.put_nowait(piece)
        finally:
            self._pieces.put_nowait(None)

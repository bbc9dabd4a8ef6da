"""The Bot API's server in a thread of its own, for tests that hold no event loop."""

import asyncio
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.fakes.telegram_server import TOKEN, TelegramServer

_WITHIN_S = 10.0


@dataclass(frozen=True)
class TelegramThread:
    """A running server: what a service needs to find it, and people who write."""

    server: TelegramServer
    loop: asyncio.AbstractEventLoop

    def environment(self) -> dict[str, str]:
        return {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": self.server.url}

    def write(self, who: int, text: str, number: int) -> None:
        """Somebody writes in their chat with the bot."""
        self.loop.call_soon_threadsafe(self.server.put, self.server.write(who, text, number))


@contextmanager
def telegram_in_thread() -> Generator[TelegramThread]:
    """A server on a free port."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="telegram", daemon=True)
    thread.start()
    server = TelegramServer()
    try:
        asyncio.run_coroutine_threadsafe(server.__aenter__(), loop).result(_WITHIN_S)
        yield TelegramThread(server, loop)
        asyncio.run_coroutine_threadsafe(server.__aexit__(), loop).result(_WITHIN_S)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(_WITHIN_S)
        loop.close()

"""The service on a loop in a thread of its own, for tests whose steps are plain calls: fuzzing, state machines."""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from tests.fakes.proof_world import World, running_world
from tests.fakes.rooms_server import Rooms

T = TypeVar("T")
_PATIENCE_S = 60


@dataclass
class WorldThread:
    """`run` takes a coroutine of the world's loop and gives its result."""

    loop: asyncio.AbstractEventLoop
    world: World = field(init=False)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Wait for `work`."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(_PATIENCE_S)


@contextmanager
def world_thread(folder: Path, rooms: Rooms, **settings: Any) -> Iterator[WorldThread]:
    """A running world; it ends with the block."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="world")
    thread.start()
    running = WorldThread(loop)
    stack = AsyncExitStack()
    try:
        running.world = running.run(stack.enter_async_context(running_world(folder, rooms, **settings)))
        yield running
    finally:
        running.run(stack.aclose())
        loop.call_soon_threadsafe(loop.stop)
        thread.join(_PATIENCE_S)
        loop.close()

"""`WS /api/responder/socket`: the thread of a session as it grows.

The first frame is `messages:init`, then `messages:append` and `reply:partial` as things happen. A page that comes back
names what it has (`seen`) and gets just what it missed. What comes in over the socket is not read: messages are posted.
"""

import asyncio
import contextlib
from itertools import count
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, WebSocket, WebSocketDisconnect

from api.auth.cookie import COOKIE
from api.auth.schemas import SignedIn
from api.responder.schemas import MAX_SEEN, AppendEvent, InitEvent, MovedEvent, Thread
from api.responder.threads import Watcher
from api.root import Root
from api.session.service import find_owned
from astra.contracts.base import Wire
from astra.contracts.errors import AstraError
from astra.kit.tasks import TaskGroup

router = APIRouter()

SIGNED_OUT, UNKNOWN_SESSION, TOO_SLOW = 4401, 4404, 4408
_LOOK_EVERY_S = 5.0
"""How often to look without being woken: another process may have stored something."""
_CHECK_SIGN_IN_EVERY = 6
_SEND_WITHIN_S = 10.0


@router.websocket("/api/responder/socket")
async def follow_thread(
    socket: WebSocket, session_id: UUID, seen: Annotated[list[UUID] | None, Query(max_length=MAX_SEEN)] = None
) -> None:
    """Follow a session until the page leaves, signs out, or reads too slowly."""
    root: Root = socket.app.state.root
    who = await root.accounts.look_up(socket.cookies.get(COOKIE))
    if not _is_ours(socket, root) or who is None:
        await socket.close(SIGNED_OUT)  # before it is accepted: the handshake is answered with 403
        return
    await socket.accept()
    if not await _owns(root, who, session_id):
        await socket.close(UNKNOWN_SESSION)
        return
    errands = TaskGroup()
    with root.writing.threads.watch(session_id) as watcher:
        errands.spawn(_wait_for_leaving(socket, watcher), name="responder.leaving")
        try:
            code = await _Follower(root, socket, session_id, watcher).follow(set(seen or ()))
        except (WebSocketDisconnect, RuntimeError):
            return  # the page went away while something was sent
        finally:
            await errands.aclose()
    if code is not None:
        await socket.close(code)


class _Follower:
    """One open socket, and how far it has been told."""

    def __init__(self, root: Root, socket: WebSocket, session_id: UUID, watcher: Watcher) -> None:
        self._root = root
        self._socket = socket
        self._session_id = session_id
        self._watcher = watcher

    async def follow(self, seen: set[UUID]) -> int | None:
        """Send what happens; the code to close with, None when the page has left."""
        try:
            place = await self._root.writing.threads.find_place(self._session_id, seen)
            thread = await place.read()
            await self._send(InitEvent(**thread.model_dump()))
            for rounds in count(1):
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(_LOOK_EVERY_S):
                        await self._watcher.news.wait()
                if self._watcher.has_left:
                    return None
                self._watcher.news.clear()
                if rounds % _CHECK_SIGN_IN_EVERY == 0 and not await self._is_signed_in():
                    return SIGNED_OUT
                before, thread = thread, await place.read()
                await self._tell(thread, changed=bool(thread.messages) or thread.pending != before.pending)
        except TimeoutError:
            return TOO_SLOW

    async def _tell(self, thread: Thread, *, changed: bool) -> None:
        for partial in self._watcher.take_partials():
            if partial.message_id in thread.pending:
                await self._send(partial)
        if changed:
            await self._send(AppendEvent(**thread.model_dump()))
        if (to := self._watcher.take_move()) is not None:
            await self._send(MovedEvent(session_id=to))

    async def _send(self, event: Wire) -> None:
        async with asyncio.timeout(_SEND_WITHIN_S):
            await self._socket.send_text(event.model_dump_json())

    async def _is_signed_in(self) -> bool:
        who = await self._root.accounts.look_up(self._socket.cookies.get(COOKIE))
        return who is not None and await _owns(self._root, who, self._session_id)


async def _wait_for_leaving(socket: WebSocket, watcher: Watcher) -> None:
    with contextlib.suppress(RuntimeError):
        while (await socket.receive())["type"] != "websocket.disconnect":
            pass
    watcher.has_left = True
    watcher.news.set()


def _is_ours(socket: WebSocket, root: Root) -> bool:
    origin = socket.headers.get("origin")
    return origin is None or origin.lower() in root.settings.page_origins


async def _owns(root: Root, who: SignedIn, session_id: UUID) -> bool:
    async with root.database.read() as db:
        try:
            await find_owned(db, who, session_id)
        except AstraError:
            return False
    return True

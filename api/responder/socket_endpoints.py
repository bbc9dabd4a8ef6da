"""`WS /api/responder/socket`: the thread of a session as it grows.

The first frame is `messages:init`, then `messages:append` and `reply:partial` as things happen. A page that comes back
names what it has (`seen`) and gets just what it missed. What comes in over the socket is not read: messages are posted.
"""

import asyncio
import contextlib
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, WebSocket, WebSocketDisconnect

from api.auth.cookie import COOKIE
from api.auth.schemas import SignedIn
from api.db import AWAY
from api.responder.place import Place
from api.responder.schemas import MAX_SEEN, AppendEvent, InitEvent, MovedEvent, Thread
from api.responder.watchers import Watcher
from api.root import Root
from api.session.service import find_owned
from astra.contracts.base import Wire
from astra.contracts.errors import AstraError
from astra.kit.tasks import TaskGroup

router = APIRouter()

TRY_LATER = 1013
SIGNED_OUT, UNKNOWN_SESSION, TOO_SLOW, TOO_MANY = 4401, 4404, 4408, 4429
_CHECK_SIGN_IN_EVERY_S = 30.0
_BREATH_S = 0.03
"""Between two looks: of a reply that grows faster than this only the newest text is sent."""
_CLOSE_WITHIN_S = 2.0


@router.websocket("/api/responder/socket")
async def follow_thread(
    socket: WebSocket, session_id: UUID, seen: Annotated[list[UUID] | None, Query(max_length=MAX_SEEN)] = None
) -> None:
    """Follow a session until the page leaves, signs out, or reads too slowly."""
    root: Root = socket.app.state.root
    try:
        who = await root.accounts.look_up(socket.cookies.get(COOKIE)) if _is_ours(socket, root) else None
        if who is None:
            await socket.close(SIGNED_OUT)  # before it is accepted: the handshake is answered with 403
            return
        await socket.accept()
        with root.writing.threads.count_page(who.user_id) as is_welcome:
            code = await _follow(root, socket, who, session_id, seen or []) if is_welcome else TOO_MANY
    except (WebSocketDisconnect, RuntimeError):
        return  # the page went away while something was sent
    except AWAY:
        code = TRY_LATER
    if code is not None:
        with contextlib.suppress(TimeoutError, RuntimeError, WebSocketDisconnect):
            async with asyncio.timeout(_CLOSE_WITHIN_S):
                await socket.close(code)


async def _follow(root: Root, socket: WebSocket, who: SignedIn, session_id: UUID, seen: list[UUID]) -> int | None:
    """Send what happens; the code to close with, None when the page has left."""
    if not await _owns(root, who, session_id):
        return UNKNOWN_SESSION
    errands = TaskGroup()
    with root.writing.threads.watch(session_id) as watcher:
        errands.spawn(_wait_for_leaving(socket, watcher), name="responder.leaving")
        try:
            place = await root.writing.threads.find_place(session_id, seen)
            return await _Follower(root, socket, place, watcher).follow()
        finally:
            await errands.aclose()


class _Follower:
    """One open socket, and how far it has been told."""

    def __init__(self, root: Root, socket: WebSocket, place: Place, watcher: Watcher) -> None:
        self._root = root
        self._socket = socket
        self._place = place
        self._watcher = watcher
        self._answered: set[UUID] = set()

    async def follow(self) -> int | None:
        """Send what happens; the code to close with, None when the page has left."""
        settings, clock = self._root.settings, self._root.clock
        try:
            thread = await self._place.read()
            await self._send(InitEvent(**thread.model_dump()))
            checked_at = clock.monotonic()
            while True:
                is_woken = await self._watcher.rest(settings.socket_look_s)
                if self._watcher.has_left:
                    return None
                if clock.monotonic() - checked_at >= _CHECK_SIGN_IN_EVERY_S:
                    checked_at = clock.monotonic()
                    if await self._root.accounts.look_up(self._socket.cookies.get(COOKIE)) is None:
                        return SIGNED_OUT
                thread = await self._tell(thread, is_woken=is_woken)
                await asyncio.sleep(_BREATH_S)
        except AstraError:
            return UNKNOWN_SESSION  # deleted while it was open
        except _TooSlowError:
            return TOO_SLOW

    async def _tell(self, before: Thread, *, is_woken: bool) -> Thread:
        for partial in self._watcher.take_partials():
            if partial.message_id not in self._answered:
                await self._send(partial)
        for unkept in self._watcher.take_unkept():
            self._answered.add(unkept.message_id)
            await self._send(unkept)
        has_stored = self._watcher.take_stored()
        if is_woken and not has_stored:
            return before
        thread = await self._place.read(is_woken=has_stored)
        self._answered |= {m.message_id for m in thread.messages if m.message_id is not None and m.role == "assistant"}
        if thread.messages or thread.pending != before.pending:
            await self._send(AppendEvent(**thread.model_dump()))
        if (to := self._watcher.take_move()) is not None:
            await self._send(MovedEvent(session_id=to))
        return thread

    async def _send(self, event: Wire) -> None:
        try:
            async with asyncio.timeout(self._root.settings.socket_send_s):
                await self._socket.send_text(event.model_dump_json())
        except TimeoutError:
            raise _TooSlowError from None


class _TooSlowError(Exception):
    """The page has not read what it was sent."""


async def _wait_for_leaving(socket: WebSocket, watcher: Watcher) -> None:
    with contextlib.suppress(RuntimeError):
        while (await socket.receive())["type"] != "websocket.disconnect":
            pass
    watcher.leave()


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

"""Both peers behind one face: something to ask for a token, and something to tell that the talk is over."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from types import TracebackType
from typing import Protocol, Self

import httpx
from livekit import api

from astra.kit.clock import SYSTEM_CLOCK
from astra.kit.ids import new_id
from astra.kit.tasks import TaskGroup

STARTER_NAME = "starter"
"""The name that bench/starter.py registers under."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """Where to call. `session` names the talk when closing it; `asked_s` is when the token was asked for."""

    session: str
    url: str
    token: str
    asked_s: float


class Peer(Protocol):
    """Something that can be called."""

    name: str

    async def open(self) -> Ticket:
        """Ask for a room with an agent on its way."""
        ...

    async def close(self, ticket: Ticket) -> None:
        """End the talk and its room."""
        ...

    async def renew(self, ticket: Ticket) -> Ticket:
        """From one talk to the next, in the order in which this peer's page does it."""
        ...


class Starter:
    """LiveKit's way: a token that carries the dispatch, made here at no cost; closing deletes the room."""

    name = "starter"

    def __init__(self, url: str, key: str, secret: str) -> None:
        self._url, self._key, self._secret = url, key, secret
        self._api = api.LiveKitAPI(url, key, secret)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self._api.aclose()

    async def open(self) -> Ticket:
        """Write a token for a new room."""
        asked_s, room = SYSTEM_CLOCK.monotonic(), f"bench-{new_id()}"
        token = (
            api.AccessToken(self._key, self._secret)
            .with_identity(f"caller-{new_id()}")
            .with_ttl(timedelta(minutes=10))
            .with_grants(api.VideoGrants(room_join=True, room=room))
            .with_room_config(api.RoomConfiguration(agents=[api.RoomAgentDispatch(agent_name=STARTER_NAME)]))
        )
        return Ticket(session=room, url=self._url, token=token.to_jwt(), asked_s=asked_s)

    async def close(self, ticket: Ticket) -> None:
        """Delete the room; it may be gone already."""
        try:
            await self._api.room.delete_room(api.DeleteRoomRequest(room=ticket.session))
        except api.TwirpError as error:
            if error.code != api.TwirpErrorCode.NOT_FOUND:
                raise

    async def renew(self, ticket: Ticket) -> Ticket:
        """Delete the room, then open another; there is nothing to keep."""
        await self.close(ticket)
        return await self.open()


class Astra:
    """Astra's way, over HTTP as the page does it."""

    name = "astra"

    def __init__(self, service_url: str) -> None:
        self._http = httpx.AsyncClient(base_url=service_url, headers={"x-astra": "1"}, timeout=10.0, trust_env=False)
        self._closing = TaskGroup()

    async def __aenter__(self) -> Self:
        (await self._http.post("/api/auth/guest", json={})).raise_for_status()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self._closing.aclose()
        await self._http.aclose()

    async def open(self) -> Ticket:
        """`POST /api/session`, as a click names it."""
        asked_s = SYSTEM_CLOCK.monotonic()
        answer = await self._http.post("/api/session", json={}, headers={"idempotency-key": str(new_id())})
        answer.raise_for_status()
        body = answer.json()
        return Ticket(session=body["session_id"], url=body["url"], token=body["token"], asked_s=asked_s)

    async def close(self, ticket: Ticket) -> None:
        """`DELETE /api/session/{id}`."""
        (await self._http.delete(f"/api/session/{ticket.session}")).raise_for_status()

    async def renew(self, ticket: Ticket) -> Ticket:
        """The next talk is opened while this one is saved; the old room is closed behind the caller's back."""
        following, _ = await asyncio.gather(self.open(), self._save(ticket))
        self._closing.spawn(self.close(ticket), name="close")
        return following

    async def _save(self, ticket: Ticket) -> None:
        """`POST /api/users/sessions/save` with what a page would have on its screen."""
        now_ms = int(SYSTEM_CLOCK.now().timestamp() * 1000)
        messages = [{"role": "user", "text": "hello there", "timestamp": now_ms}]
        body = {"session_id": ticket.session, "messages": messages}
        (await self._http.post("/api/users/sessions/save", json=body)).raise_for_status()

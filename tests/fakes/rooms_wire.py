"""Clients that speak the signalling and worker sockets by hand, for what no SDK would send or show."""

import asyncio
import base64
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
from livekit import api
from livekit.protocol import agent, models, rtc

from tests.fakes.rooms_server import Rooms


class Signal:
    """An open signalling socket."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def send(self, **message: Any) -> None:
        await self.socket.send_bytes(rtc.SignalRequest(**message).SerializeToString())

    async def receive(self, kind: str, deadline_s: float = 5) -> Any:
        """The next response of that kind; others are skipped."""
        async with asyncio.timeout(deadline_s):
            while True:
                frame = await self.socket.receive()
                if frame.type is not aiohttp.WSMsgType.BINARY:
                    raise AssertionError(f"closed with {self.socket.close_code} while waiting for {kind}")
                response = rtc.SignalResponse.FromString(frame.data)
                if response.WhichOneof("message") == kind:
                    return getattr(response, kind)

    async def close_code(self, deadline_s: float = 5) -> int | None:
        """The code with which the server closes."""
        async with asyncio.timeout(deadline_s):
            while (await self.socket.receive()).type is aiohttp.WSMsgType.BINARY:
                pass
        return self.socket.close_code


def join_parameter(**fields: Any) -> str:
    """A `join_request` as clients send it, not compressed."""
    request = rtc.JoinRequest(
        client_info=models.ClientInfo(version="test"),
        connection_settings=rtc.ConnectionSettings(auto_subscribe=True),
        **fields,
    )
    wrapped = rtc.WrappedJoinRequest(join_request=request.SerializeToString())
    return base64.urlsafe_b64encode(wrapped.SerializeToString()).decode().rstrip("=")


@contextlib.asynccontextmanager
async def signalling(rooms: Rooms, token: str, **fields: Any) -> AsyncIterator[Signal]:
    """Open `/rtc/v1` with a join request made of `fields`."""
    url = f"{rooms.http}/rtc/v1"
    headers = {"Authorization": f"Bearer {token}"}
    async with (
        aiohttp.ClientSession() as http,
        http.ws_connect(url, params={"join_request": join_parameter(**fields)}, headers=headers) as socket,
    ):
        yield Signal(socket)


class HandWorker:
    """A registered agent worker that answers as the test tells it to."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def send(self, **message: Any) -> None:
        await self.socket.send_bytes(agent.WorkerMessage(**message).SerializeToString())

    async def receive(self, kind: str, deadline_s: float = 10) -> Any:
        """The next server message of that kind; others are skipped."""
        async with asyncio.timeout(deadline_s):
            while True:
                frame = await self.socket.receive()
                if frame.type is not aiohttp.WSMsgType.BINARY:
                    raise AssertionError(f"closed with {self.socket.close_code} while waiting for {kind}")
                message = agent.ServerMessage.FromString(frame.data)
                if message.WhichOneof("message") == kind:
                    return getattr(message, kind)

    async def nothing(self, kind: str, for_s: float) -> None:
        """Fails when a message of that kind comes."""
        with contextlib.suppress(TimeoutError):
            raise AssertionError(f"unexpected: {await self.receive(kind, for_s)}")

    async def accept(self, job: agent.Job, identity: str = "") -> agent.JobAssignment:
        """Take a job and wait for its assignment."""
        name = identity or f"agent-{job.id}"
        await self.send(
            availability=agent.AvailabilityResponse(job_id=job.id, available=True, participant_identity=name)
        )
        return await self.receive("assignment")

    async def refuse(self, job: agent.Job, *, terminate: bool = False) -> None:
        await self.send(availability=agent.AvailabilityResponse(job_id=job.id, available=False, terminate=terminate))


@contextlib.asynccontextmanager
async def hand_worker(
    rooms: Rooms, agent_name: str, kind: agent.JobType = agent.JT_ROOM, **fields: Any
) -> AsyncIterator[HandWorker]:
    """Register a worker; the socket closes at the end."""
    made = api.AccessToken(rooms.key, rooms.secret).with_grants(api.VideoGrants(agent=True)).to_jwt()
    async with (
        aiohttp.ClientSession() as http,
        http.ws_connect(f"{rooms.http}/agent", headers={"Authorization": f"Bearer {made}"}) as socket,
    ):
        worker = HandWorker(socket)
        await worker.send(register=agent.RegisterWorkerRequest(type=kind, agent_name=agent_name, **fields))
        await worker.receive("register")
        yield worker

"""The room server, through livekit-api. Every failure of it is an `AstraError` that names the hop."""

import base64
import hashlib
import hmac
from collections.abc import AsyncGenerator, Collection
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID

import aiohttp
import jwt
import structlog
from google.protobuf.message import DecodeError
from livekit import api
from livekit.protocol.agent_dispatch import JobRestartPolicy
from livekit.protocol.models import DataPacket, ParticipantInfo

from api.room.schemas import Dispatch, Occupancy
from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.session import DispatchMetadata
from astra.kit.ids import new_secret

_log = structlog.get_logger(__name__)

TOKEN_TTL = timedelta(minutes=10)
EMPTY_TIMEOUT_S = 60
"""How long a new room waits for its first person."""
_TIMEOUT_S = 5
_SILENT_AFTER_S = 2
_AGENT = ParticipantInfo.Kind.AGENT
_NEVER = JobRestartPolicy.JRP_NEVER  # whoever watches the rooms sends the next agent; two senders would send two


def name_user(user_id: UUID) -> str:
    """The identity of a person in their room."""
    return f"user-{user_id}"


class Rooms:
    """Makes, looks at and closes rooms, and writes the tokens that open them."""

    def __init__(self, url: str, key: str, secret: str, *, agent_name: str, departure_s: float) -> None:
        self._url, self._key, self._secret = url, key, secret
        self._agent_name = agent_name
        self._departure_s = departure_s
        self._api: api.LiveKitAPI | None = None

    async def aclose(self) -> None:
        """Close the connections to the room server."""
        if self._api is not None:
            await self._api.aclose()
            self._api = None

    def new_name(self) -> str:
        """A room's name that nobody can guess."""
        return f"room-{new_secret(18)}"

    async def open(self, room: str, session_id: UUID) -> None:
        """Make the room with an agent on its way into it."""
        agent = api.RoomAgentDispatch(
            agent_name=self._agent_name, metadata=_describe(session_id), restart_policy=_NEVER
        )
        request = api.CreateRoomRequest(
            name=room,
            empty_timeout=EMPTY_TIMEOUT_S,
            departure_timeout=max(1, round(self._departure_s)),
            agents=[agent],
        )
        async with self._calling("create_room") as server:
            await server.room.create_room(request)

    async def close(self, room: str) -> None:
        """Delete the room, and with it everybody's connection. Harmless when it is gone already."""
        async with self._calling("delete_room") as server:
            try:
                await server.room.delete_room(api.DeleteRoomRequest(room=room))
            except api.TwirpError as error:
                if error.code != api.TwirpErrorCode.NOT_FOUND:
                    raise

    async def list_alive(self, names: Collection[str] | None = None) -> frozenset[str]:
        """The names of the rooms that exist, of all or of those named."""
        if names is not None and not names:
            return frozenset()
        async with self._calling("list_rooms") as server:
            answer = await server.room.list_rooms(api.ListRoomsRequest(names=list(names or ())))
        return frozenset(room.name for room in answer.rooms)

    async def look_into(self, room: str, user_identity: str) -> Occupancy:
        """Who is in the room; an empty picture when it is gone."""
        async with self._calling("list_participants") as server:
            try:
                answer = await server.room.list_participants(api.ListParticipantsRequest(room=room))
            except api.TwirpError as error:
                if error.code != api.TwirpErrorCode.NOT_FOUND:
                    raise
                return Occupancy(user_present=False, agents=())
        present = [p for p in answer.participants if p.state != ParticipantInfo.State.DISCONNECTED]
        return Occupancy(
            user_present=any(p.identity == user_identity and p.kind != _AGENT for p in present),
            agents=tuple(p.identity for p in present if p.kind == _AGENT),
        )

    async def list_dispatches(self, room: str) -> tuple[Dispatch, ...]:
        """Our agent's dispatches in a room."""
        async with self._calling("list_dispatch") as server:
            try:
                found = await server.agent_dispatch.list_dispatch(room)
            except api.TwirpError as error:
                if error.code != api.TwirpErrorCode.NOT_FOUND:
                    raise
                return ()
        return tuple(
            Dispatch(id=item.id, created_at=_moment(item.state.created_at))
            for item in found
            if item.agent_name == self._agent_name
        )

    async def send_agent(self, room: str, session_id: UUID, *, instead_of: Collection[Dispatch] = ()) -> None:
        """Send one agent into the room, after withdrawing the dispatches that it replaces."""
        async with self._calling("create_dispatch") as server:
            for old in instead_of:
                try:
                    await server.agent_dispatch.delete_dispatch(old.id, room)
                except api.TwirpError as error:
                    if error.code != api.TwirpErrorCode.NOT_FOUND:
                        raise
            await server.agent_dispatch.create_dispatch(
                api.CreateAgentDispatchRequest(
                    agent_name=self._agent_name, room=room, metadata=_describe(session_id), restart_policy=_NEVER
                )
            )

    async def send_to_agents(self, room: str, topic: str) -> None:
        """A packet without content to the agents in a room; nothing when there is none or the room is gone."""
        async with self._calling("send_data") as server:
            try:
                answer = await server.room.list_participants(api.ListParticipantsRequest(room=room))
                agents = [p.identity for p in answer.participants if p.kind == _AGENT]
                if agents:
                    packet = api.SendDataRequest(
                        room=room, data=b"{}", kind=DataPacket.RELIABLE, topic=topic, destination_identities=agents
                    )
                    await server.room.send_data(packet)
            except api.TwirpError as error:
                if error.code != api.TwirpErrorCode.NOT_FOUND:
                    raise

    def write_token(self, room: str, user_id: UUID) -> str:
        """A token that lets this person join this room within ten minutes, speak, listen and type; nothing else."""
        grants = api.VideoGrants(
            room_join=True,
            room=room,
            can_publish=True,
            can_publish_sources=["microphone"],
            can_subscribe=True,
            can_publish_data=True,
            can_update_own_metadata=False,
        )
        token = api.AccessToken(self._key, self._secret).with_identity(name_user(user_id))
        return token.with_ttl(TOKEN_TTL).with_grants(grants).to_jwt()

    def is_signed(self, body: bytes, token: str) -> bool:
        """Whether a webhook's token was made with our key, and for this body."""
        try:
            claims = api.TokenVerifier(self._key, self._secret).verify(token.removeprefix("Bearer "))
        except (jwt.PyJWTError, ValueError, TypeError):
            return False
        digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
        return hmac.compare_digest(claims.sha256 or "", digest)

    @asynccontextmanager
    async def _calling(self, call: str) -> AsyncGenerator[api.LiveKitAPI]:
        if self._api is None:
            timeout = aiohttp.ClientTimeout(total=_TIMEOUT_S, sock_connect=_SILENT_AFTER_S)
            self._api = api.LiveKitAPI(self._url, self._key, self._secret, timeout=timeout, failover=False)
        try:
            yield self._api
        except (aiohttp.ClientError, OSError, TimeoutError, DecodeError, api.TwirpError, ValueError) as error:
            _log.warning("rooms.call_failed", call=call, error=type(error).__name__)
            refused = isinstance(error, api.TwirpError) and error.status in {401, 403}
            message = "The room server refuses our key." if refused else "The room server can't be reached."
            raise AstraError(ErrorCode.UNAVAILABLE, message, field="rooms", retryable=True) from error


def _describe(session_id: UUID) -> str:
    return DispatchMetadata(session_id=session_id).model_dump_json()


def _moment(stamp: int) -> datetime:
    """Servers stamp dispatches in nanoseconds; a small one may do so in seconds or milliseconds."""
    seconds = float(stamp)
    while seconds > 1e11:
        seconds /= 1e3
    return datetime.fromtimestamp(seconds, UTC)

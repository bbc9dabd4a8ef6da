"""What the parts of one room server share, and the rooms that are open."""

import asyncio
import secrets

import structlog
from livekit.protocol import models
from livekit.protocol.room import CreateRoomRequest, RoomConfiguration

from local.kit.clock import Clock
from local.kit.tasks import TaskGroup
from local.rooms.agents.dispatcher import Dispatcher
from local.rooms.ids import Kind, new_sid
from local.rooms.media.peer import MediaHost
from local.rooms.participant import Participant
from local.rooms.room import Room
from local.rooms.service.webhooks import Webhooks
from local.rooms.settings import PROTOCOL_VERSION, SERVER_VERSION, Settings
from local.rooms.tokens import Tokens

_FLUSH_S = 0.2

_log = structlog.get_logger(__name__)


class ServerFullError(Exception):
    """No more rooms or participants; the text says which."""


class RoomServer:
    """The rooms of one process."""

    def __init__(self, settings: Settings, clock: Clock, media: MediaHost, errands: TaskGroup) -> None:
        self.settings = settings
        self.clock = clock
        self.media = media
        self.errands = errands
        self.tokens = Tokens(settings.api_key, settings.api_secret)
        self.rooms: dict[str, Room] = {}
        self.info = models.ServerInfo(
            edition=models.ServerInfo.Standard,
            version=SERVER_VERSION,
            protocol=PROTOCOL_VERSION,
            node_id=new_sid(Kind.NODE),
            agent_protocol=1,
        )
        self.sif_trailer = secrets.token_bytes(12)
        self.webhooks = Webhooks(settings, clock, self.tokens, errands)
        self.dispatcher = Dispatcher(settings, clock, self.tokens, errands, self.info)

    @property
    def participants(self) -> list[Participant]:
        """Everybody in every room."""
        return [member for room in self.rooms.values() for member in room.members.values()]

    def open(self, name: str, wish: CreateRoomRequest | RoomConfiguration | None = None) -> Room:
        """The room of that name, made now if need be; a token's wishes count only then. Raises `ServerFullError`."""
        room = self.rooms.get(name)
        if room is not None:
            if isinstance(wish, CreateRoomRequest):
                room.configure(wish)
                self.dispatcher.add_missing(room, wish.agents)
            return room
        if len(self.rooms) >= self.settings.limits.rooms:
            raise ServerFullError("no more rooms can be opened on this server")
        room = self.rooms[name] = Room(self, name)
        if wish is not None:
            room.configure(wish)
        _log.info("room.opened", sid=room.info.sid)
        self.webhooks.send("room_started", room=room.snapshot())
        self.dispatcher.room_opened(room, wish.agents if wish is not None else ())
        return room

    def close_room(self, room: Room, reason: models.DisconnectReason) -> None:
        """End a room; its name is free at once."""
        if self.rooms.get(room.name) is room:
            del self.rooms[room.name]
        room.close(reason)

    async def pause(self, seconds: float) -> None:
        """Wait, as long as the loop runs."""
        await asyncio.sleep(seconds)

    async def aclose(self) -> None:
        """Tell everybody, then stop everything that runs in the background."""
        for room in list(self.rooms.values()):
            self.close_room(room, models.SERVER_SHUTDOWN)
        await self.dispatcher.aclose()
        await self.webhooks.flush(_FLUSH_S)
        await asyncio.sleep(_FLUSH_S)
        await self.errands.aclose()
        await self.webhooks.aclose()

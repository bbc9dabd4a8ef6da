"""One participant of a room: who it is, what it may do, its signalling socket, its transports, and how it leaves."""

from typing import TYPE_CHECKING, Any

import structlog
from livekit import api
from livekit.api.access_token import Claims
from livekit.protocol import models, rtc

from local.kit.clock import Clock
from local.rooms.bucket import TokenBucket
from local.rooms.connections import DualConnection, Link, SingleConnection
from local.rooms.ids import Kind, new_sid
from local.rooms.joining import Join
from local.rooms.media.peer import Peer
from local.rooms.publishing import Publishing, read_reports
from local.rooms.settings import Limits
from local.rooms.signal_socket import SignalSocket
from local.rooms.subscribing import Subscribing
from local.rooms.tokens import participant_kind, permission_of

if TYPE_CHECKING:
    from local.rooms.room import Room

_log = structlog.get_logger(__name__)


class Participant:
    """A member of a room from its join request until it has left; clients that reconnect in time keep it."""

    def __init__(self, room: "Room", claims: Claims, join: Join) -> None:
        self.room = room
        self.claims = claims
        self.clock: Clock = room.server.clock
        self.limits: Limits = room.server.settings.limits
        self.info = _describe(claims, join, self.clock)
        self.client = join.client
        self.signal: SignalSocket | None = None
        self.signal_lost_at_s: float | None = self.clock.monotonic()
        self.orphaned_at_s: float | None = None
        self.gone = False
        self.last_reliable_sequence = 0
        self.quality: models.ConnectionQuality | None = None
        self.data_allowance = TokenBucket(
            self.clock, per_s=self.limits.data_packets_per_s, burst=self.limits.data_burst
        )
        self.publishing = Publishing(self)
        self.subscribing = Subscribing(self, automatic=join.auto_subscribe)
        connection = DualConnection if join.dual else SingleConnection
        self.link: Link = connection(self, room.server.media)
        self.dual = join.dual

    @property
    def sid(self) -> str:
        """The id of this stay."""
        return self.info.sid

    @property
    def identity(self) -> str:
        """The name that the token gives; one participant of a room has it at a time."""
        return self.info.identity

    @property
    def active(self) -> bool:
        """The transport is up and it hasn't left."""
        return self.info.state == models.ParticipantInfo.ACTIVE

    @property
    def hidden(self) -> bool:
        """Others don't learn of it."""
        return self.info.permission.hidden

    @property
    def cut_off(self) -> bool:
        """The client closed its transport for good; only joining anew helps."""
        return self.link.subscriber.closed_by_peer

    @property
    def is_agent(self) -> bool:
        """It came in with a job."""
        return self.info.kind == models.ParticipantInfo.AGENT

    def send(self, **message: Any) -> None:
        """Send one signal response, named by its field; dropped while no socket is open."""
        if self.signal is not None:
            self.signal.send(rtc.SignalResponse(**message))

    def snapshot(self) -> models.ParticipantInfo:
        """The present state with its live tracks."""
        del self.info.tracks[:]
        self.info.tracks.extend(track.info for track in self.publishing.live)
        return self.info

    def attach(self, signal: SignalSocket) -> None:
        """Speak through this socket from now on; the one before is closed."""
        before, self.signal = self.signal, signal
        self.signal_lost_at_s = None
        if before is not None:
            before.close()

    def detach(self, signal: SignalSocket) -> None:
        """This socket is closed; if it is still the current one, the time to come back begins."""
        if self.signal is signal:
            self.signal = None
            self.signal_lost_at_s = self.clock.monotonic()

    def refresh_token(self) -> None:
        """Hand the client a fresh token, with which it may come back for another ten minutes."""
        token = self.room.server.tokens.refresh(
            self.claims,
            name=self.info.name,
            metadata=self.info.metadata,
            attributes=dict(self.info.attributes),
        )
        self.send(refresh_token=token)

    def leave(
        self,
        reason: models.DisconnectReason,
        *,
        tell: bool = True,
        action: rtc.LeaveRequest.Action = rtc.LeaveRequest.DISCONNECT,
    ) -> None:
        """Take it out of the room now; transports close a moment later, after the client has read why."""
        if self.gone:
            return
        self.gone = True
        _log.info("participant.left", sid=self.sid, reason=models.DisconnectReason.Name(reason))
        if tell:
            can_reconnect = action != rtc.LeaveRequest.DISCONNECT
            self.send(leave=rtc.LeaveRequest(reason=reason, action=action, can_reconnect=can_reconnect))
        was_active = self.active
        self.info.state = models.ParticipantInfo.DISCONNECTED
        self.info.disconnect_reason = reason
        self.room.remove(self, was_active=was_active)
        self.subscribing.release_all()
        if self.signal is not None:
            self.signal.close()
        self.room.server.errands.spawn(self._close_link(), name="participant.close")

    def on_connected(self, peer: Peer) -> None:
        """From the transport: the one that the client hears with makes it a full member."""
        if peer is self.link.subscriber and not self.gone and not self.active:
            self.info.state = models.ParticipantInfo.ACTIVE
            _log.info("participant.active", sid=self.sid)
            self.room.welcome(self)

    def on_failed(self) -> None:
        """From the transport: no handshake, no stay."""
        self.leave(models.JOIN_FAILURE)

    def on_rtp(self, packet: bytes) -> None:
        """From the transport: media."""
        self.publishing.on_rtp(packet)

    def on_rtcp(self, packet: bytes) -> None:
        """From the transport: reports about what it sends and what it hears."""
        senders, blocks = read_reports(packet)
        for report in senders:
            self.publishing.on_sender_report(report)
        for block in blocks:
            self.subscribing.on_report_block(block)

    def on_data(self, label: str, message: bytes) -> None:
        """From the transport: a data packet."""
        self.room.data.on_message(self, label, message)

    async def _close_link(self) -> None:
        await self.room.server.pause(self.room.server.settings.timeouts.close_linger_s)
        await self.link.close()


def _describe(claims: Claims, join: Join, clock: Clock) -> models.ParticipantInfo:
    grants = claims.video or api.VideoGrants()
    may_update = bool(grants.can_update_own_metadata)
    info = models.ParticipantInfo(
        sid=new_sid(Kind.PARTICIPANT),
        identity=claims.identity,
        name=claims.name or "",
        metadata=(join.metadata if may_update else "") or claims.metadata or "",
        state=models.ParticipantInfo.JOINING,
        joined_at=clock.wall_s(),
        joined_at_ms=clock.wall_ms(),
        client_protocol=join.client.client_protocol,
        capabilities=join.client.capabilities,
        version=1,
        kind=participant_kind(claims),
        permission=permission_of(grants),
    )
    info.attributes.update({**(claims.attributes or {}), **(join.attributes if may_update else {})})
    return info

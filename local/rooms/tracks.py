"""A published audio track and the subscriptions that its packets are forwarded to."""

from typing import TYPE_CHECKING

from livekit.protocol import models

from local.rooms.ids import new_ssrc
from local.rooms.media.descriptions import OFFERED_OPUS, Sending
from local.rooms.media.peer import Peer
from local.rooms.media.reception import Reception
from local.rooms.media.rtcp import SenderReport, write_sender_report
from local.rooms.media.rtp import RtpPacket, write_rtp
from local.rooms.speaking import LevelMeter

if TYPE_CHECKING:
    from local.rooms.participant import Participant


class Track:
    """What a participant publishes. Live from the moment an offer has bound it to a media section."""

    def __init__(self, publisher: "Participant", info: models.TrackInfo, cid: str) -> None:
        self.publisher = publisher
        self.info = info
        self.cid = cid
        self.mid: str | None = None
        self.live = False
        self.meter = LevelMeter()
        self.receptions: dict[int, Reception] = {}
        self.subscriptions: dict[str, Subscription] = {}

    @property
    def sid(self) -> str:
        """The track's id."""
        return self.info.sid

    def forward(self, packet: RtpPacket) -> None:
        """Send a packet on to every subscription that is on."""
        if self.info.muted:
            return
        if packet.level_dbov is not None:
            self.meter.observe(packet.level_dbov)
        for subscription in self.subscriptions.values():
            if subscription.flowing:
                subscription.peer.send_rtp(
                    write_rtp(packet, payload_type=subscription.payload_type, ssrc=subscription.ssrc)
                )

    def forward_report(self, report: SenderReport) -> None:
        """Tell the subscribers how RTP time and wall time go together."""
        for subscription in self.subscriptions.values():
            if subscription.flowing:
                subscription.peer.send_rtcp(write_sender_report(report, ssrc=subscription.ssrc))


class Subscription:
    """One participant's copy of a track: its own source id, its own media section."""

    def __init__(self, track: Track, subscriber: "Participant", peer: Peer) -> None:
        self.track = track
        self.subscriber = subscriber
        self.peer = peer
        self.ssrc = new_ssrc()
        self.payload_type = OFFERED_OPUS
        self.mid: str | None = None
        self.negotiated = False
        self.paused = False
        self.loss = 0.0

    @property
    def flowing(self) -> bool:
        """Packets are to be sent."""
        return self.negotiated and not self.paused

    def sending(self) -> Sending:
        """How SDP describes it."""
        return Sending(self.track.publisher.sid, self.track.sid, self.ssrc)

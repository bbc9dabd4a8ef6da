"""What one participant publishes: tracks it announced, the sections and sources they arrive on, who may hear them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from livekit.protocol import models, rtc

from local.rooms.ids import Kind, new_sid, new_ssrc
from local.rooms.media.reception import Reception
from local.rooms.media.rtcp import ReportBlock, SenderReport, parse_rtcp, write_receiver_report
from local.rooms.media.rtp import ExtensionIds, parse_rtp
from local.rooms.media.sdp import AUDIO_LEVEL_URI, MID_URI, Section
from local.rooms.tracks import Track

if TYPE_CHECKING:
    from local.rooms.participant import Participant

_MAX_SOURCES = 64


class PublishRefusedError(Exception):
    """The track can't be published; `reason` is LiveKit's code for why."""

    def __init__(self, reason: rtc.RequestResponse.Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


class Publishing:
    """The sending side of one participant."""

    def __init__(self, owner: "Participant") -> None:
        self._owner = owner
        self.tracks: dict[str, Track] = {}
        self._by_ssrc: dict[int, Track] = {}
        self._by_mid: dict[str, Track] = {}
        self._unclaimed: dict[str, Section] = {}
        self._extensions = ExtensionIds()
        self._reporter_ssrc = new_ssrc()
        self._loss: float = 0.0
        self._audience: rtc.SubscriptionPermission | None = None

    @property
    def live(self) -> list[Track]:
        """Tracks that others can see."""
        return [track for track in self.tracks.values() if track.live]

    def announce(self, request: rtc.AddTrackRequest) -> Track:
        """Take a request to publish. Raises `PublishRefusedError`."""
        self._check(request)
        owner = self._owner
        info = models.TrackInfo(
            sid=new_sid(Kind.TRACK),
            type=models.AUDIO,
            name=request.name,
            muted=request.muted,
            source=request.source,
            disable_dtx=request.disable_dtx,
            stereo=request.stereo,
            disable_red=True,
            encryption=request.encryption,
            stream=request.stream or "camera",
            mime_type="audio/opus",
            audio_features=request.audio_features,
            codecs=[models.SimulcastCodecInfo(mime_type="audio/opus", cid=request.cid)],
            version=models.TimedVersion(unix_micro=owner.clock.wall_ns() // 1000),
        )
        track = Track(owner, info, request.cid)
        self.tracks[track.sid] = track
        return track

    def claim_waiting_section(self, track: Track) -> bool:
        """Bind a track whose section was offered before it was announced; True when it is live by that."""
        for mid, section in list(self._unclaimed.items()):
            if track.cid in section.track_ids:
                del self._unclaimed[mid]
                self._attach(track, section)
                track.live = True
                return True
        return False

    def bind(self, sections: Iterable[Section]) -> tuple[dict[str, Track], list[Track], list[Track]]:
        """Match the sections of an offer that send with announced tracks → by mid, newly live ones, ended ones."""
        self._unclaimed.clear()
        bound: dict[str, Track] = {}
        for section in sections:
            if (track := self._match(section, bound.values())) is None:
                self._unclaimed[section.mid] = section
                continue
            self._attach(track, section)
            bound[section.mid] = track
        new = [track for track in bound.values() if not track.live]
        for track in new:
            track.live = True
        kept = {track.sid for track in bound.values()}
        return bound, new, [track for track in self.live if track.sid not in kept]

    def drop(self, track: Track) -> None:
        """Forget a track and where it arrived."""
        self.tracks.pop(track.sid, None)
        track.live = False
        self._by_ssrc = {ssrc: t for ssrc, t in self._by_ssrc.items() if t is not track}
        self._by_mid = {mid: t for mid, t in self._by_mid.items() if t is not track}

    def on_rtp(self, data: bytes) -> None:
        """A decrypted packet from this participant."""
        packet = parse_rtp(data, self._extensions)
        if packet is None:
            return
        track = self._by_ssrc.get(packet.ssrc)
        if track is None:
            track = self._by_mid.get(packet.mid) if packet.mid else None
            if track is None or len(self._by_ssrc) >= _MAX_SOURCES:
                return
            self._by_ssrc[packet.ssrc] = track
        reception = track.receptions.get(packet.ssrc)
        if reception is None:
            reception = track.receptions[packet.ssrc] = Reception(packet.ssrc)
        reception.observe(packet.sequence, packet.timestamp, self._owner.clock.monotonic())
        track.forward(packet)

    def on_sender_report(self, report: SenderReport) -> None:
        """The publisher's clock: passed on, and quoted in the next receiver report."""
        if (track := self._by_ssrc.get(report.ssrc)) is None:
            return
        if (reception := track.receptions.get(report.ssrc)) is not None:
            reception.observe_report(report, self._owner.clock.monotonic())
        track.forward_report(report)

    def receiver_report(self) -> bytes | None:
        """What to tell this publisher about its packets; None when nothing of it has arrived."""
        now_s = self._owner.clock.monotonic()
        blocks = [
            block
            for track in self.live
            for reception in track.receptions.values()
            if (block := reception.report(now_s)) is not None
        ]
        if not blocks:
            self._loss = 0.0
            return None
        self._loss = max(block.fraction_lost / 256 for block in blocks)
        return write_receiver_report(blocks, ssrc=self._reporter_ssrc)

    @property
    def loss(self) -> float:
        """The share of packets that was lost on the way here, 0 … 1, at the last report."""
        return self._loss

    def restrict(self, audience: rtc.SubscriptionPermission) -> None:
        """Let only those named hear this participant's tracks."""
        self._audience = audience

    def may_hear(self, subscriber: "Participant", track: Track) -> bool:
        """Whether the publisher lets `subscriber` have `track`."""
        if self._audience is None or self._audience.all_participants:
            return True
        return any(
            _names(entry, subscriber) and (entry.all_tracks or track.sid in entry.track_sids)
            for entry in self._audience.track_permissions
        )

    def _check(self, request: rtc.AddTrackRequest) -> None:
        permission = self._owner.info.permission
        limits = self._owner.limits
        if request.type != models.AUDIO:
            kind = models.TrackType.Name(request.type).lower()
            raise PublishRefusedError(
                rtc.RequestResponse.UNSUPPORTED_TYPE, f"{kind} is not supported: this server carries audio"
            )
        sources = permission.can_publish_sources
        if not permission.can_publish or (sources and request.source not in sources):
            source = models.TrackSource.Name(request.source).lower()
            raise PublishRefusedError(rtc.RequestResponse.NOT_ALLOWED, f"may not publish from source {source}")
        if len(self.tracks) >= limits.tracks_per_participant:
            raise PublishRefusedError(rtc.RequestResponse.LIMIT_EXCEEDED, "too many tracks")
        if len(request.name) > limits.name_chars or len(request.cid) > limits.name_chars:
            raise PublishRefusedError(rtc.RequestResponse.LIMIT_EXCEEDED, "name or cid too long")

    def _match(self, section: Section, taken: Iterable[Track]) -> Track | None:
        used = {track.sid for track in taken}
        ids = section.track_ids
        free = [track for track in self.tracks.values() if track.sid not in used]
        named = next((track for track in free if track.cid in ids), None)
        if named is not None:
            return named
        known = self._by_mid.get(section.mid)
        if known is not None and known.sid not in used:
            return known
        return next((track for track in free if not track.live and track.mid is None), None)

    def _attach(self, track: Track, section: Section) -> None:
        self._by_mid = {mid: t for mid, t in self._by_mid.items() if t is not track}
        self._by_mid[section.mid] = track
        track.mid = track.info.mid = track.info.codecs[0].mid = section.mid
        self._extensions = ExtensionIds(section.extension_id(AUDIO_LEVEL_URI), section.extension_id(MID_URI))
        for ssrc in sorted(section.ssrcs)[:_MAX_SOURCES]:
            self._by_ssrc[ssrc] = track


def read_reports(data: bytes) -> tuple[list[SenderReport], list[ReportBlock]]:
    """The two kinds of news in an RTCP packet."""
    senders: list[SenderReport] = []
    blocks: list[ReportBlock] = []
    for item in parse_rtcp(data):
        if isinstance(item, SenderReport):
            senders.append(item)
        else:
            blocks.append(item)
    return senders, blocks


def _names(entry: rtc.TrackPermission, subscriber: "Participant") -> bool:
    if entry.participant_identity:
        return entry.participant_identity == subscriber.identity
    return entry.participant_sid == subscriber.sid

"""A room: its members, what each is told about the others, and when it ends."""

from typing import TYPE_CHECKING

import structlog
from livekit.protocol import agent_dispatch, models, rtc
from livekit.protocol.room import CreateRoomRequest, RoomConfiguration

from local.rooms.data import DataRouter
from local.rooms.ids import Kind, new_sid
from local.rooms.speaking import ActiveSpeakers
from local.rooms.tracks import Track

if TYPE_CHECKING:
    from local.rooms.participant import Participant
    from local.rooms.server import RoomServer

_log = structlog.get_logger(__name__)

_WINDOWS_BETWEEN_REMINDERS = 5


class Room:
    """Members by identity. Someone is announced to the others once the transport is up, and not at all when hidden."""

    def __init__(self, server: "RoomServer", name: str) -> None:
        self.server = server
        self.members: dict[str, Participant] = {}
        self.dispatches: dict[str, agent_dispatch.AgentDispatch] = {}
        self.data = DataRouter(self)
        self.speakers = ActiveSpeakers()
        self._speaker_windows = 0
        self.closed = False
        self._visited = False
        self._empty_since_s = server.clock.monotonic()
        timeouts, limits = server.settings.timeouts, server.settings.limits
        self.info = models.Room(
            sid=new_sid(Kind.ROOM),
            name=name,
            empty_timeout=timeouts.empty_room_s,
            departure_timeout=timeouts.departure_s,
            creation_time=server.clock.wall_s(),
            creation_time_ms=server.clock.wall_ms(),
            enabled_codecs=[models.Codec(mime="audio/opus")],
        )
        self._default_max = limits.participants_per_room

    @property
    def name(self) -> str:
        """The room's name, which tokens and calls refer to."""
        return self.info.name

    @property
    def full(self) -> bool:
        """No more people fit: neither by the room's own bound nor by the server's."""
        own = self.info.max_participants
        return len(self.members) >= self._default_max or bool(own and len(self.people()) >= own)

    def configure(self, wish: CreateRoomRequest | RoomConfiguration) -> None:
        """Take over what a call or a token sets; what it leaves at zero stays as it is."""
        self.info.metadata = wish.metadata or self.info.metadata
        self.info.empty_timeout = wish.empty_timeout or self.info.empty_timeout
        self.info.departure_timeout = wish.departure_timeout or self.info.departure_timeout
        self.info.max_participants = wish.max_participants or self.info.max_participants

    def people(self) -> list["Participant"]:
        """Members who keep the room open: all but agents."""
        return [member for member in self.members.values() if not member.is_agent]

    def live_tracks(self) -> list[Track]:
        """All tracks that are published here."""
        return [track for member in self.members.values() for track in member.publishing.live]

    def snapshot(self) -> models.Room:
        """The room with its present counts."""
        self.info.num_participants = sum(not p.hidden and p.active for p in self.people())
        self.info.num_publishers = sum(bool(p.publishing.live) for p in self.members.values())
        return self.info

    def visible_to(self, newcomer: "Participant") -> list[models.ParticipantInfo]:
        """The others, as the join response lists them."""
        return [m.snapshot() for m in self.members.values() if m is not newcomer and m.active and not m.hidden]

    def introduce(self, member: "Participant", *, to: "Participant") -> None:
        """Tell one member about another (or about itself)."""
        if to is member or (not member.hidden and (member.active or member.gone)):
            to.send(update=rtc.ParticipantUpdate(participants=[member.snapshot()]))

    def broadcast(self, member: "Participant") -> None:
        """Tell everybody what `member` is like now."""
        member.info.version += 1
        for other in list(self.members.values()):
            self.introduce(member, to=other)

    def add(self, member: "Participant") -> None:
        """Let it in; it is seen by others once it is active."""
        self.members[member.identity] = member
        if not member.is_agent:
            self._visited = True

    def welcome(self, member: "Participant") -> None:
        """Its transport is up: announce it and subscribe it to what is there."""
        self.server.webhooks.send("participant_joined", room=self.snapshot(), participant=member.snapshot())
        self.broadcast(member)
        if speakers := self.speakers.current():
            member.send(speakers_changed=rtc.SpeakersChanged(speakers=speakers))
        for track in self.live_tracks():
            member.subscribing.consider(track)
        for track in member.publishing.live:
            self._offer_to_others(track)
        self.announce_room()

    def remove(self, member: "Participant", *, was_active: bool) -> None:
        """It has left: end its tracks, tell the others."""
        tracks = list(member.publishing.tracks.values())
        for track in tracks:
            self._end(track)
        if self.members.get(member.identity) is member:
            del self.members[member.identity]
        if was_active:
            self.broadcast(member)
        event = "participant_left" if was_active else "participant_connection_aborted"
        self.server.webhooks.send(event, room=self.snapshot(), participant=member.snapshot())
        self.server.dispatcher.participant_left(self, member)
        self._empty_since_s = self.server.clock.monotonic()
        self.announce_room()

    def publish(self, track: Track) -> None:
        """A track is live: announce it and offer it to everybody."""
        publisher = track.publisher
        publisher.info.is_publisher = True
        self.broadcast(publisher)
        self.server.webhooks.send(
            "track_published", room=self.snapshot(), participant=publisher.snapshot(), track=track.info
        )
        self._offer_to_others(track)
        self.server.dispatcher.participant_published(self, publisher)

    def unpublish(self, track: Track) -> None:
        """A track has ended while its publisher stays."""
        self._end(track)
        self.broadcast(track.publisher)

    def announce_room(self) -> None:
        """Tell everybody the room's metadata and counts."""
        info = self.snapshot()
        for member in self.members.values():
            member.send(room_update=rtc.RoomUpdate(room=info))

    def update_speakers(self) -> None:
        """Close one window of levels and tell who speaks: what has changed, and now and then all of it.

        A client drops what it is told before it takes itself for connected, and a steady voice changes nothing after.
        """
        levels = [
            (member.sid, max((track.meter.read() for track in member.publishing.live), default=0.0))
            for member in self.members.values()
        ]
        changes = self.speakers.update(levels)
        self._speaker_windows += 1
        if self._speaker_windows % _WINDOWS_BETWEEN_REMINDERS == 0:
            known = {change.sid for change in changes}
            changes = [*changes, *(speaker for speaker in self.speakers.current() if speaker.sid not in known)]
        if changes:
            for member in self.members.values():
                member.send(speakers_changed=rtc.SpeakersChanged(speakers=changes))

    def expired(self) -> bool:
        """Nobody but agents has been here for as long as the room's settings allow."""
        if self.people():
            self._empty_since_s = self.server.clock.monotonic()
            return False
        allowed_s = self.info.departure_timeout if self._visited else self.info.empty_timeout
        return self.server.clock.monotonic() - self._empty_since_s > allowed_s

    def close(self, reason: models.DisconnectReason) -> None:
        """End the room for everybody in it, and the jobs that it caused."""
        if self.closed:
            return
        self.closed = True
        _log.info("room.closed", sid=self.info.sid, reason=models.DisconnectReason.Name(reason))
        self.server.dispatcher.room_closed(self)
        for member in list(self.members.values()):
            member.leave(reason)
        self.server.webhooks.send("room_finished", room=self.snapshot())

    def _offer_to_others(self, track: Track) -> None:
        for member in list(self.members.values()):
            member.subscribing.consider(track)

    def _end(self, track: Track) -> None:
        was_live = track.live
        track.publisher.publishing.drop(track)
        for member in list(self.members.values()):
            member.subscribing.forget(track)
        if was_live:
            self.server.webhooks.send(
                "track_unpublished", room=self.info, participant=track.publisher.info, track=track.info
            )

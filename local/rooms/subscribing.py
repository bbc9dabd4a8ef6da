"""What one participant hears: subscriptions, kept in step with what it may, wants and has negotiated."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from livekit.protocol import models, rtc

from local.rooms.media.rtcp import ReportBlock
from local.rooms.tracks import Subscription, Track

if TYPE_CHECKING:
    from local.rooms.participant import Participant


class Subscribing:
    """The receiving side of one participant."""

    def __init__(self, owner: "Participant", *, automatic: bool) -> None:
        self._owner = owner
        self._automatic = automatic
        self._wanted: dict[str, bool] = {}
        self._paused: set[str] = set()
        self.by_track: dict[str, Subscription] = {}

    @property
    def loss(self) -> float:
        """The worst share of packets lost on the way to this participant, 0 … 1."""
        return max((subscription.loss for subscription in self.by_track.values()), default=0.0)

    def consider(self, track: Track) -> None:
        """Subscribe if everything speaks for it: wanted, permitted, live, not yet there, and the transport is up."""
        owner = self._owner
        if (
            track.publisher is owner
            or not track.live
            or track.sid in self.by_track
            or not owner.active
            or not self._wanted.get(track.sid, self._automatic)
            or not owner.info.permission.can_subscribe
        ):
            return
        if not track.publisher.publishing.may_hear(owner, track):
            self._tell_allowed(track, allowed=False)
            return
        subscription = Subscription(track, owner, owner.link.subscriber)
        subscription.paused = track.sid in self._paused
        self.by_track[track.sid] = subscription
        track.subscriptions[owner.sid] = subscription
        owner.room.introduce(track.publisher, to=owner)
        owner.link.make_room()
        track.publisher.send(track_subscribed=rtc.TrackSubscribed(track_sid=track.sid))

    def release(self, track: Track) -> None:
        """End a subscription, if there is one, and free its media section."""
        subscription = self.by_track.pop(track.sid, None)
        track.subscriptions.pop(self._owner.sid, None)
        if subscription is not None:
            subscription.peer.forget_ssrc(subscription.ssrc)
            self._owner.link.remove(subscription)

    def release_all(self) -> None:
        """Leave every track without negotiating; the transport is about to go."""
        for subscription in self.by_track.values():
            subscription.track.subscriptions.pop(self._owner.sid, None)
        self.by_track.clear()

    def want(self, track_sids: Collection[str], *, wanted: bool) -> None:
        """The client, or a server call, asks for or declines tracks by sid."""
        known = {track.sid: track for track in self._owner.room.live_tracks()}
        for sid in track_sids:
            if sid not in known:
                self._owner.send(
                    subscription_response=rtc.SubscriptionResponse(track_sid=sid, err=models.SE_TRACK_NOTFOUND)
                )
                continue
            self._wanted[sid] = wanted
            if wanted:
                self.consider(known[sid])
            else:
                self.release(known[sid])

    def pause(self, track_sids: Collection[str], *, paused: bool) -> None:
        """Keep subscriptions but hold their packets back, or let them flow again."""
        known = {track.sid for track in self._owner.room.live_tracks()}
        for sid in known.intersection(track_sids):
            if paused:
                self._paused.add(sid)
            else:
                self._paused.discard(sid)
            if (subscription := self.by_track.get(sid)) is not None:
                subscription.paused = paused

    def recheck(self) -> None:
        """Permissions changed: drop what is no longer allowed, take what is."""
        allowed = self._owner.info.permission.can_subscribe
        for subscription in list(self.by_track.values()):
            track = subscription.track
            if not allowed or not track.publisher.publishing.may_hear(self._owner, track):
                self.release(track)
                self._tell_allowed(track, allowed=False)
        for track in self._owner.room.live_tracks():
            if track.sid not in self.by_track:
                self.consider(track)
                if track.sid in self.by_track:
                    self._tell_allowed(track, allowed=True)

    def forget(self, track: Track) -> None:
        """The track has ended."""
        self.release(track)
        self._wanted.pop(track.sid, None)
        self._paused.discard(track.sid)

    def on_report_block(self, block: ReportBlock) -> None:
        """The client says how one of its streams arrives."""
        for subscription in self.by_track.values():
            if subscription.ssrc == block.ssrc:
                subscription.loss = block.fraction_lost / 256

    def _tell_allowed(self, track: Track, *, allowed: bool) -> None:
        self._owner.send(
            subscription_permission_update=rtc.SubscriptionPermissionUpdate(
                participant_sid=track.publisher.sid, track_sid=track.sid, allowed=allowed
            )
        )

"""What clients ask over the signalling socket. What this server doesn't do is refused by name, never ignored."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import structlog
from google.protobuf.message import DecodeError, Message
from livekit.protocol import models, rtc

from local.rooms.media.sdp import SdpError
from local.rooms.publishing import PublishRefusedError

if TYPE_CHECKING:
    from local.rooms.participant import Participant

_log = structlog.get_logger(__name__)
Reason = rtc.RequestResponse

_NOT_DONE = {
    "update_layers": "video layers are not supported: this server carries audio",
    "update_video_track": "video is not supported: this server carries audio",
    "publish_data_track_request": "data tracks are not supported: use data packets or streams",
    "unpublish_data_track_request": "data tracks are not supported: use data packets or streams",
    "update_data_subscription": "data tracks are not supported: use data packets or streams",
    "store_data_blob_request": "data blobs are not supported: use byte streams",
    "get_data_blob_request": "data blobs are not supported: use byte streams",
}
_ECHOED_AS = {
    "update_video_track": "update_video_track",
    "publish_data_track_request": "publish_data_track",
    "unpublish_data_track_request": "unpublish_data_track",
}


class SignalGarbageError(ValueError):
    """The bytes are no signal request."""


class SignalRequests:
    """Answers the requests of one participant."""

    def __init__(self, participant: "Participant") -> None:
        self._of = participant
        self._handlers: dict[str, Callable[[Any], None]] = {
            "ping": self._on_ping,
            "ping_req": self._on_ping_request,
            "offer": self._on_offer,
            "answer": self._on_answer,
            "add_track": self._on_add_track,
            "mute": self._on_mute,
            "subscription": self._on_subscription,
            "track_setting": self._on_track_setting,
            "subscription_permission": self._on_subscription_permission,
            "update_metadata": self._on_update_metadata,
            "update_audio_track": self._on_update_audio_track,
            "leave": self._on_leave,
            "simulate": self._on_simulate,
            "trickle": self._on_nothing_to_do,
            "sync_state": self._on_nothing_to_do,
        }

    def handle(self, raw: bytes) -> None:
        """Answer one request. Raises `SignalGarbageError` when it isn't one."""
        try:
            request = rtc.SignalRequest.FromString(raw)
        except DecodeError:
            raise SignalGarbageError from None
        name = request.WhichOneof("message")
        if name is None or self._of.gone:
            return
        message = getattr(request, name)
        if (handler := self._handlers.get(name)) is not None:
            handler(message)
        else:
            self._refuse(Reason.UNSUPPORTED_TYPE, _NOT_DONE.get(name, f"{name} is not supported"), name, message)

    def _on_ping(self, _: int) -> None:
        self._of.send(pong=self._of.clock.wall_ms())

    def _on_ping_request(self, ping: rtc.Ping) -> None:
        now_ms = self._of.clock.wall_ms()
        self._of.send(pong_resp=rtc.Pong(last_ping_timestamp=ping.timestamp, timestamp=now_ms))
        self._of.send(pong=now_ms)

    def _on_offer(self, offer: rtc.SessionDescription) -> None:
        try:
            self._of.link.on_offer(offer)
        except SdpError as bad:
            _log.info("signal.bad_offer", sid=self._of.sid)
            self._refuse(Reason.INVALID_REQUEST, f"offer {bad}", "offer", offer)

    def _on_answer(self, answer: rtc.SessionDescription) -> None:
        try:
            self._of.link.on_answer(answer)
        except SdpError as bad:
            _log.info("signal.bad_answer", sid=self._of.sid)
            self._refuse(Reason.INVALID_REQUEST, f"answer {bad}", "answer", answer)

    def _on_add_track(self, request: rtc.AddTrackRequest) -> None:
        participant = self._of
        try:
            track = participant.publishing.announce(request)
        except PublishRefusedError as refused:
            self._refuse(refused.reason, refused.message, "add_track", request, echo="add_track")
            return
        participant.send(track_published=rtc.TrackPublishedResponse(cid=request.cid, track=track.info))
        if participant.publishing.claim_waiting_section(track):
            participant.room.publish(track)

    def _on_mute(self, request: rtc.MuteTrackRequest) -> None:
        track = self._of.publishing.tracks.get(request.sid)
        if track is None:
            self._refuse(Reason.NOT_FOUND, "mute: no such track", "mute", request, echo="mute")
            return
        if track.info.muted != request.muted:
            track.info.muted = request.muted
            self._of.room.broadcast(self._of)

    def _on_subscription(self, request: rtc.UpdateSubscription) -> None:
        sids = [*request.track_sids, *(sid for entry in request.participant_tracks for sid in entry.track_sids)]
        self._of.subscribing.want(sids, wanted=request.subscribe)

    def _on_track_setting(self, request: rtc.UpdateTrackSettings) -> None:
        self._of.subscribing.pause(request.track_sids, paused=request.disabled)

    def _on_subscription_permission(self, request: rtc.SubscriptionPermission) -> None:
        self._of.publishing.restrict(request)
        for member in list(self._of.room.members.values()):
            if member is not self._of and member.active:
                member.subscribing.recheck()

    def _on_update_metadata(self, request: rtc.UpdateParticipantMetadata) -> None:
        if not self._of.info.permission.can_update_metadata:
            text = "does not have permission to update own metadata"
            self._refuse(Reason.NOT_ALLOWED, text, "update_metadata", request, echo="update_metadata")
            return
        problem = apply_metadata(self._of, request.name, request.metadata, dict(request.attributes))
        if problem is not None:
            self._refuse(Reason.LIMIT_EXCEEDED, problem, "update_metadata", request, echo="update_metadata")
            return
        self._of.send(request_response=rtc.RequestResponse(request_id=request.request_id, reason=Reason.OK))

    def _on_update_audio_track(self, request: rtc.UpdateLocalAudioTrack) -> None:
        track = self._of.publishing.tracks.get(request.track_sid)
        if track is None:
            text = "update_audio_track: no such track"
            self._refuse(Reason.NOT_FOUND, text, "update_audio_track", request, echo="update_audio_track")
            return
        del track.info.audio_features[:]
        track.info.audio_features.extend(request.features)
        self._of.room.broadcast(self._of)

    def _on_leave(self, request: rtc.LeaveRequest) -> None:
        known = request.reason or models.CLIENT_INITIATED
        self._of.leave(known, tell=False)

    def _on_simulate(self, request: rtc.SimulateScenario) -> None:
        participant = self._of
        match request.WhichOneof("scenario"):
            case "node_failure" | "leave_request_full_reconnect" | "migration":
                participant.leave(models.STATE_MISMATCH, action=rtc.LeaveRequest.RECONNECT)
            case "server_leave":
                participant.leave(models.SERVER_SHUTDOWN)
            case "disconnect_signal_on_resume" | "disconnect_signal_on_resume_no_messages":
                if participant.signal is not None:
                    participant.signal.close()
            case "speaker_update":
                speaker = models.SpeakerInfo(sid=participant.sid, level=1.0, active=True)
                participant.send(speakers_changed=rtc.SpeakersChanged(speakers=[speaker]))
            case other:
                self._refuse(Reason.UNSUPPORTED_TYPE, f"simulate {other} is not supported", "simulate", request)

    def _on_nothing_to_do(self, request: Message) -> None:
        """Candidates mean nothing to an ICE-lite server; a resumed participant's state was never lost."""

    def _refuse(
        self, reason: rtc.RequestResponse.Reason, text: str, name: str, request: Message, *, echo: str | None = None
    ) -> None:
        _log.info("signal.refused", sid=self._of.sid, request=name)
        response = rtc.RequestResponse(request_id=getattr(request, "request_id", 0), reason=reason, message=text)
        if field := echo or _ECHOED_AS.get(name):
            getattr(response, field).CopyFrom(request)
        self._of.send(request_response=response)


def apply_metadata(participant: "Participant", name: str, metadata: str, attributes: dict[str, str]) -> str | None:
    """Change what is given (an empty attribute is removed) and tell the room; the text of a limit that it broke."""
    limits = participant.limits
    info = participant.info
    merged = {k: v for k, v in {**info.attributes, **attributes}.items() if v}
    if len(name) > limits.name_chars:
        return f"name: at most {limits.name_chars} characters"
    if len(metadata.encode()) > limits.metadata_bytes:
        return f"metadata: at most {limits.metadata_bytes} bytes"
    if sum(len(k.encode()) + len(v.encode()) for k, v in merged.items()) > limits.metadata_bytes:
        return f"attributes: at most {limits.metadata_bytes} bytes"
    info.name = name or info.name
    info.metadata = metadata or info.metadata
    info.attributes.clear()
    info.attributes.update(merged)
    participant.room.broadcast(participant)
    participant.refresh_token()
    return None

"""The RoomService and AgentDispatchService calls."""

from collections.abc import Mapping

from livekit.protocol import agent_dispatch, models, room, rtc

from local.rooms.agents.dispatcher import DispatchRefusedError
from local.rooms.media.aiortc_stack import LOSSY, RELIABLE
from local.rooms.participant import Participant
from local.rooms.requests import apply_metadata
from local.rooms.room import Room
from local.rooms.server import RoomServer, ServerFullError
from local.rooms.service.twirp import Method, TwirpError, may_administer, may_create, may_list
from local.rooms.tokens import grants_with


class RoomService:
    """Each method takes a request message and returns the answer, or raises `TwirpError`."""

    def __init__(self, server: RoomServer) -> None:
        self._server = server
        self._limits = server.settings.limits

    def methods(self) -> Mapping[str, Method]:
        """All calls by `Service.Method`."""
        return {
            "RoomService.CreateRoom": Method(room.CreateRoomRequest, may_create, self._create_room),
            "RoomService.ListRooms": Method(room.ListRoomsRequest, may_list, self._list_rooms),
            "RoomService.DeleteRoom": Method(room.DeleteRoomRequest, may_create, self._delete_room),
            "RoomService.ListParticipants": Method(
                room.ListParticipantsRequest, may_administer, self._list_participants
            ),
            "RoomService.GetParticipant": Method(room.RoomParticipantIdentity, may_administer, self._get_participant),
            "RoomService.RemoveParticipant": Method(
                room.RoomParticipantIdentity, may_administer, self._remove_participant
            ),
            "RoomService.MutePublishedTrack": Method(room.MuteRoomTrackRequest, may_administer, self._mute),
            "RoomService.UpdateParticipant": Method(
                room.UpdateParticipantRequest, may_administer, self._update_participant
            ),
            "RoomService.UpdateSubscriptions": Method(
                room.UpdateSubscriptionsRequest, may_administer, self._update_subscriptions
            ),
            "RoomService.SendData": Method(room.SendDataRequest, may_administer, self._send_data),
            "RoomService.UpdateRoomMetadata": Method(
                room.UpdateRoomMetadataRequest, may_administer, self._update_room_metadata
            ),
            "AgentDispatchService.CreateDispatch": Method(
                agent_dispatch.CreateAgentDispatchRequest, may_administer, self._create_dispatch
            ),
            "AgentDispatchService.ListDispatch": Method(
                agent_dispatch.ListAgentDispatchRequest, may_administer, self._list_dispatch
            ),
            "AgentDispatchService.DeleteDispatch": Method(
                agent_dispatch.DeleteAgentDispatchRequest, may_administer, self._delete_dispatch
            ),
        }

    def _create_room(self, request: room.CreateRoomRequest) -> models.Room:
        self._check_name(request.name)
        self._check_metadata(request.metadata)
        return self._open(request.name, request).snapshot()

    def _list_rooms(self, request: room.ListRoomsRequest) -> room.ListRoomsResponse:
        wanted = set(request.names)
        rooms = [r.snapshot() for r in self._server.rooms.values() if not wanted or r.name in wanted]
        return room.ListRoomsResponse(rooms=rooms)

    def _delete_room(self, request: room.DeleteRoomRequest) -> room.DeleteRoomResponse:
        self._server.close_room(self._room(request.room), models.ROOM_DELETED)
        return room.DeleteRoomResponse()

    def _list_participants(self, request: room.ListParticipantsRequest) -> room.ListParticipantsResponse:
        members = self._room(request.room).members.values()
        return room.ListParticipantsResponse(participants=[member.snapshot() for member in members])

    def _get_participant(self, request: room.RoomParticipantIdentity) -> models.ParticipantInfo:
        return self._participant(request.room, request.identity).snapshot()

    def _remove_participant(self, request: room.RoomParticipantIdentity) -> room.RemoveParticipantResponse:
        self._participant(request.room, request.identity).leave(models.PARTICIPANT_REMOVED)
        return room.RemoveParticipantResponse()

    def _mute(self, request: room.MuteRoomTrackRequest) -> room.MuteRoomTrackResponse:
        participant = self._participant(request.room, request.identity)
        track = participant.publishing.tracks.get(request.track_sid)
        if track is None:
            raise TwirpError("not_found", "track not found")
        if track.info.muted and not request.muted:
            raise TwirpError("failed_precondition", "only the participant itself can unmute a track")
        if track.info.muted != request.muted:
            track.info.muted = request.muted
            participant.send(mute=rtc.MuteTrackRequest(sid=track.sid, muted=request.muted))
            participant.room.broadcast(participant)
        return room.MuteRoomTrackResponse(track=track.info)

    def _update_participant(self, request: room.UpdateParticipantRequest) -> models.ParticipantInfo:
        participant = self._participant(request.room, request.identity)
        if request.HasField("permission"):
            self._permit(participant, request.permission)
        problem = apply_metadata(participant, request.name, request.metadata, dict(request.attributes))
        if problem is not None:
            raise TwirpError("invalid_argument", problem)
        return participant.snapshot()

    def _update_subscriptions(self, request: room.UpdateSubscriptionsRequest) -> room.UpdateSubscriptionsResponse:
        participant = self._participant(request.room, request.identity)
        sids = [*request.track_sids, *(sid for entry in request.participant_tracks for sid in entry.track_sids)]
        participant.subscribing.want(sids, wanted=request.subscribe)
        return room.UpdateSubscriptionsResponse()

    def _send_data(self, request: room.SendDataRequest) -> room.SendDataResponse:
        if len(request.data) > self._limits.data_message_bytes - 1024:
            raise TwirpError("invalid_argument", f"data: at most {self._limits.data_message_bytes - 1024} bytes")
        user = models.UserPacket(
            payload=request.data,
            destination_sids=request.destination_sids,
            destination_identities=request.destination_identities,
            topic=request.topic if request.HasField("topic") else None,
            nonce=request.nonce,
        )
        packet = models.DataPacket(kind=request.kind, destination_identities=request.destination_identities, user=user)
        label = LOSSY if request.kind == models.DataPacket.LOSSY else RELIABLE
        self._room(request.room).data.deliver(packet, label)
        return room.SendDataResponse()

    def _update_room_metadata(self, request: room.UpdateRoomMetadataRequest) -> models.Room:
        self._check_metadata(request.metadata)
        found = self._room(request.room)
        found.info.metadata = request.metadata
        found.announce_room()
        return found.snapshot()

    def _create_dispatch(self, request: agent_dispatch.CreateAgentDispatchRequest) -> agent_dispatch.AgentDispatch:
        self._check_name(request.room)
        self._check_metadata(request.metadata)
        found = self._open(request.room)
        try:
            return self._server.dispatcher.create(found, request.agent_name, request.metadata, dict(request.attributes))
        except DispatchRefusedError:
            raise TwirpError("resource_exhausted", "the room has too many dispatches") from None

    def _list_dispatch(
        self, request: agent_dispatch.ListAgentDispatchRequest
    ) -> agent_dispatch.ListAgentDispatchResponse:
        found = self._room(request.room)
        listed = [
            dispatch
            for dispatch in found.dispatches.values()
            if (dispatch.agent_name or dispatch.state.jobs) and request.dispatch_id in ("", dispatch.id)
        ]
        return agent_dispatch.ListAgentDispatchResponse(agent_dispatches=listed)

    def _delete_dispatch(self, request: agent_dispatch.DeleteAgentDispatchRequest) -> agent_dispatch.AgentDispatch:
        deleted = self._server.dispatcher.delete(self._room(request.room), request.dispatch_id)
        if deleted is None:
            raise TwirpError("not_found", "dispatch not found")
        return deleted

    def _open(self, name: str, wish: room.CreateRoomRequest | None = None) -> Room:
        try:
            return self._server.open(name, wish)
        except ServerFullError as full:
            raise TwirpError("resource_exhausted", str(full)) from None

    def _room(self, name: str) -> Room:
        if (found := self._server.rooms.get(name)) is None:
            raise TwirpError("not_found", "requested room does not exist")
        return found

    def _participant(self, room_name: str, identity: str) -> Participant:
        member = self._room(room_name).members.get(identity)
        if member is None:
            raise TwirpError("not_found", "participant does not exist")
        return member

    def _permit(self, participant: Participant, permission: models.ParticipantPermission) -> None:
        participant.info.permission.CopyFrom(permission)
        if participant.claims.video is not None:
            participant.claims.video = grants_with(participant.claims.video, permission)
        for track in list(participant.publishing.tracks.values()):
            sources = permission.can_publish_sources
            if not permission.can_publish or (sources and track.info.source not in sources):
                participant.room.unpublish(track)
                participant.send(track_unpublished=rtc.TrackUnpublishedResponse(track_sid=track.sid))
        participant.subscribing.recheck()

    def _check_name(self, name: str) -> None:
        if not name or len(name) > self._limits.name_chars:
            raise TwirpError("invalid_argument", f"name: 1 to {self._limits.name_chars} characters")

    def _check_metadata(self, metadata: str) -> None:
        if len(metadata.encode()) > self._limits.metadata_bytes:
            raise TwirpError("invalid_argument", f"metadata: at most {self._limits.metadata_bytes} bytes")

"""Data packets between participants: user data, text and byte streams, RPC, all of which ride in the same envelope.

The server stamps who sent a packet and passes it on unread; what is reliable stays in order and is delivered once.
"""

from typing import TYPE_CHECKING

import structlog
from google.protobuf.message import DecodeError
from livekit.protocol import models, rtc

from local.rooms.media.aiortc_stack import LOSSY, RELIABLE

if TYPE_CHECKING:
    from local.rooms.participant import Participant
    from local.rooms.room import Room

_log = structlog.get_logger(__name__)


class DataRouter:
    """Delivers the data packets of one room."""

    def __init__(self, room: "Room") -> None:
        self._room = room

    def on_message(self, sender: "Participant", label: str, message: bytes) -> None:
        """A participant sent a message on a data channel; what isn't a permitted data packet is dropped."""
        if label not in (RELIABLE, LOSSY) or sender.gone or not sender.info.permission.can_publish_data:
            return
        if len(message) > sender.limits.data_message_bytes:
            return
        if not sender.data_allowance.take():
            if label == RELIABLE:
                _log.warning("data.flood", sid=sender.sid)
                sender.leave(models.PARTICIPANT_REMOVED)
            return
        try:
            packet = models.DataPacket.FromString(message)
        except DecodeError:
            _log.debug("data.garbage", sid=sender.sid)
            return
        if label == RELIABLE and not self._is_new(sender, packet):
            return
        self._stamp(sender, packet)
        self.deliver(packet, label, sender=sender)

    def _stamp(self, sender: "Participant", packet: models.DataPacket) -> None:
        """Say who sent it. An agent alone may send text in the name of a member: that is how a person gets captions."""
        author = sender
        if sender.info.kind == models.ParticipantInfo.AGENT and _is_text(packet):
            author = self._room.members.get(packet.participant_identity, sender)
        packet.participant_identity, packet.participant_sid = author.identity, author.sid
        if packet.WhichOneof("value") == "user":
            packet.user.participant_identity, packet.user.participant_sid = sender.identity, sender.sid

    def deliver(self, packet: models.DataPacket, label: str, *, sender: "Participant | None" = None) -> None:
        """Send to those it is for; to everybody else in the room when it names nobody."""
        identities = set(packet.destination_identities)
        sids: set[str] = set()
        if packet.WhichOneof("value") == "user":
            identities |= set(packet.user.destination_identities)
            sids = set(packet.user.destination_sids)
        message = packet.SerializeToString()
        for member in list(self._room.members.values()):
            if member is sender or not (member.active or member.identity in identities):
                continue
            if (identities or sids) and member.identity not in identities and member.sid not in sids:
                continue
            if not member.link.subscriber.send_data(label, message) and label == RELIABLE:
                _log.warning("data.too_slow", sid=member.sid)
                member.leave(models.STATE_MISMATCH, action=rtc.LeaveRequest.RECONNECT)

    @staticmethod
    def _is_new(sender: "Participant", packet: models.DataPacket) -> bool:
        if packet.sequence:
            if packet.sequence <= sender.last_reliable_sequence:
                return False
            sender.last_reliable_sequence = packet.sequence
        return True


def _is_text(packet: models.DataPacket) -> bool:
    """Whether it is of a text stream or the older transcription; a chunk does not say what its stream is of."""
    value = packet.WhichOneof("value")
    if value == "stream_header":
        return packet.stream_header.WhichOneof("content_header") == "text_header"
    return value in {"stream_chunk", "stream_trailer", "transcription"}

"""What happens by the clock: speakers, receiver reports, connection quality, fresh tokens, and all that times out."""

import asyncio
from collections.abc import Callable

import structlog
from livekit.protocol import models, rtc

from local.rooms.participant import Participant
from local.rooms.room import Room
from local.rooms.server import RoomServer

_SPEAKERS_EVERY_S = 0.4
_REPORTS_EVERY_S = 1.0
_QUALITY_EVERY_S = 3.0
_LOST_AFTER_S = 7.0
_GOOD_LOSS = 0.02
_POOR_LOSS = 0.08

_log = structlog.get_logger(__name__)


class Housekeeping:
    """Looks after all rooms until cancelled. One room's failure leaves the others alone."""

    def __init__(self, server: RoomServer) -> None:
        self._server = server
        self._timeouts = server.settings.timeouts

    def start(self) -> None:
        """Begin the rounds."""
        errands = self._server.errands
        errands.spawn(self._every(_SPEAKERS_EVERY_S, Room.update_speakers), name="rounds.speakers")
        errands.spawn(self._every(_REPORTS_EVERY_S, self._look_after), name="rounds.members")
        errands.spawn(self._every(_QUALITY_EVERY_S, self._measure), name="rounds.quality")
        errands.spawn(self._every(self._timeouts.token_refresh_s, self._refresh), name="rounds.tokens")

    async def _every(self, seconds: float, look: Callable[[Room], None]) -> None:
        while True:
            await asyncio.sleep(seconds)
            for room in list(self._server.rooms.values()):
                try:
                    look(room)
                except Exception as failure:  # noqa: BLE001  one room's trouble must not end the rounds of the others
                    _log.error("rounds.failed", room=room.info.sid, error=type(failure).__name__)

    def _look_after(self, room: Room) -> None:
        for member in list(room.members.values()):
            if (report := member.publishing.receiver_report()) is not None:
                member.link.publisher.send_rtcp(report)
            if (reason := self._overdue(member)) is not None:
                member.leave(reason)
        if room.expired():
            self._server.close_room(room, models.ROOM_CLOSED)

    def _overdue(self, member: Participant) -> models.DisconnectReason | None:
        now_s = self._server.clock.monotonic()
        peer = member.link.subscriber
        if member.signal_lost_at_s is not None:
            away_s = now_s - member.signal_lost_at_s
            if peer.closed_by_peer:
                return models.CLIENT_INITIATED
            if member.orphaned_at_s is not None and now_s - member.orphaned_at_s > self._timeouts.orphaned_agent_s:
                return models.AGENT_ERROR
            if away_s > self._timeouts.signal_gone_s:
                return models.SIGNAL_CLOSE
        if now_s - peer.heard_at_s > self._timeouts.media_silent_s:
            return models.CONNECTION_TIMEOUT
        return None

    def _measure(self, room: Room) -> None:
        now_s = self._server.clock.monotonic()
        changed: list[rtc.ConnectionQualityInfo] = []
        for member in room.members.values():
            if not member.active:
                continue
            quality, score = _rate(member, now_s)
            if quality != member.quality:
                member.quality = quality
                changed.append(rtc.ConnectionQualityInfo(participant_sid=member.sid, quality=quality, score=score))
        if changed:
            for member in room.members.values():
                member.send(connection_quality=rtc.ConnectionQualityUpdate(updates=changed))

    def _refresh(self, room: Room) -> None:
        for member in room.members.values():
            member.refresh_token()


def _rate(member: Participant, now_s: float) -> tuple[models.ConnectionQuality, float]:
    if now_s - member.link.subscriber.heard_at_s > _LOST_AFTER_S:
        return models.LOST, 0.0
    loss = max(member.publishing.loss, member.subscribing.loss)
    score = max(1.0, 5.0 - loss * 25)
    if loss < _GOOD_LOSS:
        return models.EXCELLENT, score
    return (models.GOOD if loss < _POOR_LOSS else models.POOR), score

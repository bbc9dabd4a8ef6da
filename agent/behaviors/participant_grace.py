"""A user who leaves may come back within a grace period; after it the session closes."""

import asyncio

from livekit import rtc

FIRST_JOIN_S = 60.0
"""A user who has not come yet may still be answering the browser's question about the microphone."""


class ParticipantGrace:
    """Watches the presence of one identity in a room."""

    def __init__(self, room: rtc.Room, *, user_identity: str, grace_s: float) -> None:
        self._room = room
        self._user_identity = user_identity
        self._grace_s = grace_s
        self._came = asyncio.Event()
        self._left = asyncio.Event()
        room.on("participant_connected", self._note_connected)
        room.on("participant_disconnected", self._note_disconnected)

    async def wait(self) -> None:
        """Return when the user has been away for longer than the grace period."""
        grace_s = max(self._grace_s, FIRST_JOIN_S)
        while True:
            if self._user_identity not in self._room.remote_participants:
                self._came.clear()
                try:
                    await asyncio.wait_for(self._came.wait(), grace_s)
                except TimeoutError:
                    return
            grace_s = self._grace_s
            self._left.clear()
            if self._user_identity in self._room.remote_participants:
                await self._left.wait()

    def _note_connected(self, participant: rtc.RemoteParticipant) -> None:
        if participant.identity == self._user_identity:
            self._came.set()

    def _note_disconnected(self, participant: rtc.RemoteParticipant) -> None:
        if participant.identity == self._user_identity:
            self._left.set()
